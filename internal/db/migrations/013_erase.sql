-- What erasure, retention and the person's own copy need beside the policies
-- of before.

-- Of an erased person nothing sealed is left.
ALTER TABLE person ALTER COLUMN id_sealed DROP NOT NULL,
  ADD CONSTRAINT person_sealed CHECK (id_sealed IS NOT NULL OR erased_on IS NOT NULL);

-- A township introduces a person again who refused before, and answers nothing.
CREATE POLICY asks_again ON consent FOR UPDATE TO laowu_service
  USING (county = (SELECT access.county()) AND (SELECT access.role() = 'township') AND state IN ('refused', 'withdrawn')
    AND person IN (SELECT access.people()))
  WITH CHECK (county = (SELECT access.county()) AND (SELECT access.role() = 'township') AND state = 'asked'
    AND person IN (SELECT access.people()));

-- erase_login takes the record from whoever claimed it. A worker's login that
-- holds nothing else is emptied: its telephone finds it no more.
CREATE FUNCTION access.erase_login(of_person bigint, at timestamptz) RETURNS void
LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog, pg_temp AS $$
BEGIN
  IF NOT access.writes_county() THEN
    RAISE EXCEPTION 'not this actor''s to erase' USING ERRCODE = 'insufficient_privilege';
  END IF;
  DELETE FROM public.claim_code WHERE county = access.county() AND person = of_person;
  UPDATE public.account SET disabled_at = at WHERE county = access.county() AND person = of_person AND disabled_at IS NULL;
  UPDATE public.login l SET phone_hash = uuid_send(gen_random_uuid()), phone_sealed = NULL, secret = '', totp_sealed = NULL,
    disabled_at = at, revoked_at = at
  WHERE l.name IS NULL
    AND l.id IN (SELECT a.login FROM public.account a WHERE a.county = access.county() AND a.person = of_person)
    AND NOT EXISTS (SELECT FROM public.account a WHERE a.login = l.id AND a.disabled_at IS NULL);
END $$;

-- seen_since are the people whose login was used since.
CREATE FUNCTION access.seen_since(at timestamptz) RETURNS SETOF bigint
LANGUAGE sql STABLE SECURITY DEFINER SET search_path = pg_catalog, pg_temp AS $$
  SELECT DISTINCT a.person FROM public.account a JOIN public.login l ON l.id = a.login
  WHERE access.sees_county() AND a.county = access.county() AND a.person IS NOT NULL AND a.disabled_at IS NULL AND l.last_login_at >= at
$$;

-- trail is what the audit trail says of a person, for the person and for who
-- hands him his copy: which organisation, not which clerk.
CREATE FUNCTION access.trail(of_person bigint) RETURNS TABLE (at timestamptz, role text, organisation text, action text, reason text)
LANGUAGE sql STABLE SECURITY DEFINER SET search_path = pg_catalog, pg_temp AS $$
  SELECT a.at, a.role, coalesce(access.organisation_name(a.county, a.role, a.organisation), ''), a.action, coalesce(a.detail->>'reason', '')
  FROM public.audit a
  WHERE a.county = access.county() AND a.noun = 'person' AND a.target = of_person::text
    AND (access.writes_county() OR access.role() IN ('worker', 'association') AND of_person IN (SELECT access.people()))
  ORDER BY a.id DESC
$$;

REVOKE ALL ON FUNCTION access.erase_login, access.seen_since, access.trail FROM PUBLIC;
GRANT EXECUTE ON FUNCTION access.erase_login, access.seen_since, access.trail TO laowu_service;
