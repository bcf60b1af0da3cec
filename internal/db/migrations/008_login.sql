-- What happens before anybody is known to ask, and what a login does with its
-- own secrets: through these functions alone. The service reads no secret and
-- no session otherwise.

-- find_logins are those of a name, or of a telephone, which a family shares. One
-- whose accounts were all taken from it is none.
CREATE FUNCTION access.find_logins(by_name text, by_phone bytea) RETURNS TABLE (
  id bigint, county text, secret text, once boolean, once_until timestamptz, disabled boolean, person_names text[]
) LANGUAGE sql STABLE SECURITY DEFINER SET search_path = pg_catalog, pg_temp AS $$
  SELECT l.id, l.county, l.secret, l.once, l.once_until, l.disabled_at IS NOT NULL,
    ARRAY (SELECT p.name FROM public.account a JOIN public.person p ON p.county = a.county AND p.id = a.person
           WHERE a.login = l.id AND a.disabled_at IS NULL)
  FROM public.login l WHERE (l.name = by_name OR l.phone_hash = by_phone)
    AND EXISTS (SELECT FROM public.account a WHERE a.login = l.id AND a.disabled_at IS NULL)
  ORDER BY l.id
$$;

-- accounts are those of a login that still stand.
CREATE FUNCTION access.accounts(of_login bigint) RETURNS TABLE (
  id bigint, county text, role text, organisation bigint, person bigint, organisation_name text
) LANGUAGE sql STABLE SECURITY DEFINER SET search_path = pg_catalog, pg_temp AS $$
  SELECT a.id, a.county, a.role, coalesce(a.organisation, 0), coalesce(a.person, 0),
    coalesce(CASE WHEN a.role = 'worker' THEN (SELECT p.name FROM public.person p WHERE p.county = a.county AND p.id = a.person)
      ELSE access.organisation_name(a.county, a.role, a.organisation) END, '')
  FROM public.account a JOIN public.login l ON l.id = a.login
  WHERE a.login = of_login AND a.disabled_at IS NULL AND l.disabled_at IS NULL ORDER BY a.id
$$;

-- standing is what a session needs to know of its login at each request.
CREATE FUNCTION access.standing(of_login bigint) RETURNS TABLE (
  name text, holder text, once boolean, second_factor boolean, demonstration boolean, revoked_at timestamptz
) LANGUAGE sql STABLE SECURITY DEFINER SET search_path = pg_catalog, pg_temp AS $$
  SELECT coalesce(l.name, ''), l.holder, l.once, l.totp_sealed IS NOT NULL,
    l.demonstration AND (SELECT i.demonstration FROM public.installation i), l.revoked_at
  FROM public.login l WHERE l.id = of_login AND l.disabled_at IS NULL
$$;

-- own_or_admin stops who would change another's secrets: a login changes its
-- own, the admin those of the county.
CREATE FUNCTION access.own_or_admin(of_login bigint) RETURNS void
LANGUAGE plpgsql STABLE SECURITY DEFINER SET search_path = pg_catalog, pg_temp AS $$
BEGIN
  IF access.own_login() IS DISTINCT FROM of_login AND NOT (access.role() = 'admin'
     AND EXISTS (SELECT FROM public.login l WHERE l.id = of_login AND l.county = access.county())) THEN
    RAISE EXCEPTION 'not this login''s' USING ERRCODE = 'insufficient_privilege';
  END IF;
END $$;

-- set_secret changes the password and voids every session begun before.
CREATE FUNCTION access.set_secret(of_login bigint, new_secret text, until timestamptz, at timestamptz) RETURNS void
LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog, pg_temp AS $$
BEGIN
  PERFORM access.own_or_admin(of_login);
  UPDATE public.login SET secret = new_secret, once = until IS NOT NULL, once_until = until, revoked_at = at, demonstration = false
  WHERE id = of_login;
END $$;

CREATE FUNCTION access.has_factor(of_login bigint) RETURNS boolean
LANGUAGE sql STABLE SECURITY DEFINER SET search_path = pg_catalog, pg_temp AS $$
  SELECT l.totp_sealed IS NOT NULL FROM public.login l WHERE l.id = of_login
$$;

-- sealed_factor is the sealed key of the second factor, or null, and the county
-- that it is sealed for: the login's own, as whatever it acts.
CREATE FUNCTION access.sealed_factor(of_login bigint) RETURNS TABLE (county text, sealed bytea)
LANGUAGE sql STABLE SECURITY DEFINER SET search_path = pg_catalog, pg_temp AS $$
  SELECT l.county, l.totp_sealed FROM public.login l WHERE l.id = of_login
