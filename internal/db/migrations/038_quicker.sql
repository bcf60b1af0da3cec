-- The same functions, without work that nothing needs. A function in SQL that
-- has settings of its own is planned each time that it is called; one in
-- plpgsql once in a session, and here for whatever it is asked.

-- look_over, as before: the sizes of ten tables are looked at, not those of all
-- tables and indexes of the schema.
CREATE OR REPLACE FUNCTION access.look_over() RETURNS void
LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog, pg_temp SET default_statistics_target = 10 AS $$
DECLARE
  t record;
BEGIN
  FOR t IN SELECT v.name, v.columns, c.oid, c.reltuples <= 0 OR c.size > 2 * c.relpages * current_setting('block_size')::bigint AS grown
    FROM (VALUES
      ('person', 'county, id, id_hash, village, household, household_kind, registered, relocated, erased_on'),
      ('membership', 'county, person, association, joined, left_on'),
      ('placement', 'county, id, person, place, enterprise, channel, started, ended, reported_on'),
      ('household', 'county, id, village, relocated'), ('household_kind', 'county, household, kind, valid_from, valid_to'),
      ('opening', 'id, county, enterprise, closed_at'), ('class', 'county, id, programme, ends'),
      ('enrolment', 'county, person, class, result, dropped'),
      ('certificate', 'county, person, class, kind, code, replaced_by, issued, expires'), ('visit', 'county, person, placement, visited_on')) AS v (name, columns),
    LATERAL (SELECT c.oid, c.reltuples, c.relpages, pg_relation_size(c.oid) AS size FROM pg_class c
      WHERE c.oid = to_regclass('public.' || v.name) OFFSET 0) c
    WHERE c.size > 0 LOOP
    IF t.grown OR NOT EXISTS (SELECT FROM pg_stats s WHERE s.schemaname = 'public' AND s.tablename = t.name) THEN
      EXECUTE format('ANALYZE (SKIP_LOCKED) public.%I (%s)', t.name, t.columns);
    END IF;
  END LOOP;
END $$;

-- The next are as in 026 and 027.

CREATE OR REPLACE FUNCTION access.keeps() RETURNS boolean
LANGUAGE plpgsql STABLE SET search_path = pg_catalog, pg_temp AS $$
BEGIN
  RETURN EXISTS (SELECT FROM pg_class c WHERE c.oid = to_regclass('pg_temp.replaced')
    AND c.relowner = (SELECT p.relowner FROM pg_class p WHERE p.oid = 'public.import_change'::regclass));
END $$;

CREATE OR REPLACE FUNCTION access.leads_county(of_noun text) RETURNS boolean
LANGUAGE plpgsql STABLE SET search_path = pg_catalog, pg_temp SET plan_cache_mode = force_generic_plan AS $$
BEGIN
  RETURN EXISTS (SELECT FROM pg_index x JOIN pg_attribute a ON a.attrelid = x.indrelid AND a.attnum = x.indkey[0] AND a.attname = 'county'
    WHERE x.indrelid = ('public.' || quote_ident(of_noun))::regclass AND x.indisprimary);
END $$;

CREATE OR REPLACE FUNCTION access.own_import(of_import bigint) RETURNS boolean
LANGUAGE plpgsql STABLE SET search_path = pg_catalog, pg_temp SET plan_cache_mode = force_generic_plan AS $$
BEGIN
  RETURN EXISTS (SELECT FROM public.import i WHERE i.county = access.county() AND i.id = of_import AND NOT i.dry_run
    AND (access.writes_county() OR i.role = access.role() AND i.organisation = access.organisation()));
END $$;

-- A table that never had a row names nobody, and need not be asked of each noun.
CREATE OR REPLACE FUNCTION access.named_by(of_noun text) RETURNS TABLE (tab text, has_id boolean, has_person boolean, on_rows text, part boolean)
LANGUAGE plpgsql STABLE SET search_path = pg_catalog, pg_temp SET plan_cache_mode = force_generic_plan AS $$
DECLARE
  noun oid := ('public.' || quote_ident(of_noun))::regclass;
BEGIN
  RETURN QUERY SELECT c.relname::text,
      EXISTS (SELECT FROM pg_attribute a WHERE a.attrelid = c.oid AND a.attname = 'id'),
      EXISTS (SELECT FROM pg_attribute a WHERE a.attrelid = c.oid AND a.attname = 'person'),
      (SELECT string_agg(format('r.%I = t.%I', a.attname, b.attname), ' AND ') FROM unnest(k.conkey, k.confkey) AS u (own, other)
       JOIN pg_attribute a ON a.attrelid = k.conrelid AND a.attnum = u.own JOIN pg_attribute b ON b.attrelid = k.confrelid AND b.attnum = u.other),
      k.confdeltype = 'c'
    FROM (SELECT * FROM pg_constraint k WHERE k.contype = 'f' AND k.confrelid = noun OFFSET 0) k JOIN pg_class c ON c.oid = k.conrelid
    WHERE c.relnamespace = 'public'::regnamespace AND c.relname !~ '^import' AND pg_relation_size(k.conrelid) > 0;
  IF of_noun = 'area' THEN
    RETURN QUERY SELECT c.relname::text,
        EXISTS (SELECT FROM pg_attribute b WHERE b.attrelid = c.oid AND b.attname = 'id'),
        EXISTS (SELECT FROM pg_attribute b WHERE b.attrelid = c.oid AND b.attname = 'person'), format('r.%I = t.code', a.attname), false
      FROM (SELECT c.oid, c.relname FROM pg_class c WHERE c.relnamespace = 'public'::regnamespace AND c.relkind = 'r' OFFSET 0) c
      JOIN pg_attribute a ON a.attrelid = c.oid
      WHERE a.attname IN ('village', 'place') AND a.atttypid = 'text'::regtype AND pg_relation_size(c.oid) > 0
        AND NOT EXISTS (SELECT FROM pg_constraint k WHERE k.contype = 'f' AND k.conrelid = c.oid AND k.conkey = ARRAY[a.attnum]);
  END IF;
END $$;
