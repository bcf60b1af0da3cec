-- own_staff is what an enterprise may know of the people on its own staff list,
-- to see how its local-hire quotas are counted: whether the household register
-- has them in the county, who says so and of which day. Of those who have not
-- agreed to be shown the name is the surname alone; of nobody is there a number,
-- a village or a household, and whether that one is poor is not for employers.
-- The columns are called like person's, so that a quota reads them in its place.
CREATE FUNCTION access.own_staff() RETURNS TABLE (
  county text, id bigint, name text, registered text, registered_source text, registered_on date, household bigint, household_kind text)
LANGUAGE plpgsql STABLE SECURITY DEFINER SET search_path = pg_catalog, pg_temp AS $$
#variable_conflict use_column
DECLARE
  c text := access.county();
  own bigint := access.organisation();
BEGIN
  IF access.role() IS DISTINCT FROM 'enterprise' OR c IS NULL OR own IS NULL THEN
    RETURN;
  END IF;
  RETURN QUERY SELECT p.county, p.id,
      CASE WHEN p.erased_on IS NOT NULL OR EXISTS (
             SELECT FROM public.consent k WHERE k.county = c AND k.person = p.id AND k.enterprise = own AND k.state = 'given') THEN p.name
           ELSE left(p.name, 1) || '**' END,
      CASE WHEN p.registered = c THEN c WHEN p.registered IS NOT NULL THEN '' END,
      p.registered_source, p.registered_on, NULL::bigint, NULL::text
    FROM public.person p
    WHERE p.county = c AND p.id IN (
      SELECT s.person FROM public.placement s WHERE s.county = c AND s.enterprise = own AND 'staff_list' = ANY (s.sources));
END $$;

REVOKE ALL ON FUNCTION access.own_staff FROM PUBLIC;
GRANT EXECUTE ON FUNCTION access.own_staff TO laowu_service;
