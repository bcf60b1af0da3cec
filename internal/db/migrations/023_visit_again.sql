-- A visit that was recorded wrongly is recorded again: what the record said
-- before it ended somebody's work is kept with it, so that the end can be taken
-- back.

-- was is of a visit that ended work: how the spell stood before (ended,
-- end_reason, sources) and whether the person wanted to work.
ALTER TABLE visit ADD COLUMN was jsonb;

-- end_spells as in 016, and it keeps what it changes with the visit that says
-- so.
CREATE OR REPLACE FUNCTION access.end_spells(spells bigint[], days date[], reasons text[], wishes boolean[]) RETURNS SETOF bigint
LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog, pg_temp AS $$
DECLARE
  c text := access.county();
  own bigint[];
BEGIN
  IF NOT access.follows_up() THEN
    RAISE EXCEPTION 'nobody who visits asks' USING ERRCODE = 'insufficient_privilege';
  END IF;
  SELECT array_agg(w.id) INTO own FROM public.placement w
  WHERE w.county = c AND w.id = ANY (spells) AND (access.writes_county()
    OR access.role() IN ('township', 'association') AND w.person = ANY (ARRAY (SELECT access.people()))
    OR access.role() = 'station' AND w.place = ANY (ARRAY (SELECT access.places())));
  UPDATE public.visit v SET was = jsonb_build_object('ended', w.ended, 'end_reason', w.end_reason, 'sources', w.sources, 'willing', p.willing)
  FROM unnest(spells, days) AS a (spell, day)
  JOIN public.placement w ON w.county = c AND w.id = a.spell AND w.id = ANY (own) JOIN public.person p ON p.county = w.county AND p.id = w.person
  WHERE v.county = c AND v.placement = w.id AND v.outcome = 'left' AND coalesce(v.left_on, v.visited_on) = a.day
    AND (w.ended IS NULL OR w.ended > a.day) AND (w.started IS NULL OR w.started <= a.day);
  UPDATE public.person p SET willing = a.wish
  FROM (SELECT DISTINCT ON (w.person) w.person, u.reason <> 'died' AND u.wish AS wish
        FROM unnest(spells, days, reasons, wishes) AS u (spell, day, reason, wish)
        JOIN public.placement w ON w.county = c AND w.id = u.spell AND w.id = ANY (own)
        WHERE u.wish IS NOT NULL OR u.reason = 'died' ORDER BY w.person, u.day DESC) a
  WHERE p.county = c AND p.id = a.person AND p.erased_on IS NULL AND p.willing IS DISTINCT FROM a.wish;
  RETURN QUERY UPDATE public.placement w SET ended = a.day,
    end_reason = CASE a.reason WHEN '' THEN w.end_reason ELSE a.reason END,
    sources = CASE WHEN 'visit' = ANY (w.sources) THEN w.sources ELSE w.sources || 'visit'::text END
  FROM unnest(spells, days, reasons, wishes) AS a (spell, day, reason, wish)
  WHERE w.county = c AND w.id = a.spell AND w.id = ANY (own) AND (w.ended IS NULL OR w.ended > a.day)
    AND (w.started IS NULL OR w.started <= a.day)
  RETURNING w.id;
END $$;

-- reopen_spells takes back the end of work that visits found, before they are
-- recorded again: for who recorded them, and the county. It stays ended where
-- anything else speaks of the end by now: another visit that found it over, an
-- end that is not the visit's, or a source that came since. It returns what goes
-- on.
CREATE FUNCTION access.reopen_spells(visits bigint[]) RETURNS SETOF bigint
LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog, pg_temp AS $$
DECLARE
  c text := access.county();
  v record;
BEGIN
  IF NOT access.follows_up() THEN
    RAISE EXCEPTION 'nobody who visits asks' USING ERRCODE = 'insufficient_privilege';
  END IF;
  FOR v IN
    SELECT o.person, o.placement, o.was, o.end_reason <> 'died' AND o.willing AS wish FROM public.visit o
    JOIN public.placement w ON w.county = o.county AND w.id = o.placement JOIN public.person p ON p.county = o.county AND p.id = o.person
    WHERE o.county = c AND o.id = ANY (visits) AND o.outcome = 'left' AND o.was IS NOT NULL AND p.erased_on IS NULL
      AND (access.writes_county() OR o.account = access.account() AND (
        access.role() IN ('township', 'association') AND w.person = ANY (ARRAY (SELECT access.people()))
        OR access.role() = 'station' AND w.place = ANY (ARRAY (SELECT access.places()))))
      AND w.ended = coalesce(o.left_on, o.visited_on)
      AND w.end_reason = CASE o.end_reason WHEN '' THEN o.was ->> 'end_reason' ELSE o.end_reason END
      AND w.sources <@ (ARRAY (SELECT jsonb_array_elements_text(o.was -> 'sources')) || 'visit'::text)
      AND NOT EXISTS (SELECT FROM public.visit x WHERE x.county = c AND x.placement = o.placement AND x.outcome = 'left' AND x.id <> ALL (visits))
    ORDER BY o.visited_on
  LOOP
    UPDATE public.placement w SET ended = (v.was ->> 'ended')::date, end_reason = v.was ->> 'end_reason',
      sources = ARRAY (SELECT jsonb_array_elements_text(v.was -> 'sources'))
    WHERE w.county = c AND w.id = v.placement;
    UPDATE public.person p SET willing = (v.was ->> 'willing')::boolean
    WHERE p.county = c AND p.id = v.person AND p.willing = v.wish;
    RETURN NEXT v.placement;
  END LOOP;
END $$;

REVOKE ALL ON FUNCTION access.reopen_spells FROM PUBLIC;
GRANT EXECUTE ON FUNCTION access.reopen_spells TO laowu_service;
