-- The audit trail: who did what, for which organisation, on whom, from where.
-- Everybody adds to it, through one function that takes who asks from the
-- transaction itself; nobody changes or removes an entry. Each county's entries
-- are chained by one worker, with a keyed hash whose key the database never
-- sees.
CREATE TABLE audit (
  county       text        NOT NULL CHECK (county ~ '^[0-9]{6}$'),
  id           bigint      NOT NULL GENERATED ALWAYS AS IDENTITY,
  at           timestamptz NOT NULL,
  role         text        NOT NULL,
  organisation bigint,
  account      bigint,
  actor        text        NOT NULL, -- the account's name, or the operating system's user
  origin       text        NOT NULL, -- the address that asked, empty for commands
  action       text        NOT NULL,
  noun         text        NOT NULL,
  target       text        NOT NULL, -- the record's number
  detail       jsonb       NOT NULL, -- reasons and counts, never a personal number
  PRIMARY KEY (county, id)
);

CREATE INDEX audit_at ON audit (county, at);
CREATE INDEX audit_target ON audit (county, noun, target);

-- What waits to be chained. An entry is put here with itself, and leaves when
-- it is linked.
CREATE TABLE audit_pending (
  county text   NOT NULL,
  entry  bigint NOT NULL,
  PRIMARY KEY (county, entry),
  FOREIGN KEY (county, entry) REFERENCES audit (county, id)
);

-- The chain: mac is the keyed hash of the link before and of the entry.
CREATE TABLE audit_link (
  county   text   NOT NULL,
  position bigint NOT NULL,
  entry    bigint NOT NULL,
  mac      bytea  NOT NULL,
  PRIMARY KEY (county, position),
  UNIQUE (county, entry)
);

CREATE FUNCTION access.note(
  of_action text, of_noun text, of_target text, of_detail jsonb, of_actor text, of_origin text, of_at timestamptz
) RETURNS void LANGUAGE sql SECURITY DEFINER SET search_path = pg_catalog, pg_temp AS $$
  WITH added AS (
    INSERT INTO public.audit (county, at, role, organisation, account, actor, origin, action, noun, target, detail)
    VALUES (access.county(), of_at, access.role(), access.organisation(), access.account(), of_actor, of_origin, of_action, of_noun,
      of_target, of_detail)
    RETURNING county, id)
  INSERT INTO public.audit_pending SELECT county, id FROM added
$$;

-- counties_to_chain are those whose chain has something to do.
CREATE FUNCTION access.counties_to_chain() RETURNS SETOF text
LANGUAGE sql STABLE SECURITY DEFINER SET search_path = pg_catalog, pg_temp AS $$
  SELECT DISTINCT county FROM public.audit_pending
$$;

REVOKE ALL ON FUNCTION access.note, access.counties_to_chain FROM PUBLIC;
GRANT EXECUTE ON FUNCTION access.note, access.counties_to_chain TO laowu_service;