$$;

-- kept_secret is what is kept of a login's password, to be asked again.
CREATE FUNCTION access.kept_secret(of_login bigint) RETURNS text
LANGUAGE sql STABLE SECURITY DEFINER SET search_path = pg_catalog, pg_temp AS $$
  SELECT l.secret FROM public.login l WHERE l.id = of_login
$$;

-- set_factor keeps a login's own new second factor. The admin takes one away and
-- gives none.
CREATE FUNCTION access.set_factor(of_login bigint, sealed bytea, step bigint) RETURNS void
LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog, pg_temp AS $$
BEGIN
  PERFORM access.own_or_admin(of_login);
  IF sealed IS NOT NULL AND access.own_login() IS DISTINCT FROM of_login THEN
    RAISE EXCEPTION 'not this login''s' USING ERRCODE = 'insufficient_privilege';
  END IF;
  UPDATE public.login SET totp_sealed = sealed, totp_step = step WHERE id = of_login;
END $$;

-- use_factor takes a step once, and none that is older than one taken.
CREATE FUNCTION access.use_factor(of_login bigint, step bigint) RETURNS boolean
LANGUAGE sql SECURITY DEFINER SET search_path = pg_catalog, pg_temp AS $$
  WITH used AS (UPDATE public.login SET totp_step = step WHERE id = of_login AND totp_step < step RETURNING id)
  SELECT EXISTS (SELECT FROM used)
$$;

-- demonstrate says of a login that it is made up and its password printed for
-- everybody. The admin says it; set_secret takes it back.
CREATE FUNCTION access.demonstrate(of_login bigint) RETURNS void
LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog, pg_temp AS $$
BEGIN
  IF access.role() IS DISTINCT FROM 'admin' THEN
    RAISE EXCEPTION 'not this login''s' USING ERRCODE = 'insufficient_privilege';
  END IF;
  UPDATE public.login SET demonstration = true WHERE id = of_login AND county = access.county();
END $$;

CREATE FUNCTION access.logged_in(of_login bigint, at timestamptz) RETURNS void
LANGUAGE sql SECURITY DEFINER SET search_path = pg_catalog, pg_temp AS $$
  UPDATE public.login SET last_login_at = at WHERE id = of_login
$$;

-- A session that was ended is kept for a while as an empty one: an answer that
-- was under way meanwhile, and writes it last, does not bring it back.
CREATE FUNCTION access.session_get(of_key bytea, at timestamptz) RETURNS bytea
LANGUAGE sql STABLE SECURITY DEFINER SET search_path = pg_catalog, pg_temp AS $$
  SELECT s.data FROM public.session s WHERE s.key = of_key AND s.expires > at AND s.data <> ''
$$;

CREATE FUNCTION access.session_put(of_key bytea, new_data bytea, until timestamptz) RETURNS void
LANGUAGE sql SECURITY DEFINER SET search_path = pg_catalog, pg_temp AS $$
  INSERT INTO public.session AS s VALUES (of_key, new_data, until)
  ON CONFLICT (key) DO UPDATE SET data = excluded.data, expires = excluded.expires WHERE s.data <> ''
$$;

CREATE FUNCTION access.session_drop(of_key bytea, at timestamptz) RETURNS void
LANGUAGE sql SECURITY DEFINER SET search_path = pg_catalog, pg_temp AS $$
  UPDATE public.session SET data = '', expires = at + interval '10 minutes' WHERE key = of_key
$$;

-- sweep forgets what is over: sessions, and failures of long ago.
CREATE FUNCTION access.sweep(at timestamptz) RETURNS void
LANGUAGE sql SECURITY DEFINER SET search_path = pg_catalog, pg_temp AS $$
  DELETE FROM public.session WHERE expires <= at;
  DELETE FROM public.attempt WHERE last_at < at - interval '1 day'
$$;

-- attempt counts a try before it is looked at, and returns how long to wait
-- yet: nothing where the try counted and may be looked at. The row is locked, so
-- that many tries at once are one after the other. Failures of more than a day
-- ago are forgotten. A clock that was set back makes nobody wait longer than the
-- rule: the wait begins anew, once.
CREATE FUNCTION access.attempt(of_key bytea, at timestamptz, free integer, first interval, longest interval) RETURNS interval
LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog, pg_temp AS $$
DECLARE
  was public.attempt;
  wait interval := '0';
