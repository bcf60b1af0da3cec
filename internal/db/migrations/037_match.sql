-- Who fits which opening: how many points each part of a score may bring, and
-- what is told of openings, households and classes that one does not see.

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

-- openings_taken are the open openings that somebody was sent to, with how many
-- were hired by referral since they were offered, how few were sent there lately
-- (opening_care.lift, which is 3 of all others), and those whose enterprise is
-- another's by the day; whose people they are is not said.
CREATE FUNCTION access.openings_taken(today date) RETURNS TABLE (opening bigint, hired integer, sent integer, lift integer, gone boolean)
LANGUAGE sql STABLE SECURITY DEFINER SET search_path = pg_catalog, pg_temp AS $$
  SELECT r.opening,
    (count(*) FILTER (WHERE r.state = 'hired' AND r.made_at >= coalesce(o.valid_from::timestamp AT TIME ZONE 'Asia/Shanghai', o.created_at)))::integer,
    count(*)::integer, coalesce(min(k.lift), 3)::integer, false
  FROM public.referral r JOIN public.opening o ON o.id = r.opening
  LEFT JOIN public.opening_care k ON k.county = o.county AND k.opening = o.id
  WHERE o.closed_at IS NULL AND access.role() IS NOT NULL GROUP BY r.opening
  UNION ALL
  SELECT o.id, 0, 0, 0, true FROM public.enterprise e JOIN public.opening o ON o.enterprise = e.id
  WHERE e.merged_on <= today AND o.closed_at IS NULL AND access.role() IS NOT NULL
$$;

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

-- Few have said what they wish: who did is found without reading everybody.
CREATE INDEX person_wishing ON person (county) WHERE wish_trades <> '';

REVOKE ALL ON FUNCTION access.openings_taken, access.idle_households, access.coming_classes FROM PUBLIC;
GRANT EXECUTE ON FUNCTION access.openings_taken, access.idle_households, access.coming_classes TO laowu_service;
