-- Whom to visit next, of a station with twenty thousand people at work: found by
-- the day on which each began, and by what visits said, in a few milliseconds.

-- Spells by their first day: many began on one, and the same visit is due to all
-- of them until somebody was there.
-- PostgreSQL does not know of coalesce that it tells nothing of rows that row
-- security hides, and takes no index with it beside row security.
CREATE INDEX placement_begun ON placement (county, (CASE WHEN started IS NULL THEN reported_on ELSE started END));

-- What runs in an area is counted from the index alone. It holds what row
-- security asks of a spell, and its days.
DROP INDEX placement_place;
CREATE INDEX placement_place ON placement (county, place) INCLUDE (id, person, enterprise, started, reported_on, ended);

-- visits_seen are the visits that the asker sees (the policies of visit, 016),
-- without what was said, each with the first and last day of its spell and the
-- employer: of the spells in a station's area, of the people whom an
-- association or a township sees, of a worker his own. Row security would make a
-- list of all spells of the county for each statement.
CREATE FUNCTION access.visits_seen() RETURNS TABLE (placement bigint, begun date, ended date, employer text, visited_on date, outcome text)
LANGUAGE plpgsql STABLE SECURITY DEFINER SET search_path = pg_catalog, pg_temp ROWS 2000 AS $$
DECLARE
  c text := access.county();
  all_seen boolean := coalesce(access.sees_county(), false);
  by_place boolean := coalesce(access.role() = 'station', false);
  places text[];
  people bigint[];
BEGIN
  IF by_place THEN
    places := ARRAY (SELECT access.places());
  ELSIF access.role() IN ('township', 'association', 'worker') THEN
    people := ARRAY (SELECT access.people());
  END IF;
  RETURN QUERY SELECT v.placement, coalesce(w.started, w.reported_on), w.ended,
    CASE w.employer WHEN '' THEN coalesce(e.name, '') ELSE w.employer END, v.visited_on, v.outcome
  FROM public.visit v JOIN public.placement w ON w.county = v.county AND w.id = v.placement
  LEFT JOIN public.enterprise e ON e.id = w.enterprise
  WHERE v.county = c AND (all_seen OR by_place AND w.place = ANY (places) OR v.person = ANY (people));
END $$;

REVOKE ALL ON FUNCTION access.visits_seen FROM PUBLIC;
GRANT EXECUTE ON FUNCTION access.visits_seen TO laowu_service;
