-- What the county's pages stand on.

-- Destinations that the county tells apart when it says where its members went:
-- prefectures or counties, in the order of the table. What is not listed is the
-- rest of the province, another province, or the county itself. Positions count
-- from 1.
CREATE TABLE flow_destination (
  county   text    NOT NULL CHECK (county ~ '^[0-9]{6}$'),
  place    text    NOT NULL REFERENCES area (code) CHECK (place ~ '^[0-9]{6}$' AND place !~ '0000$'),
  position integer NOT NULL CHECK (position > 0),
  source   text    NOT NULL,
  PRIMARY KEY (county, place),
  UNIQUE (county, position)
);

INSERT INTO flow_destination (county, place, position, source) VALUES
  ('141123', '150600', 1, '会员去得最多的市，县里设有务工人员工作站'),
  ('141123', '140100', 2, '会员去得最多的市，县里设有务工人员工作站');

ALTER TABLE flow_destination ENABLE ROW LEVEL SECURITY;
CREATE POLICY sees ON flow_destination FOR SELECT TO laowu_service USING (county = (SELECT access.county()) AND (SELECT access.sees_county()));
CREATE POLICY enters ON flow_destination FOR INSERT TO laowu_service WITH CHECK (county = (SELECT access.county()) AND (SELECT access.writes_county()));
CREATE POLICY changes ON flow_destination FOR UPDATE TO laowu_service USING (county = (SELECT access.county()) AND (SELECT access.sees_county()));
CREATE POLICY keeps ON flow_destination AS RESTRICTIVE FOR UPDATE TO laowu_service USING ((SELECT access.writes_county()));
CREATE POLICY forgets ON flow_destination FOR DELETE TO laowu_service USING (county = (SELECT access.county()) AND (SELECT access.writes_county()));

-- Each transaction that wrote moves this number on as it ends (internal/db), so
-- that a service which counted a while ago knows whether its figures still hold,
-- whichever process wrote. A sequence waits for nobody; one that moved for what
-- nobody counts costs a count too many.
CREATE SEQUENCE access.change;
GRANT USAGE ON SEQUENCE access.change TO laowu_service;

-- changes is how far the number is, and whether nobody is at this moment
-- changing anything: else what is read now may lack what he will have done.
CREATE FUNCTION access.changes(OUT number bigint, OUT quiet boolean)
LANGUAGE plpgsql VOLATILE SECURITY DEFINER SET search_path = pg_catalog, pg_temp AS $$
BEGIN
  -- In this order: who moved the number on before it was read is then either
  -- done or seen to be at it. Whoever writes holds his transaction's number
  -- locked until what he wrote can be read; a snapshot lists only those writers
  -- after whom another one ended. Locks of transactions tell of all databases;
  -- others, which every writer holds too, of which one.
  number := (SELECT last_value + is_called::integer FROM access.change);
  quiet := NOT EXISTS (SELECT FROM pg_locks l WHERE l.locktype = 'transactionid' AND l.mode = 'ExclusiveLock' AND l.granted
    AND EXISTS (SELECT FROM pg_locks o WHERE o.pid = l.pid AND o.database = (SELECT d.oid FROM pg_database d WHERE d.datname = current_database())));
END $$;

-- Who had numbers shown whole: how many, by whom of which organisation and why.
-- Whose they were stays in the audit trail, which the county does not read.
CREATE INDEX audit_reveal ON audit (county, at) WHERE action = 'reveal';

-- When showing many numbers is unusual: more than so many by one account in so
-- many days, or any from the hour night_from to the hour night_until in China.
CREATE TABLE reveal_rule (
  valid_from  date    PRIMARY KEY,
  days        integer NOT NULL CHECK (days > 0),
  many        integer NOT NULL CHECK (many > 0),
  night_from  integer NOT NULL CHECK (night_from BETWEEN 12 AND 24),
  night_until integer NOT NULL CHECK (night_until BETWEEN 0 AND 12),
  source      text    NOT NULL
);

INSERT INTO reveal_rule VALUES ('2016-01-01', 30, 100, 22, 6, '县里核定；缺省为一个账号三十天一百个、夜里十点到早上六点，待县里核对');

CREATE FUNCTION access.reveals(since timestamptz, night_from integer, night_until integer)
RETURNS TABLE (role text, organisation bigint, name text, actor text, reason text, people bigint, times bigint, numbers bigint, night bigint, last timestamptz)
LANGUAGE sql STABLE SECURITY DEFINER SET search_path = pg_catalog, pg_temp AS $$
  SELECT a.role, a.organisation, access.organisation_name(a.county, a.role, a.organisation), a.actor, coalesce(a.detail ->> 'reason', ''),
         count(DISTINCT (a.noun, a.target)), count(*), sum(CASE WHEN a.detail ->> 'people' ~ '^[0-9]{1,9}$' THEN (a.detail ->> 'people')::bigint ELSE 1 END)::bigint,
         count(*) FILTER (WHERE h.hour >= night_from OR h.hour < night_until), max(a.at)
  FROM public.audit a, LATERAL (SELECT extract(hour FROM a.at AT TIME ZONE 'Asia/Shanghai') AS hour) h
  WHERE a.county = access.county() AND access.sees_county() AND a.action = 'reveal' AND a.role <> 'worker' AND a.at >= since
  GROUP BY 1, 2, 3, 4, 5
$$;

REVOKE ALL ON FUNCTION access.changes, access.reveals FROM PUBLIC;
GRANT EXECUTE ON FUNCTION access.changes, access.reveals TO laowu_service;
