-- Pages of a class, of a station's people and of an enterprise, quicker: what
-- they read stays the same.

-- people_among, as 039 has it, and of a trainer's trainees; of who sees the whole
-- county nobody is asked for.
CREATE OR REPLACE FUNCTION access.people_among(asked bigint[]) RETURNS SETOF bigint
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
  WHEN 'trainer' THEN
    RETURN QUERY SELECT e.person FROM public.enrolment e
      WHERE e.county = c AND e.person = ANY (asked) AND e.class IN (SELECT access.classes());
  ELSE
    NULL;
  END CASE;
END $$;

CREATE OR REPLACE FUNCTION access.people() RETURNS SETOF bigint
LANGUAGE plpgsql STABLE SECURITY DEFINER SET search_path = pg_catalog, pg_temp AS $$
DECLARE
  c text := access.county();
  among text := coalesce(current_setting('laowu.among', true), '');
BEGIN
  IF among <> '' AND access.role() IN ('association', 'township', 'station', 'trainer') THEN
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

-- people_of are those of a class, a placement or a case whom the asker sees,
-- without asking who all his people are: none for whom no list is made.
CREATE FUNCTION access.people_of(of_noun text, of_id bigint) RETURNS SETOF bigint
LANGUAGE plpgsql STABLE SECURITY DEFINER SET search_path = pg_catalog, pg_temp SET plan_cache_mode = force_generic_plan AS $$
DECLARE
  c text := access.county();
  asked bigint[];
BEGIN
  CASE of_noun
  WHEN 'class' THEN
    asked := ARRAY (SELECT e.person FROM public.enrolment e WHERE e.county = c AND e.class = of_id);
  WHEN 'placement' THEN
    asked := ARRAY (SELECT p.person FROM public.placement p WHERE p.county = c AND p.id = of_id);
  WHEN 'case' THEN
    asked := ARRAY (SELECT k.person FROM public.followup_case k WHERE k.county = c AND k.id = of_id AND k.person IS NOT NULL);
  END CASE;
  RETURN QUERY SELECT DISTINCT q FROM access.people_among(asked) q;
END $$;

REVOKE ALL ON FUNCTION access.people_of FROM PUBLIC;
GRANT EXECUTE ON FUNCTION access.people_of TO laowu_service;

-- Who sees a class by his role alone is not asked for the classes of all his
-- people first.
ALTER POLICY sees ON class USING (
  county = (SELECT access.county()) AND ((SELECT access.sees_county()) OR (SELECT access.role() IN ('association', 'township'))
    OR (SELECT access.role() = 'trainer') AND office = (SELECT access.organisation()) OR id IN (SELECT access.classes())));
ALTER POLICY changes ON class USING (
  county = (SELECT access.county()) AND ((SELECT access.sees_county()) OR (SELECT access.role() IN ('association', 'township'))
    OR (SELECT access.role() = 'trainer') AND office = (SELECT access.organisation()) OR id IN (SELECT access.classes())));

-- seats_taken, as 019 has it, of the classes that are asked for; who asks is read
-- once and not for each row.
CREATE FUNCTION access.seats_taken(of_classes bigint[]) RETURNS TABLE (class bigint, taken integer)
LANGUAGE plpgsql STABLE SECURITY DEFINER SET search_path = pg_catalog, pg_temp AS $$
DECLARE
  c text := access.county();
  asked bigint[] := of_classes;
BEGIN
  IF access.role() = 'trainer' THEN
    asked := ARRAY (SELECT unnest(of_classes) INTERSECT SELECT access.classes());
  ELSIF coalesce(access.role() NOT IN ('county', 'admin', 'auditor', 'association', 'township'), true) THEN
    RETURN;
  END IF;
  RETURN QUERY SELECT e.class, count(*)::integer FROM public.enrolment e
    WHERE e.county = c AND e.class = ANY (asked) AND NOT e.dropped GROUP BY e.class;
END $$;

DROP FUNCTION access.seats_taken();
REVOKE ALL ON FUNCTION access.seats_taken FROM PUBLIC;
GRANT EXECUTE ON FUNCTION access.seats_taken TO laowu_service;

-- Whom an association or a township sees is listed from two indexes alone.
DROP INDEX membership_association;
CREATE INDEX membership_association ON membership (county, association) INCLUDE (person, left_on);
DROP INDEX person_village;
CREATE INDEX person_village ON person (county, village) INCLUDE (id);

-- Whether anybody was erased is asked of few rows, not of everybody's.
CREATE INDEX person_erased ON person (county, id) WHERE erased_on IS NOT NULL;

-- resting, as 027 has it; by the county's own rows, so that indexes lead to what
-- names them.
CREATE OR REPLACE FUNCTION access.resting(wrote xid) RETURNS TABLE (code text, noun text, import bigint, n bigint)
LANGUAGE plpgsql SET search_path = pg_catalog, pg_temp AS $$
#variable_conflict use_column
DECLARE
  c text := access.county();
  s record;
  f record;
BEGIN
  RETURN QUERY SELECT CASE WHEN u.at IS NULL THEN 'gone' ELSE 'changed' END, u.noun, w.import, count(*)
    FROM pg_temp.undoing u LEFT JOIN public.import_written w ON w.county = c AND w.xact::xid = u.at
    WHERE u.at IS DISTINCT FROM wrote AND NOT u.stays GROUP BY 1, 2, 3;
  FOR s IN SELECT DISTINCT u.noun FROM pg_temp.undoing u WHERE u.made LOOP
    FOR f IN SELECT * FROM access.named_by(s.noun) b LOOP
      RETURN QUERY EXECUTE format('SELECT ''named'', %1$L, w.import, count(DISTINCT %2$s)
          FROM pg_temp.undoing u JOIN public.%3$I t ON t.id = u.id JOIN public.%4$I r ON %5$s
          LEFT JOIN public.import_written w ON w.county = $1 AND w.xact::xid = r.xmin
          WHERE u.noun = %6$L AND u.made AND NOT u.stays %7$s %8$s GROUP BY w.import',
        f.tab, CASE WHEN f.has_person THEN 'r.person' ELSE 'r.ctid' END, s.noun, f.tab, f.on_rows, s.noun,
        CASE WHEN f.has_id THEN format('AND NOT EXISTS (SELECT FROM pg_temp.undoing o WHERE o.noun = %L AND o.id = r.id)', f.tab) ELSE '' END,
        CASE WHEN access.leads_county(s.noun) THEN 'AND t.county = $1' ELSE '' END) USING c;
    END LOOP;
  END LOOP;
END $$;
