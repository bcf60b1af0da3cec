-- Classes that are opened, joined and marked on the pages; permits that are
-- reviewed.

-- The days of the reviews that a permit passed: each moved review_on.
ALTER TABLE certificate ADD COLUMN reviewed date[] NOT NULL DEFAULT '{}';

-- What is taught, where and when is no secret of anybody's: associations and
-- townships see every class of the county, to send people there. Who is in it
-- they see of their own people alone.
ALTER POLICY sees ON class USING (
  county = (SELECT access.county()) AND ((SELECT access.sees_county()) OR id IN (SELECT access.classes())
    OR (SELECT access.role() = 'trainer') AND office = (SELECT access.organisation())
    OR (SELECT access.role() IN ('association', 'township'))));

-- Who may change is said beside what is seen, as 012 says why.
ALTER POLICY changes ON class USING (
  county = (SELECT access.county()) AND ((SELECT access.sees_county()) OR id IN (SELECT access.classes())
    OR (SELECT access.role() = 'trainer') AND office = (SELECT access.organisation())
    OR (SELECT access.role() IN ('association', 'township'))));
CREATE POLICY keeps ON class AS RESTRICTIVE FOR UPDATE TO laowu_service USING (
  (SELECT access.writes_county() OR coalesce(access.role() = 'trainer', false)));

ALTER POLICY changes ON enrolment USING (
  county = (SELECT access.county()) AND ((SELECT access.sees_county())
    OR (SELECT access.role() = 'trainer') AND class IN (SELECT access.classes())
    OR (SELECT access.role() IN ('association', 'township', 'station', 'worker')) AND person IN (SELECT access.people())));
CREATE POLICY keeps ON enrolment AS RESTRICTIVE FOR UPDATE TO laowu_service USING (
  (SELECT access.writes_county() OR coalesce(access.role() = 'trainer', false)));

-- A trainer changes what its own classes gave, of all that its trainees hold.
ALTER POLICY changes ON certificate USING (
  county = (SELECT access.county()) AND ((SELECT access.sees_county())
    OR (SELECT access.role() IN ('association', 'township', 'station', 'worker', 'trainer')) AND person IN (SELECT access.people())));
CREATE POLICY keeps ON certificate AS RESTRICTIVE FOR UPDATE TO laowu_service USING (
  (SELECT access.writes_county()) OR (SELECT access.role() = 'trainer') AND class IN (SELECT access.classes()));

ALTER POLICY changes ON subsidy USING (
  county = (SELECT access.county()) AND ((SELECT access.sees_county())
    OR (SELECT access.role() = 'trainer') AND class IN (SELECT access.classes())
    OR (SELECT access.role() = 'worker') AND person IN (SELECT access.people())));
CREATE POLICY keeps ON subsidy AS RESTRICTIVE FOR UPDATE TO laowu_service USING ((SELECT access.writes_county()));

-- An association enrols its people, and says nothing of how they did.
CREATE POLICY enters_member ON enrolment FOR INSERT TO laowu_service WITH CHECK (
  county = (SELECT access.county()) AND (SELECT access.role() = 'association') AND person IN (SELECT access.people())
  AND category = '' AND attended IS NULL AND result = '' AND score IS NULL AND NOT dropped);

-- seats_taken counts who is in each class and has not left it, whosever people
-- they are.
CREATE FUNCTION access.seats_taken() RETURNS TABLE (class bigint, taken integer)
LANGUAGE sql STABLE SECURITY DEFINER SET search_path = pg_catalog, pg_temp AS $$
  SELECT e.class, count(*)::integer FROM public.enrolment e
  WHERE e.county = access.county() AND NOT e.dropped
    AND (access.role() IN ('county', 'admin', 'auditor', 'association', 'township')
      OR access.role() = 'trainer' AND e.class = ANY (ARRAY (SELECT access.classes())))
  GROUP BY e.class
$$;

-- take_seat holds a class until the end of the transaction, so that its last
-- seat is given once, and tells what decides whether somebody may have it: no
-- name and no number. No row where class or person are not this actor's to
-- bring together. The person is of age if he has lived so many years on the
-- first day, or on the day given where there is none.
CREATE FUNCTION access.take_seat(of_class bigint, of_person bigint, years integer, today date) RETURNS TABLE (
  starts date, ends date, seats integer, taken integer, enrolled boolean, of_age boolean
) LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog, pg_temp AS $$
#variable_conflict use_column
DECLARE
  c text := access.county();
BEGIN
  IF NOT coalesce(access.role() IN ('county', 'admin')
    OR access.role() = 'trainer' AND of_class IN (SELECT access.classes())
    OR access.role() = 'association' AND of_person IN (SELECT access.people()), false) THEN
    RETURN;
  END IF;
  PERFORM FROM public.class k WHERE k.county = c AND k.id = of_class FOR NO KEY UPDATE;
  RETURN QUERY SELECT k.starts, k.ends, k.seats,
      (SELECT count(*)::integer FROM public.enrolment e WHERE e.county = c AND e.class = of_class AND NOT e.dropped),
      EXISTS (SELECT FROM public.enrolment e WHERE e.county = c AND e.class = of_class AND e.person = of_person),
      p.birth + make_interval(years => years) <= coalesce(k.starts, today)
    FROM public.class k, public.person p
    WHERE k.county = c AND k.id = of_class AND p.county = c AND p.id = of_person AND p.erased_on IS NULL;
END $$;

REVOKE ALL ON FUNCTION access.seats_taken, access.take_seat FROM PUBLIC;
GRANT EXECUTE ON FUNCTION access.seats_taken, access.take_seat TO laowu_service;
