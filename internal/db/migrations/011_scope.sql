-- Who sees which rows, as functions that policies read: a role that sees the
-- whole county is not asked for lists, each other has its own. They read the
-- tables as their owner does, so that policies do not ask each other in
-- circles; what they return are numbers alone.

-- associations: an association its own, a township those that stand in it. Who
-- asks, and where his office is, is read once and not for each row, here and
-- below.
CREATE FUNCTION access.associations() RETURNS SETOF bigint
LANGUAGE plpgsql STABLE SECURITY DEFINER SET search_path = pg_catalog, pg_temp AS $$
DECLARE
  c text := access.county();
  own bigint := access.organisation();
BEGIN
  IF access.role() = 'association' THEN
    RETURN QUERY SELECT a.id FROM public.association a WHERE a.county = c AND a.id = own;
  ELSIF access.role() = 'township' THEN
    RETURN QUERY SELECT a.id FROM public.association a WHERE a.county = c AND a.township =
      (SELECT o.place FROM public.office o WHERE o.county = c AND o.id = own AND o.kind = 'township' AND o.closed_on IS NULL);
  END IF;
END $$;

-- villages: those that an association covers, those of a township.
CREATE FUNCTION access.villages() RETURNS SETOF text
LANGUAGE plpgsql STABLE SECURITY DEFINER SET search_path = pg_catalog, pg_temp AS $$
DECLARE
  c text := access.county();
  own bigint := access.organisation();
BEGIN
  IF access.role() = 'association' THEN
    RETURN QUERY SELECT v.village FROM public.association_village v WHERE v.county = c AND v.association = own AND v.valid_to IS NULL;
  ELSIF access.role() = 'township' THEN
    RETURN QUERY SELECT v.code FROM public.area v WHERE v.level = 'village' AND v.parent =
      (SELECT o.place FROM public.office o WHERE o.county = c AND o.id = own AND o.kind = 'township' AND o.closed_on IS NULL);
  END IF;
END $$;

-- places: a station's place and all that lies in it.
CREATE FUNCTION access.places() RETURNS SETOF text
LANGUAGE plpgsql STABLE SECURITY DEFINER SET search_path = pg_catalog, pg_temp AS $$
BEGIN
  IF access.role() = 'station' THEN
    RETURN QUERY WITH RECURSIVE inside (code) AS (
      SELECT o.place FROM public.office o
      WHERE o.county = access.county() AND o.id = access.organisation() AND o.kind = 'station' AND o.closed_on IS NULL
      UNION
      SELECT a.code FROM public.area a JOIN inside i ON a.parent = i.code)
    SELECT i.code FROM inside i;
  END IF;
END $$;

-- people: an association its members, and who lives in its villages and is
-- nobody's member; a township everybody's whom its associations count or who
-- lives there; a station who works or worked in its area; an enterprise whose
-- consent it has; a worker himself.
CREATE FUNCTION access.people() RETURNS SETOF bigint
LANGUAGE plpgsql STABLE SECURITY DEFINER SET search_path = pg_catalog, pg_temp AS $$
DECLARE
  c text := access.county();
  own bigint := access.organisation();
BEGIN
  CASE access.role()
  WHEN 'association' THEN
    RETURN QUERY SELECT m.person FROM public.membership m
      WHERE m.county = c AND m.association = own AND m.left_on IS NULL;
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
      WHERE k.county = c AND k.enterprise = own AND k.state = 'given';
  WHEN 'worker' THEN
    RETURN QUERY SELECT p.id FROM public.person p WHERE p.county = c AND p.id = access.person();
  ELSE
    NULL;
  END CASE;
END $$;

-- households: those in one's villages, and those of people whom one sees.
CREATE FUNCTION access.households() RETURNS SETOF bigint
LANGUAGE plpgsql STABLE SECURITY DEFINER SET search_path = pg_catalog, pg_temp AS $$
DECLARE
  c text := access.county();
BEGIN
  IF access.role() IN ('association', 'township') THEN
    RETURN QUERY SELECT h.id FROM public.household h WHERE h.county = c AND h.village = ANY (ARRAY (SELECT access.villages()));
  END IF;
  IF access.role() IN ('association', 'township', 'worker') THEN
    RETURN QUERY SELECT p.household FROM public.person p
      WHERE p.county = c AND p.household IS NOT NULL AND p.id = ANY (ARRAY (SELECT access.people()));
  END IF;
END $$;

-- known tells an import of whom it speaks: by the place of each hash in the
-- list, the number of the person, the association that counts him, and whether
-- the name is the one on record. No name, no number; who asks by a hash must
-- know the number already.
CREATE FUNCTION access.known(hashes bytea[], names text[]) RETURNS TABLE (place bigint, person bigint, association bigint, same_name boolean)
LANGUAGE plpgsql STABLE SECURITY DEFINER SET search_path = pg_catalog, pg_temp SET enable_nestloop = on AS $$
DECLARE
  c text := access.county();
BEGIN
  IF coalesce(access.role() NOT IN ('association', 'township', 'station', 'enterprise', 'trainer', 'county', 'admin'), true) THEN
    RAISE EXCEPTION 'nobody who imports asks' USING ERRCODE = 'insufficient_privilege';
  END IF;
  RETURN QUERY SELECT a.place, p.id, m.association, p.name = a.name
    FROM unnest(hashes, names) WITH ORDINALITY AS a (hash, name, place)
    JOIN public.person p ON p.county = c AND p.id_hash = a.hash
    LEFT JOIN public.membership m ON m.county = p.county AND m.person = p.id AND m.left_on IS NULL;
