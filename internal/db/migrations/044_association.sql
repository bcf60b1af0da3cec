-- What an association and its township need to look after many members at once:
-- who waits for work without a solution, and a list of members to cut.

-- After how many days without work, referral or visit an able and willing member
-- is marked as without a solution, by the day that is asked about. Shared; the
-- county edits it.
CREATE TABLE unplaced_rule (
  valid_from date    PRIMARY KEY,
  days       integer NOT NULL CHECK (days > 0),
  source     text    NOT NULL
);

INSERT INTO unplaced_rule VALUES
  ('2000-01-01', 30, '三十天没有上岗、推荐、回访的提醒协会：天数为拟定，没有找到规定，待县人社局确认');

-- A mark that somebody cleared until a day, and why. One stands for a person;
-- another takes its place, and the audit trail keeps both.
CREATE TABLE unplaced_pause (
  county       text        NOT NULL CHECK (county ~ '^[0-9]{6}$'),
  person       bigint      NOT NULL,
  until        date        NOT NULL, -- the last day on which the mark is cleared
  reason       text        NOT NULL CHECK (reason <> ''),
  paused_at    timestamptz NOT NULL,
  role         text        NOT NULL,
  organisation bigint, -- whose account cleared it
  account      bigint,
  PRIMARY KEY (county, person),
  FOREIGN KEY (county, person) REFERENCES person (county, id)
);

ALTER TABLE unplaced_pause ENABLE ROW LEVEL SECURITY;

CREATE POLICY sees ON unplaced_pause FOR SELECT TO laowu_service USING (
  county = (SELECT access.county()) AND ((SELECT access.sees_county())
    OR (SELECT access.role() IN ('township', 'association', 'worker')) AND person IN (SELECT access.people())));
CREATE POLICY enters ON unplaced_pause FOR INSERT TO laowu_service WITH CHECK (
  county = (SELECT access.county()) AND role = (SELECT access.role())
  AND organisation IS NOT DISTINCT FROM (SELECT access.organisation()) AND account IS NOT DISTINCT FROM (SELECT access.account())
  AND ((SELECT access.writes_county())
    OR (SELECT access.role() IN ('township', 'association')) AND person IN (SELECT access.people())));
CREATE POLICY changes ON unplaced_pause FOR UPDATE TO laowu_service USING (
  county = (SELECT access.county()) AND ((SELECT access.sees_county())
    OR (SELECT access.role() IN ('township', 'association', 'worker')) AND person IN (SELECT access.people())));
CREATE POLICY keeps ON unplaced_pause AS RESTRICTIVE FOR UPDATE TO laowu_service USING ((SELECT access.writes_people()));
CREATE POLICY forgets ON unplaced_pause FOR DELETE TO laowu_service USING (
  county = (SELECT access.county()) AND ((SELECT access.writes_county())
    OR (SELECT access.role() IN ('township', 'association')) AND person IN (SELECT access.people())));

-- members are all whom an association or a township sees, each with what a list
-- of them is cut by, as of a day. It asks once who they are; under row security
-- each of the tables would ask anew. Thousands are joined as sets, what few have
-- is looked up; measured against one look-up a person, a township takes a third.
-- For others than these two roles there are none.
--   work: away or here (at work outside or within the county), work (at work,
--     nobody said where), or empty;
--   waits: since which day somebody who could and would work has been without a
--     placement, a referral or a visit; null for who works and for all others. Of
--     a member, nobody said that he cannot or will not; of somebody in the
--     household register alone, it was said that he can and will;
--   ends: the first day within 90 on which a certificate ends or is reviewed.
CREATE FUNCTION access.members(on_day date) RETURNS TABLE (
  person bigint, village text, village_name text, kind text, work text, willing boolean, certified boolean, ends date,
  waits date, paused date, claimed boolean, asked boolean)
