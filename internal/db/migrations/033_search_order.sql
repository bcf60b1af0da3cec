-- Openings found stand in an order that both engines can keep: what fits better
-- always stands before what pays more. First the trade asked for, then members
-- of its group, then what is near it; within the first two, titles that say the
-- asker's own word for it; then where the other words stand: title, employer,
-- elsewhere; then the wage. "score" holds the fit (0 to 10000) times 200,000 and
-- below it the wage.
CREATE OR REPLACE FUNCTION search.find_openings(
  asked tsquery, today date, at_place text, at_trade text, at_wage integer, at_form text, at_age integer,
  own text[], hints text[], said text[], by_order integer, nearby text[],
  after_key bigint, after_score integer, after_id bigint, most integer, with_facets boolean
) RETURNS TABLE (
  found bigint, posts bigint, facets bigint[], id bigint, score integer, key bigint, title text, trade text, place text,
  place_text text, enterprise text, wage_min integer, wage_max integer, headcount integer, form text, board boolean,
  lodging boolean, age_min integer, age_max integer, certs text[], valid_until date
) LANGUAGE plpgsql STABLE SECURITY DEFINER
SET search_path = pg_catalog, pg_temp SET plan_cache_mode = force_generic_plan SET enable_seqscan = off SET jit = off AS $$
#variable_conflict use_column
DECLARE
  county text := current_setting('laowu.county', true);
  scoped tsquery;
  -- Asked once here, not for each row.
  unpicked boolean := at_place IS NULL AND at_trade IS NULL AND at_wage = 0 AND at_form IS NULL;
  unasked boolean := own IS NULL AND hints IS NULL AND said IS NULL;
BEGIN
  IF county IS NULL OR county !~ '^[0-9]{6}$' THEN
    RAISE EXCEPTION 'nobody has said who asks' USING ERRCODE = 'insufficient_privilege';
  END IF;
  scoped := ('''V:*'' | ''V:' || county || '''')::tsquery;
  IF asked IS NOT NULL THEN
    scoped := scoped && asked;
  END IF;
  RETURN QUERY
  WITH base AS MATERIALIZED (
    SELECT d.id, d.facet, d.headcount,
      CASE WHEN unpicked THEN 0 ELSE
        CASE WHEN at_place IS NULL OR at_place = ANY (d.path) THEN 0 ELSE 1 END
        + CASE WHEN at_trade IS NULL OR at_trade = ANY (d.groups) THEN 0 ELSE 2 END
        + CASE WHEN d.wage_top >= at_wage THEN 0 ELSE 4 END
        + CASE WHEN at_form IS NULL OR d.form = at_form THEN 0 ELSE 8 END
      END AS fails,
      CASE WHEN unasked THEN 10000 ELSE 10000 - CASE
          WHEN own IS NULL OR d.trades && own THEN CASE WHEN hints IS NULL OR d.title_key LIKE ANY (hints) THEN 0 ELSE 1000 END
          WHEN d.groups && own THEN CASE WHEN hints IS NULL OR d.title_key LIKE ANY (hints) THEN 2000 ELSE 3000 END
          ELSE 5000 END
        - CASE WHEN said IS NULL OR d.title_key LIKE ALL (said) THEN 0 WHEN d.enterprise_key LIKE ALL (said) THEN 100 ELSE 200 END
      END * 200000 + least(d.wage_top, 199999) AS score,
      CASE by_order WHEN 0 THEN 0 WHEN 1 THEN d.wage_top WHEN 2 THEN d.published
        ELSE -coalesce(array_position(nearby, d.unit), 100000) END AS key
    FROM search.opening d
    WHERE d.words @@ scoped AND d.valid_until >= today AND d.valid_from <= today
      AND (at_age IS NULL OR d.age_min <= at_age AND (d.age_max = 0 OR d.age_max >= at_age))
  ), page AS (
    SELECT b.id, b.score, b.key FROM base b
    WHERE b.fails = 0 AND (after_id IS NULL OR b.key < after_key
      OR b.key = after_key AND (b.score < after_score OR b.score = after_score AND b.id > after_id))
    ORDER BY b.key DESC, b.score DESC, b.id LIMIT most
  )
  SELECT count(*) FILTER (WHERE b.fails = 0), coalesce(sum(b.headcount) FILTER (WHERE b.fails = 0), 0),
    CASE WHEN with_facets THEN array_agg(b.facet + (b.fails::bigint << 58)) END,
    NULL::bigint, NULL::integer, NULL::bigint, NULL, NULL, NULL, NULL, NULL, NULL::integer, NULL::integer, NULL::integer,
    NULL, NULL::boolean, NULL::boolean, NULL::integer, NULL::integer, NULL::text[], NULL::date
  FROM base b
  UNION ALL
  (SELECT NULL, NULL, NULL, p.id, p.score, p.key, d.title, d.trades[1], d.place, d.place_text, d.enterprise,
    d.wage_min, d.wage_max, d.headcount, d.form, d.board, d.lodging, d.age_min, d.age_max, d.certs, nullif(d.valid_until, 'infinity')
  FROM page p JOIN search.opening d ON d.id = p.id
  ORDER BY p.key DESC, p.score DESC, p.id);
END $$;
