-- A form that was sent counts once, however often its button is pressed. Its key
-- is written by the transaction that does what the form asks: a second sending
-- meets it and is told what became of the first. Kept for three days
-- (access.sweep): nobody sends a page of last week again.
CREATE TABLE once (
  county   text        NOT NULL CHECK (county ~ '^[0-9]{6}$'),
  login    bigint      NOT NULL,
  key      bytea       NOT NULL CHECK (length(key) = 32), -- SHA-256 of the form's own key, its address and what was typed
  at       timestamptz NOT NULL,
  location text,                                          -- where the first sending led, of this site, sealed
  PRIMARY KEY (county, login, key)
);
CREATE INDEX once_at ON once (at);

ALTER TABLE once ENABLE ROW LEVEL SECURITY;
CREATE POLICY sees ON once FOR SELECT TO laowu_service USING (county = (SELECT access.county()) AND login = (SELECT access.own_login()));
CREATE POLICY enters ON once FOR INSERT TO laowu_service WITH CHECK (county = (SELECT access.county()) AND login = (SELECT access.own_login()));
CREATE POLICY changes ON once FOR UPDATE TO laowu_service USING (county = (SELECT access.county()) AND login = (SELECT access.own_login()));
CREATE POLICY forgets ON once FOR DELETE TO laowu_service USING (county = (SELECT access.county()) AND login = (SELECT access.own_login()));

-- sweep forgets sessions that ran out, failures of long ago, and sendings of
-- which nobody asks any more.
CREATE OR REPLACE FUNCTION access.sweep(at timestamptz) RETURNS void
LANGUAGE sql SECURITY DEFINER SET search_path = pg_catalog, pg_temp AS $$
  DELETE FROM public.session WHERE expires <= at;
  DELETE FROM public.attempt WHERE last_at < at - interval '1 day';
  DELETE FROM public.once o WHERE o.at < sweep.at - interval '3 days'
$$;

-- Large type goes with the login, so that it is there on the next telephone too.
ALTER TABLE login ADD COLUMN large boolean NOT NULL DEFAULT false;

DROP FUNCTION access.standing(bigint);
-- standing is what a session needs to know of its login at each request.
CREATE FUNCTION access.standing(of_login bigint) RETURNS TABLE (
  name text, holder text, once boolean, second_factor boolean, demonstration boolean, revoked_at timestamptz, large boolean
) LANGUAGE sql STABLE SECURITY DEFINER SET search_path = pg_catalog, pg_temp AS $$
  SELECT coalesce(l.name, ''), l.holder, l.once, l.totp_sealed IS NOT NULL,
    l.demonstration AND (SELECT i.demonstration FROM public.installation i), l.revoked_at, l.large
  FROM public.login l WHERE l.id = of_login AND l.disabled_at IS NULL
$$;

-- set_large remembers the size of type that a login reads in.
CREATE FUNCTION access.set_large(is_large boolean) RETURNS void
LANGUAGE sql SECURITY DEFINER SET search_path = pg_catalog, pg_temp AS $$
  UPDATE public.login SET large = is_large WHERE id = access.own_login()
$$;
REVOKE ALL ON FUNCTION access.standing, access.set_large FROM PUBLIC;
GRANT EXECUTE ON FUNCTION access.standing, access.set_large TO laowu_service;