LANGUAGE plpgsql STABLE SECURITY DEFINER SET search_path = pg_catalog, pg_temp SET plan_cache_mode = force_custom_plan SET enable_nestloop = off AS $$
DECLARE
  c text := access.county();
  own bigint[];
BEGIN
  IF access.role() NOT IN ('association', 'township') THEN
    RETURN;
  END IF;
  own := ARRAY (SELECT DISTINCT o.id FROM access.people() o (id) ORDER BY 1);
  RETURN QUERY
  WITH running AS MATERIALIZED (
    SELECT DISTINCT ON (w.person) w.person AS who, CASE WHEN w.away THEN 'away' WHEN NOT w.away THEN 'here' ELSE 'work' END AS at
    FROM public.placement w
    WHERE w.county = c AND w.person = ANY (own) AND (w.ended IS NULL OR w.ended > on_day) AND coalesce(w.started, w.reported_on) <= on_day
    ORDER BY w.person, w.full_time DESC, w.started DESC NULLS LAST, w.id DESC),
  papers AS MATERIALIZED (
    SELECT k.person AS who, bool_or(k.kind <> 'completion' AND (k.expires IS NULL OR k.expires >= on_day)) AS holds,
           min(d.due) FILTER (WHERE d.due BETWEEN on_day AND on_day + 90) AS due
    FROM public.certificate k, LATERAL (VALUES (k.expires), (k.review_on)) d (due)
    WHERE k.county = c AND k.person = ANY (own) AND k.replaced_by IS NULL GROUP BY k.person),
  p AS MATERIALIZED (
    SELECT x.id, x.village, x.household, x.household_kind, x.able, x.willing, w.at, (x.created_at AT TIME ZONE 'Asia/Shanghai')::date AS came,
           CASE WHEN w.at IS NULL THEN (SELECT m.joined FROM public.membership m WHERE m.county = c AND m.person = x.id AND m.left_on IS NULL) END AS joined
    FROM public.person x LEFT JOIN running w ON w.who = x.id
    WHERE x.county = c AND x.id = ANY (own) AND x.erased_on IS NULL)
  SELECT p.id, coalesce(p.village, ''), coalesce(a.name, p.village, ''), coalesce(k.kind, p.household_kind, ''), coalesce(p.at, ''), p.willing,
         coalesce(s.holds, false), s.due,
         CASE WHEN p.at IS NULL AND coalesce(p.able, p.joined IS NOT NULL) AND coalesce(p.willing, p.joined IS NOT NULL) THEN greatest(
           coalesce(p.joined, p.came),
           (SELECT max(coalesce(x.ended, x.started, x.reported_on)) FROM public.placement x
            WHERE x.county = c AND x.person = p.id AND coalesce(x.ended, x.started, x.reported_on) <= on_day),
           (SELECT max((x.moved_at AT TIME ZONE 'Asia/Shanghai')::date) FROM public.referral x WHERE x.county = c AND x.person = p.id),
           (SELECT max(x.visited_on) FROM public.visit x WHERE x.county = c AND x.person = p.id AND x.visited_on <= on_day)) END,
         z.until,
         p.id IN (SELECT u.person FROM public.account u WHERE u.county = c AND u.person IS NOT NULL AND u.role = 'worker' AND u.disabled_at IS NULL),
         p.id IN (SELECT q.person FROM public.consent q WHERE q.county = c AND q.person = ANY (own) AND q.state = 'asked')
  FROM p
  LEFT JOIN public.area a ON a.code = p.village
  LEFT JOIN public.household_kind k ON k.county = c AND k.household = p.household AND k.valid_to IS NULL
  LEFT JOIN papers s ON s.who = p.id
  LEFT JOIN public.unplaced_pause z ON z.county = c AND z.person = p.id AND z.until >= on_day;
END $$;

REVOKE ALL ON FUNCTION access.members FROM PUBLIC;
GRANT EXECUTE ON FUNCTION access.members TO laowu_service;