END $$;

-- look_over tells the planner what an import wrote into tables that were empty
-- or less than half of what they are. Until autovacuum comes, a minute later, it
-- would pair every person with every membership of the county, and a page that
-- lists people would take minutes; and autovacuum that comes too early finds
-- nobody, with the same end. What is joined by is sampled thinly; autovacuum
-- still comes and looks at all of it.
CREATE FUNCTION access.look_over() RETURNS void
LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog, pg_temp SET default_statistics_target = 10 AS $$
DECLARE
  t record;
BEGIN
  FOR t IN SELECT c.relname, v.columns FROM pg_class c JOIN (VALUES
      ('person', 'county, id, id_hash, village, household, erased_on'), ('membership', 'county, person, association, left_on'),
      ('placement', 'county, id, person, place'), ('household', 'county, id, village'), ('household_kind', 'county, household, valid_to'),
      ('opening', 'id, county, enterprise, closed_at')) AS v (name, columns) ON v.name = c.relname
    WHERE c.relnamespace = 'public'::regnamespace AND pg_relation_size(c.oid) > 0
      AND (c.reltuples <= 0 OR pg_relation_size(c.oid) > 2 * c.relpages * current_setting('block_size')::bigint
        OR NOT EXISTS (SELECT FROM pg_stats s WHERE s.schemaname = 'public' AND s.tablename = c.relname)) LOOP
    EXECUTE format('ANALYZE (SKIP_LOCKED) public.%I (%s)', t.relname, t.columns);
  END LOOP;
END $$;

-- candidates: what an enterprise sees of whom it was introduced to. Before
-- consent: the surname and what the work asks for.
CREATE FUNCTION access.candidates() RETURNS TABLE (
  consent bigint, person bigint, masked text, sex text, born integer, trades text, state text, opening bigint, asked_at timestamptz,
  introduced_by text
) LANGUAGE sql STABLE SECURITY DEFINER SET search_path = pg_catalog, pg_temp AS $$
  SELECT k.id, CASE k.state WHEN 'given' THEN p.id END,
    CASE k.state WHEN 'given' THEN p.name ELSE left(p.name, 1) || '**' END,
    p.sex, extract(year FROM p.birth)::integer, p.wish_trades, k.state, k.opening, k.asked_at,
    coalesce(access.organisation_name(k.county, k.asked_role, k.asked_for), '')
  FROM public.consent k JOIN public.person p ON p.county = k.county AND p.id = k.person
  WHERE access.role() = 'enterprise' AND k.county = access.county() AND k.enterprise = access.organisation()
    AND k.state IN ('asked', 'given') AND p.erased_on IS NULL
  ORDER BY k.asked_at DESC, k.id DESC
$$;

-- import_asker is as whom a job of an import asks; its account's rights are
-- read when it begins. Commands have no account.
CREATE FUNCTION access.import_asker(of_county text, of_import bigint) RETURNS TABLE (
  role text, organisation bigint, account bigint, actor text
) LANGUAGE sql STABLE SECURITY DEFINER SET search_path = pg_catalog, pg_temp AS $$
  SELECT i.role, coalesce(i.organisation, 0), coalesce(i.account, 0), coalesce(i.actor->>'Name', '') FROM public.import i
  WHERE i.county = of_county AND i.id = of_import AND (i.account IS NULL OR EXISTS (
    SELECT FROM public.account a JOIN public.login l ON l.id = a.login
    WHERE a.id = i.account AND a.role = i.role AND a.organisation IS NOT DISTINCT FROM i.organisation
      AND a.disabled_at IS NULL AND l.disabled_at IS NULL))
$$;

-- Documents are written by who may write openings; of anybody's words the
-- numbers, wages and dates are the record's own.
ALTER FUNCTION search.put_openings RENAME TO write_openings;
REVOKE ALL ON FUNCTION search.write_openings FROM laowu_service;

CREATE FUNCTION search.put_openings(
  changed bigint[], ids bigint[], words text[], title_keys text[], enterprise_keys text[], trades text[], groups text[],
  paths text[], units text[], facets bigint[]
) RETURNS bigint LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog, pg_temp AS $$
BEGIN
  IF NOT access.writes_county() AND (access.role() IS DISTINCT FROM 'enterprise' OR EXISTS (
    SELECT FROM public.opening o WHERE o.id = ANY (changed || ids) AND o.enterprise IS DISTINCT FROM access.organisation())) THEN
    RAISE EXCEPTION 'not this actor''s openings' USING ERRCODE = 'insufficient_privilege';
  END IF;
  RETURN search.write_openings(changed, ids, words, title_keys, enterprise_keys, trades, groups, paths, units, facets);
END $$;

REVOKE ALL ON FUNCTION search.put_openings FROM PUBLIC;
GRANT EXECUTE ON FUNCTION search.put_openings TO laowu_service;

DO $$
DECLARE f regprocedure;
BEGIN
  FOR f IN SELECT p.oid FROM pg_proc p WHERE p.pronamespace = 'access'::regnamespace AND p.prosecdef LOOP
    EXECUTE 'REVOKE ALL ON FUNCTION ' || f || ' FROM PUBLIC; GRANT EXECUTE ON FUNCTION ' || f || ' TO laowu_service';
  END LOOP;
END $$;
