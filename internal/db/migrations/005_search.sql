-- What search reads: a document for each open opening, without personal
-- numbers. The service has no grant on it: policies would keep PostgreSQL from
-- using the index, so it is read and written through the functions below,
-- which put the asking county's scope into the question themselves.

-- "words" holds the one- and two-character cuts of what is written, which the
-- program makes, and beside them what is asked by code: T: trades and their
-- groups, P: the place and all it lies in, C: certificates, B:1 board, L:1
-- lodging, N:1 no certificate, V: the counties that may see it (V:* all).
-- "facet" packs what is counted: see facet.go in matching/pgsearch.
-- What is tested for each row found stands first and is never null: reading a
-- row costs what stands before the last column needed.
CREATE TABLE search.opening (
  id             bigint   PRIMARY KEY REFERENCES public.opening (id) ON DELETE CASCADE,
  facet          bigint   NOT NULL,
  published      bigint   NOT NULL,
  headcount      integer  NOT NULL,
  wage_top       integer  NOT NULL,
  valid_from     date     NOT NULL,
  valid_until    date     NOT NULL,
  age_min        integer  NOT NULL,
  age_max        integer  NOT NULL,
  board          boolean  NOT NULL,
  lodging        boolean  NOT NULL,
  wage_min       integer  NOT NULL,
  wage_max       integer  NOT NULL,
  form           text     NOT NULL,
  unit           text     NOT NULL,
  path           text[]   NOT NULL,
  trades         text[]   NOT NULL,
  groups         text[]   NOT NULL,
  title_key      text     NOT NULL,
  enterprise_key text     NOT NULL,
  title          text     NOT NULL,
  enterprise     text     NOT NULL,
  place          text     NOT NULL,
  place_text     text     NOT NULL,
  certs          text[]   NOT NULL,
  words          tsvector NOT NULL
);

CREATE INDEX opening_words ON search.opening USING gin (words);

-- put_openings writes the documents of changed openings, one of each array an
-- open opening; lists within are joined by spaces. Closed ones lose theirs.
CREATE FUNCTION search.put_openings(
  changed bigint[], ids bigint[], words text[], title_keys text[], enterprise_keys text[], trades text[], groups text[],
  paths text[], units text[], facets bigint[]
) RETURNS bigint LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog, pg_temp AS $$
DECLARE
  written bigint;
BEGIN
  DELETE FROM search.opening d WHERE d.id = ANY (changed)
    AND NOT EXISTS (SELECT FROM public.opening o WHERE o.id = d.id AND o.closed_at IS NULL);
  INSERT INTO search.opening AS d
  SELECT o.id, n.facet, (extract(epoch FROM o.created_at) * 1000000)::bigint, o.headcount, greatest(o.wage_min, o.wage_max),
    coalesce(o.valid_from, '-infinity'), coalesce(o.valid_until, 'infinity'), o.age_min, o.age_max, o.board, o.lodging,
    o.wage_min, o.wage_max, o.form, n.unit, string_to_array(n.path, ' '), string_to_array(n.trades, ' '),
    string_to_array(n.groups, ' '), n.title_key, n.enterprise_key, o.title, e.name, coalesce(o.place, ''), o.place_text,
    o.certificates, array_to_tsvector(string_to_array(n.words, ' '))
  FROM unnest(ids, words, title_keys, enterprise_keys, trades, groups, paths, units, facets)
    AS n (id, words, title_key, enterprise_key, trades, groups, path, unit, facet)
  JOIN public.opening o ON o.id = n.id
  JOIN public.enterprise e ON e.id = o.enterprise
  WHERE o.closed_at IS NULL
  ON CONFLICT (id) DO UPDATE SET (
    facet, published, headcount, wage_top, valid_from, valid_until, age_min, age_max, board, lodging, wage_min,
    wage_max, form, unit, path, trades, groups, title_key, enterprise_key, title, enterprise, place, place_text,
    certs, words
  ) = ROW (
    excluded.facet, excluded.published, excluded.headcount, excluded.wage_top, excluded.valid_from,
    excluded.valid_until, excluded.age_min, excluded.age_max, excluded.board, excluded.lodging, excluded.wage_min,
    excluded.wage_max, excluded.form, excluded.unit, excluded.path, excluded.trades, excluded.groups,
    excluded.title_key, excluded.enterprise_key, excluded.title, excluded.enterprise, excluded.place,
    excluded.place_text, excluded.certs, excluded.words
  ) WHERE d.* IS DISTINCT FROM excluded.*;
  GET DIAGNOSTICS written = ROW_COUNT;
  -- Entered in bulk an import is three times as fast; left pending it would
  -- slow every search.
  PERFORM gin_clean_pending_list('search.opening_words');
  RETURN written;
END $$;

-- find_openings answers a question in one go. Its first row counts: found,
-- posts, and the packed facets of all that would be found but for what was
-- picked on a facet, with what each fails (1 place, 2 trade, 4 wage, 8 form).
-- A null asks for nothing. by_order: 0 by score, 1 wage, 2 newest, 3 nearest. The rows after it are one
-- page of hits. It uses the index whatever the statistics say, and plans once
-- a connection: search must not turn slow when a plan changes.
CREATE FUNCTION search.find_openings(
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
      9000 + least(d.wage_top, 10000) / 10 - CASE WHEN unasked THEN 0 ELSE
        CASE WHEN own IS NULL OR d.trades && own THEN 0 WHEN d.groups && own THEN 600 ELSE 2500 END
        + CASE WHEN hints IS NULL OR d.title_key LIKE ANY (hints) THEN 0 ELSE 600 END
        + CASE WHEN said IS NULL OR d.title_key LIKE ALL (said) THEN 0 WHEN d.enterprise_key LIKE ALL (said) THEN 1000 ELSE 2000 END
      END AS score,
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

-- opening_terms are the titles and employers of open openings that everybody
-- may see: the lexicon puts wrong characters right by them.
CREATE FUNCTION search.opening_terms(today date) RETURNS TABLE (employer boolean, term text)
LANGUAGE sql STABLE SECURITY DEFINER SET search_path = pg_catalog, pg_temp AS $$
  WITH visible AS MATERIALIZED (
    SELECT d.title, d.enterprise FROM search.opening d
    WHERE d.words @@ '''V:*'''::tsquery AND d.valid_until >= today AND d.valid_from <= today
  )
  SELECT DISTINCT false, v.title FROM visible v
  UNION ALL
  SELECT DISTINCT true, v.enterprise FROM visible v
$$;

REVOKE ALL ON FUNCTION search.put_openings, search.find_openings, search.opening_terms FROM PUBLIC;
GRANT EXECUTE ON FUNCTION search.put_openings, search.find_openings, search.opening_terms TO laowu_service;
