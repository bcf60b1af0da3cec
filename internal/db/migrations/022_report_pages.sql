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

-- look_over as in 011_scope.sql, with what reports join and choose by: in the
-- first minute after a county was loaded the bulletin took half a minute, because
-- the planner took classes and enrolments to be empty.
CREATE OR REPLACE FUNCTION access.look_over() RETURNS void
LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog, pg_temp SET default_statistics_target = 10 AS $$
DECLARE
  t record;
BEGIN
  FOR t IN SELECT c.relname, v.columns FROM pg_class c JOIN (VALUES
      ('person', 'county, id, id_hash, village, household, erased_on'), ('membership', 'county, person, association, joined, left_on'),
      ('placement', 'county, id, person, place, enterprise, channel, started, ended, reported_on'), ('household', 'county, id, village, relocated'),
      ('household_kind', 'county, household, kind, valid_from, valid_to'), ('opening', 'id, county, enterprise, closed_at'),
      ('class', 'county, id, programme, ends'), ('enrolment', 'county, person, class, result, dropped'),
      ('certificate', 'county, person, kind, issued, expires')) AS v (name, columns) ON v.name = c.relname
    WHERE c.relnamespace = 'public'::regnamespace AND pg_relation_size(c.oid) > 0
      AND (c.reltuples <= 0 OR pg_relation_size(c.oid) > 2 * c.relpages * current_setting('block_size')::bigint
        OR NOT EXISTS (SELECT FROM pg_stats s WHERE s.schemaname = 'public' AND s.tablename = c.relname)) LOOP
    EXECUTE format('ANALYZE (SKIP_LOCKED) public.%I (%s)', t.relname, t.columns);
  END LOOP;
END $$;