BEGIN
  INSERT INTO public.attempt AS a VALUES (of_key, 0, at) ON CONFLICT (key) DO UPDATE SET failures = a.failures RETURNING * INTO was;
  IF was.last_at < at - interval '1 day' THEN
    was.failures := 0;
  END IF;
  was.last_at := least(was.last_at, at);
  IF was.failures >= free THEN
    wait := greatest(was.last_at + least(longest, first * power(2, least(was.failures - free, 30))) - at, '0');
  END IF;
  UPDATE public.attempt SET
    failures = was.failures + CASE WHEN wait > '0' THEN 0 ELSE 1 END,
    last_at = CASE WHEN wait > '0' THEN was.last_at ELSE at END
  WHERE key = of_key;
  RETURN wait;
END $$;

-- succeeded forgets the failures of a key that was answered rightly; not wholly
-- where the same key stands for others too: then only that try.
CREATE FUNCTION access.succeeded(of_key bytea, wholly boolean) RETURNS void
LANGUAGE sql SECURITY DEFINER SET search_path = pg_catalog, pg_temp AS $$
  DELETE FROM public.attempt WHERE key = of_key AND wholly;
  UPDATE public.attempt SET failures = greatest(failures - 1, 0) WHERE key = of_key
$$;

-- find_claim is whom a code is for, while it holds: it does not outlive ten
-- misses of the ID number's last four.
CREATE FUNCTION access.find_claim(of_hash bytea, at timestamptz) RETURNS TABLE (county text, person bigint, name text, id_sealed bytea)
LANGUAGE plpgsql STABLE SECURITY DEFINER SET search_path = pg_catalog, pg_temp AS $$
BEGIN
  RETURN QUERY SELECT p.county, p.id, p.name, p.id_sealed FROM public.claim_code c
    JOIN public.person p ON p.county = c.county AND p.id = c.person
    WHERE c.code_hash = of_hash AND c.used_at IS NULL AND c.expires_at > at AND c.misses < 10 AND p.erased_on IS NULL;
END $$;

-- missed_claim counts that the last four were wrong.
CREATE FUNCTION access.missed_claim(of_hash bytea) RETURNS void
LANGUAGE sql SECURITY DEFINER SET search_path = pg_catalog, pg_temp AS $$
  UPDATE public.claim_code SET misses = misses + 1 WHERE code_hash = of_hash
$$;

-- claim uses a code: once. It makes the worker's login, or gives the worker's
-- account to the login that asks. A record that was claimed before passes to
-- who holds the newest code. It returns the login, or null where the code does
-- not hold.
CREATE FUNCTION access.claim(of_hash bytea, new_phone_hash bytea, new_phone_sealed bytea, new_secret text, to_login bigint, at timestamptz)
RETURNS bigint LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog, pg_temp AS $$
DECLARE
  code public.claim_code;
BEGIN
  IF to_login IS DISTINCT FROM access.own_login() AND to_login IS NOT NULL THEN
    RAISE EXCEPTION 'not this login''s' USING ERRCODE = 'insufficient_privilege';
  END IF;
  UPDATE public.claim_code c SET used_at = at
  WHERE c.code_hash = of_hash AND EXISTS (SELECT FROM access.find_claim(of_hash, at) f WHERE f.county = c.county AND f.person = c.person)
    AND c.used_at IS NULL
  RETURNING c.* INTO code;
  IF NOT FOUND THEN
    RETURN NULL;
  END IF;
  UPDATE public.account SET disabled_at = at WHERE county = code.county AND person = code.person AND disabled_at IS NULL;
  IF to_login IS NULL THEN
    INSERT INTO public.login (county, phone_hash, phone_sealed, secret) VALUES (code.county, new_phone_hash, new_phone_sealed, new_secret)
    RETURNING id INTO to_login;
  END IF;
  INSERT INTO public.account (county, login, role, person) VALUES (code.county, to_login, 'worker', code.person)
  ON CONFLICT (login, role, organisation, person) DO UPDATE SET disabled_at = NULL;
  RETURN to_login;
END $$;

DO $$
DECLARE f regprocedure;
BEGIN
  FOR f IN SELECT p.oid FROM pg_proc p WHERE p.pronamespace = 'access'::regnamespace AND p.prosecdef LOOP
    EXECUTE 'REVOKE ALL ON FUNCTION ' || f || ' FROM PUBLIC; GRANT EXECUTE ON FUNCTION ' || f || ' TO laowu_service';
  END LOOP;
END $$;
