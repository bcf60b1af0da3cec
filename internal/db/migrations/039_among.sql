-- Whoever reads a page of people by their numbers says so first (laowu.among):
-- lists of people are then made of them alone, and not of a whole township for
-- each table that is read. It narrows what one sees and never widens it.

-- people_among are those of some people whom the asker sees, as access.people()
-- has it for those who see many.
CREATE FUNCTION access.people_among(asked bigint[]) RETURNS SETOF bigint
LANGUAGE plpgsql STABLE SECURITY DEFINER SET search_path = pg_catalog, pg_temp SET plan_cache_mode = force_generic_plan AS $$
DECLARE
  c text := access.county();
BEGIN
  CASE access.role()
  WHEN 'association' THEN
    RETURN QUERY SELECT m.person FROM public.membership m
      WHERE m.county = c AND m.person = ANY (asked) AND m.association = access.organisation() AND m.left_on IS NULL;
    RETURN QUERY SELECT p.id FROM public.person p
      WHERE p.county = c AND p.id = ANY (asked) AND p.village = ANY (ARRAY (SELECT access.villages()))
        AND NOT EXISTS (SELECT FROM public.membership m WHERE m.county = c AND m.person = p.id AND m.left_on IS NULL);
  WHEN 'township' THEN
    RETURN QUERY SELECT m.person FROM public.membership m
      WHERE m.county = c AND m.person = ANY (asked) AND m.association = ANY (ARRAY (SELECT access.associations())) AND m.left_on IS NULL;
    RETURN QUERY SELECT p.id FROM public.person p
      WHERE p.county = c AND p.id = ANY (asked) AND p.village = ANY (ARRAY (SELECT access.villages()));
  WHEN 'station' THEN
    RETURN QUERY SELECT w.person FROM public.placement w
      WHERE w.county = c AND w.person = ANY (asked) AND w.place = ANY (ARRAY (SELECT access.places()));
  END CASE;
END $$;

CREATE OR REPLACE FUNCTION access.people() RETURNS SETOF bigint
LANGUAGE plpgsql STABLE SECURITY DEFINER SET search_path = pg_catalog, pg_temp AS $$
DECLARE
  c text := access.county();
  among text := coalesce(current_setting('laowu.among', true), '');
BEGIN
  IF among <> '' AND access.role() IN ('association', 'township', 'station') THEN
    RETURN QUERY SELECT access.people_among(among::bigint[]);
    RETURN;
  END IF;
  CASE access.role()
  WHEN 'association' THEN
    RETURN QUERY SELECT m.person FROM public.membership m
      WHERE m.county = c AND m.association = access.organisation() AND m.left_on IS NULL;
    RETURN QUERY SELECT p.id FROM public.person p
      WHERE p.county = c AND p.village = ANY (ARRAY (SELECT access.villages()))
        AND NOT EXISTS (SELECT FROM public.membership m WHERE m.county = c AND m.person = p.id AND m.left_on IS NULL);
  WHEN 'township' THEN
    RETURN QUERY SELECT m.person FROM public.membership m
      WHERE m.county = c AND m.association = ANY (ARRAY (SELECT access.associations())) AND m.left_on IS NULL;
    RETURN QUERY SELECT p.id FROM public.person p WHERE p.county = c AND p.village = ANY (ARRAY (SELECT access.villages()));
  WHEN 'station' THEN
    RETURN QUERY SELECT w.person FROM public.placement w WHERE w.county = c AND w.place = ANY (ARRAY (SELECT access.places()));
  WHEN 'enterprise' THEN
    RETURN QUERY SELECT k.person FROM public.consent k
      WHERE k.county = c AND k.enterprise = access.organisation() AND k.state = 'given';
  WHEN 'worker' THEN
    RETURN QUERY SELECT p.id FROM public.person p WHERE p.county = c AND p.id = access.person();
  WHEN 'trainer' THEN
    RETURN QUERY SELECT e.person FROM public.enrolment e
      WHERE e.county = c AND e.class = ANY (ARRAY (SELECT access.classes()));
  ELSE
    NULL;
  END CASE;
END $$;

REVOKE ALL ON FUNCTION access.people_among FROM PUBLIC;
