-- look_over as in 011_scope.sql, with what the reports of 021 and of 022 join and
-- choose by: each had left out the other's columns.
CREATE OR REPLACE FUNCTION access.look_over() RETURNS void
LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog, pg_temp SET default_statistics_target = 10 AS $$
DECLARE
  t record;
BEGIN
  FOR t IN SELECT c.relname, v.columns FROM pg_class c JOIN (VALUES
      ('person', 'county, id, id_hash, village, household, household_kind, registered, relocated, erased_on'),
      ('membership', 'county, person, association, joined, left_on'),
      ('placement', 'county, id, person, place, enterprise, channel, started, ended, reported_on'), ('household', 'county, id, village, relocated'),
      ('household_kind', 'county, household, kind, valid_from, valid_to'), ('opening', 'id, county, enterprise, closed_at'),
      ('class', 'county, id, programme, ends'), ('enrolment', 'county, person, class, result, dropped'),
      ('certificate', 'county, person, class, kind, code, issued, expires, replaced_by')) AS v (name, columns) ON v.name = c.relname
    WHERE c.relnamespace = 'public'::regnamespace AND pg_relation_size(c.oid) > 0
      AND (c.reltuples <= 0 OR pg_relation_size(c.oid) > 2 * c.relpages * current_setting('block_size')::bigint
        OR NOT EXISTS (SELECT FROM pg_stats s WHERE s.schemaname = 'public' AND s.tablename = c.relname)) LOOP
    EXECUTE format('ANALYZE (SKIP_LOCKED) public.%I (%s)', t.relname, t.columns);
  END LOOP;
END $$;
