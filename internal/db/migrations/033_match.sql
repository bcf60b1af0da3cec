-- Who fits which opening: how many points each part of a score may bring, and
-- what is read of openings, households and classes to tell.

-- What a part of a score brings at most, of 100. Dated; the county edits it.
-- Together they never come to more than 100. The parts are those of
-- matching/match; those from relocated on are policy.
CREATE TABLE match_weight (
  part       text    NOT NULL CHECK (part IN ('trade', 'certificate', 'place', 'wage', 'training', 'near_home', 'waiting', 'board',
    'relocated', 'lifted', 'monitored', 'zero_employment', 'lift')),
  valid_from date    NOT NULL,
  points     integer NOT NULL CHECK (points BETWEEN 0 AND 100),
  source     text    NOT NULL CHECK (source <> ''),
  PRIMARY KEY (part, valid_from)
);

INSERT INTO match_weight VALUES
  ('trade',           '2000-01-01', 30, '平台缺省，县里可以改'),
  ('certificate',     '2000-01-01', 15, '平台缺省，县里可以改'),
  ('place',           '2000-01-01', 15, '平台缺省，县里可以改'),
  ('wage',            '2000-01-01', 12, '平台缺省，县里可以改'),
  ('training',        '2000-01-01',  5, '平台缺省，县里可以改'),
  ('near_home',       '2000-01-01',  4, '平台缺省，县里可以改'),
  ('waiting',         '2000-01-01',  4, '平台缺省，县里可以改'),
  ('board',           '2000-01-01',  3, '平台缺省，县里可以改'),
  ('relocated',       '2000-01-01',  4, '易地搬迁后续扶持：有劳动力的搬迁户至少一人就业；分数待县里确定'),
  ('lifted',          '2000-01-01',  2, '脱贫人口优先推荐；分数和依据的文件待县里确定'),
  ('monitored',       '2000-01-01',  2, '防止返贫监测对象优先推荐；分数和依据的文件待县里确定'),
  ('zero_employment', '2000-01-01',  2, '参照就业促进法第五十六条：零就业家庭至少一人就业；分数待县里确定'),
  ('lift',            '2000-01-01',  2, '平台缺省：少有人去过的岗位往前排，县里可以改');

-- match_openings reads, of the openings that the asking county may see and that
-- are open on the day, what hard conditions and scores ask for: in one go, past
-- policies, which would cost as much again. The one that is named is read where
-- it is not open yet too. Lists are joined by spaces; "asked" is the codes of
-- the certificates, a bar, and what was written. Seats are posts that nobody
-- was hired into by referral since the opening was offered.
CREATE FUNCTION search.match_openings(today date, of_opening bigint) RETURNS TABLE (
  id bigint, place text, trades text, asked text, education text, starts date, age_min integer, age_max integer,
  wage_min integer, wage_max integer, seats integer, sent integer, board boolean, lodging boolean
) LANGUAGE plpgsql STABLE SECURITY DEFINER SET search_path = pg_catalog, pg_temp SET jit = off AS $$
#variable_conflict use_column
DECLARE
  c text := access.county();
BEGIN
  IF c IS NULL OR access.role() IS NULL THEN
    RAISE EXCEPTION 'nobody has said who asks' USING ERRCODE = 'insufficient_privilege';
  END IF;
  RETURN QUERY
  SELECT o.id, coalesce(o.place, ''), array_to_string(d.trades, ' '), array_to_string(o.certificates, ' ') || '|' || o.cert_text, o.education,
    greatest(o.valid_from, today), o.age_min, o.age_max, o.wage_min, o.wage_max, o.headcount - coalesce(r.hired, 0), coalesce(r.sent, 0), o.board, o.lodging
  FROM public.opening o
  JOIN search.opening d ON d.id = o.id
  LEFT JOIN (
    SELECT r.opening, count(*)::integer AS sent,
      (count(*) FILTER (WHERE r.state = 'hired' AND r.made_at >= coalesce(p.valid_from::timestamp AT TIME ZONE 'Asia/Shanghai', p.created_at)))::integer AS hired
    FROM public.referral r JOIN public.opening p ON p.id = r.opening WHERE of_opening IS NULL OR r.opening = of_opening GROUP BY r.opening) r ON r.opening = o.id
  WHERE (of_opening IS NULL OR o.id = of_opening) AND o.closed_at IS NULL AND (o.valid_until IS NULL OR o.valid_until >= today)
    AND (o.valid_from IS NULL OR o.valid_from <= today OR of_opening IS NOT NULL)
    AND (o.published_to IS NULL OR c = ANY (o.published_to))
    AND NOT EXISTS (SELECT FROM public.enterprise e WHERE e.id = o.enterprise AND e.merged_on <= today);
END $$;

-- idle_households are those of the named households in which nobody works on
-- the day, of the households that the actor sees: one bit, and nobody's name.
CREATE FUNCTION access.idle_households(named bigint[], today date) RETURNS SETOF bigint
LANGUAGE sql STABLE SECURITY DEFINER SET search_path = pg_catalog, pg_temp AS $$
  SELECT h.id FROM public.household h
  WHERE h.county = access.county() AND h.id = ANY (named)
    AND (access.sees_county() OR h.id IN (SELECT access.households()))
    AND NOT EXISTS (
      SELECT FROM public.person p JOIN public.placement w ON w.county = p.county AND w.person = p.id
      WHERE p.county = h.county AND p.household = h.id AND p.erased_on IS NULL
        AND coalesce(w.started, w.reported_on) <= today AND (w.ended IS NULL OR w.ended > today))
$$;

-- coming_classes are the classes of the county that have not begun and have a
-- seat left, the next first: what is taught, where and when is no secret.
CREATE FUNCTION access.coming_classes(today date) RETURNS TABLE (taught text, number text, institution text, starts date)
LANGUAGE sql STABLE SECURITY DEFINER SET search_path = pg_catalog, pg_temp AS $$
  SELECT coalesce(nullif(c.trade, ''), p.name), c.number, c.institution, c.starts
  FROM public.class c JOIN public.programme p ON p.id = c.programme
  WHERE c.county = access.county() AND c.starts > today AND (c.seats IS NULL OR c.seats >
    (SELECT count(*) FROM public.enrolment e WHERE e.county = c.county AND e.class = c.id AND NOT e.dropped))
  ORDER BY c.starts, c.id
$$;

REVOKE ALL ON FUNCTION search.match_openings, access.idle_households, access.coming_classes FROM PUBLIC;
GRANT EXECUTE ON FUNCTION search.match_openings, access.idle_households, access.coming_classes TO laowu_service;
