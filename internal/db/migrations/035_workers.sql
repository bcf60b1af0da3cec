-- People in search: a document each, of codes alone. No name, no number, no
-- words of anybody's. As search.opening it has no grants: it is read and
-- written through the functions below, which keep to the asking county and to
-- whom the asker may see.

-- "words" are codes, each behind its county's number, so that counties share
-- the index and nothing in it: * everybody, i: the person, t: trades and their
-- groups, w: places wished for and home with all they lie in, c: certificates,
-- f:1 free; and in capitals, as search.worker_scope() has it, who sees him: A:
-- an association, T: a township, P: a station's place. "facet" packs what is
-- counted: see worker_facet.go in matching/pgsearch. What is tested for each
-- row found stands first.
CREATE TABLE search.worker (
  county     text     NOT NULL CHECK (county ~ '^[0-9]{6}$'),
  id         bigint   NOT NULL,
  birth      integer  NOT NULL, -- year
  wage_min   integer  NOT NULL, -- wished, yuan a month; 0: said nothing
  merit      smallint NOT NULL, -- what readiness adds to the score
  facet      bytea    NOT NULL,
  places     text[]   NOT NULL,
  trades     text[]   NOT NULL,
  groups     text[]   NOT NULL,
  certs      text[]   NOT NULL,
  expires    date[]   NOT NULL, -- of each of certs
  words      tsvector NOT NULL,
  PRIMARY KEY (county, id)
);

CREATE INDEX worker_words ON search.worker USING gin (words);

-- Whole names are looked up before anything else.
CREATE INDEX person_name ON person (county, name);

-- worker_scope are the words by which the asker sees people, as access.people()
-- says it: an association its own and its villages', a township, a station's
-- place. A null word list sees the whole county. Others may not search people.
CREATE FUNCTION search.worker_scope() RETURNS text[]
LANGUAGE plpgsql STABLE SECURITY DEFINER SET search_path = pg_catalog, pg_temp AS $$
BEGIN
  IF access.county() IS NOT NULL AND access.sees_county() THEN
    RETURN NULL;
  END IF;
  CASE coalesce(access.role(), '')
  WHEN 'association' THEN
    RETURN ARRAY (SELECT 'A:' || a.id FROM public.association a WHERE a.county = access.county() AND a.id = access.organisation());
  WHEN 'township', 'station' THEN
    RETURN ARRAY (SELECT CASE o.kind WHEN 'township' THEN 'T:' ELSE 'P:' END || o.place FROM public.office o
      WHERE o.county = access.county() AND o.id = access.organisation() AND o.kind = access.role() AND o.place IS NOT NULL AND o.closed_on IS NULL);
  ELSE
    RAISE EXCEPTION 'not this actor''s to search' USING ERRCODE = 'insufficient_privilege';
  END CASE;
END $$;

-- put_workers writes documents, one of each array a person; lists within are
-- joined by spaces. Those of "changed" that it is given none for lose theirs.
-- Who was erased or is not on record gets none, whatever is given.
CREATE FUNCTION search.put_workers(
  changed bigint[], ids bigint[], births integer[], wages integer[], merits smallint[], facets bytea[], places text[], trades text[],
  groups text[], certs text[], expires text[], words text[]
) RETURNS bigint LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog, pg_temp AS $$
DECLARE
  c text := access.county();
  written bigint;
  removed bigint;
BEGIN
  IF c IS NULL OR NOT access.writes_county() THEN
    RAISE EXCEPTION 'not this actor''s to write' USING ERRCODE = 'insufficient_privilege';
  END IF;
  DELETE FROM search.worker d WHERE d.county = c AND d.id = ANY (changed) AND NOT (d.id = ANY (coalesce(ids, '{}')));
  GET DIAGNOSTICS removed = ROW_COUNT;
  INSERT INTO search.worker AS d
  SELECT c, n.id, n.birth, n.wage, n.merit, n.facet, string_to_array(n.places, ' '), string_to_array(n.trades, ' '), string_to_array(n.groups, ' '),
    string_to_array(n.certs, ' '), string_to_array(n.expires, ' ')::date[], array_to_tsvector(string_to_array(n.words, ' '))
  FROM unnest(ids, births, wages, merits, facets, places, trades, groups, certs, expires, words)
    AS n (id, birth, wage, merit, facet, places, trades, groups, certs, expires, words)
  JOIN public.person p ON p.county = c AND p.id = n.id AND p.erased_on IS NULL
  ON CONFLICT (county, id) DO UPDATE SET (birth, wage_min, merit, facet, places, trades, groups, certs, expires, words) =
    ROW (excluded.birth, excluded.wage_min, excluded.merit, excluded.facet, excluded.places, excluded.trades, excluded.groups, excluded.certs,
      excluded.expires, excluded.words)
  WHERE d.* IS DISTINCT FROM excluded.*;
  GET DIAGNOSTICS written = ROW_COUNT;
  PERFORM gin_clean_pending_list('search.worker_words');
  RETURN written + removed;
END $$;

-- drop_workers removes the documents of people who are erased or not on record
-- any more, of whatever county: null asks for all.
CREATE FUNCTION search.drop_workers(gone bigint[]) RETURNS bigint
LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog, pg_temp AS $$
DECLARE
  removed bigint;
BEGIN
  IF NOT access.writes_county() THEN
    RAISE EXCEPTION 'not this actor''s to write' USING ERRCODE = 'insufficient_privilege';
  END IF;
  DELETE FROM search.worker d WHERE (gone IS NULL OR d.id = ANY (gone))
    AND NOT EXISTS (SELECT FROM public.person p WHERE p.county = d.county AND p.id = d.id AND p.erased_on IS NULL);
  GET DIAGNOSTICS removed = ROW_COUNT;
  RETURN removed;
END $$;

-- drop_openings removes the documents of openings that are closed.
CREATE FUNCTION search.drop_openings() RETURNS bigint
LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog, pg_temp AS $$
DECLARE
  removed bigint;
BEGIN
  IF NOT access.writes_county() THEN
    RAISE EXCEPTION 'not this actor''s to write' USING ERRCODE = 'insufficient_privilege';
  END IF;
  DELETE FROM search.opening d USING public.opening o WHERE o.id = d.id AND o.closed_at IS NOT NULL;
  GET DIAGNOSTICS removed = ROW_COUNT;
  RETURN removed;
END $$;

-- find_workers answers a question in one go. Its first row counts: how many are
-- found, and the packed facets of all that would be found but for what was
-- picked on a facet, with what each fails (1 place, 2 trade) in its first
-- byte. A null asks for nothing; "asked" has the county's number in its words.
-- The rows after it are one page of hits. It uses the index whatever the
-- statistics say, and plans once a connection.
CREATE FUNCTION search.find_workers(
  asked tsquery, today date, at_place text, at_trade text, at_wage integer, born integer, held text[], own text[],
  after_score integer, after_id bigint, most integer, with_facets boolean
) RETURNS TABLE (found bigint, facets bytea, id bigint, score integer)
LANGUAGE plpgsql STABLE SECURITY DEFINER
SET search_path = pg_catalog, pg_temp SET plan_cache_mode = force_generic_plan SET enable_seqscan = off SET jit = off AS $$
#variable_conflict use_column
DECLARE
  c text := access.county();
  sight text[] := search.worker_scope();
  scoped tsquery := asked;
  unpicked boolean := at_place IS NULL AND at_trade IS NULL;
BEGIN
  IF sight IS NOT NULL THEN -- nobody's word where the office is closed or the association gone
    scoped := coalesce((SELECT string_agg(quote_literal(c || s), '|') FROM unnest(sight) AS s), quote_literal(c || '-'))::tsquery;
    scoped := CASE WHEN asked IS NULL THEN scoped ELSE scoped && asked END;
  END IF;
  scoped := coalesce(scoped, quote_literal(c || '*')::tsquery);
  RETURN QUERY
  WITH base AS MATERIALIZED (
    SELECT d.id, d.facet,
      CASE WHEN unpicked THEN 0 ELSE
        CASE WHEN at_place IS NULL OR at_place = ANY (d.places) THEN 0 ELSE 1 END
        + CASE WHEN at_trade IS NULL OR at_trade = ANY (d.groups) THEN 0 ELSE 2 END
      END AS fails,
      d.merit + CASE WHEN own IS NULL OR d.trades && own THEN 9500 WHEN d.groups && own THEN 8900 ELSE 7000 END AS score
    FROM search.worker d
    WHERE d.words @@ scoped AND d.county = c
      AND (at_wage IS NULL OR d.wage_min <= at_wage)
      AND (born IS NULL OR d.birth = born)
      AND (held IS NULL OR EXISTS (SELECT FROM unnest(d.certs, d.expires) AS h (code, until) WHERE h.code = ANY (held) AND h.until >= today))
  ), page AS (
    SELECT b.id, b.score FROM base b
    WHERE b.fails = 0 AND (after_id IS NULL OR b.score < after_score OR b.score = after_score AND b.id > after_id)
    ORDER BY b.score DESC, b.id LIMIT most
  )
  SELECT count(*) FILTER (WHERE b.fails = 0),
    CASE WHEN with_facets THEN string_agg(CASE b.fails WHEN 0 THEN b.facet ELSE set_byte(b.facet, 0, get_byte(b.facet, 0) + b.fails) END, ''::bytea) END,
    NULL::bigint, NULL::integer
  FROM base b
  UNION ALL
  (SELECT NULL, NULL, p.id, p.score FROM page p ORDER BY p.score DESC, p.id);
END $$;

-- Who is erased or goes is found no more from that moment, whoever forgets to
-- tell search of it.
CREATE FUNCTION search.forget_worker() RETURNS trigger
LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog, pg_temp AS $$
BEGIN
  DELETE FROM search.worker d WHERE d.county = OLD.county AND d.id = OLD.id;
  RETURN NULL;
END $$;

CREATE TRIGGER forget_gone AFTER DELETE ON person FOR EACH ROW EXECUTE FUNCTION search.forget_worker();
CREATE TRIGGER forget_erased AFTER UPDATE OF erased_on ON person FOR EACH ROW
  WHEN (OLD.erased_on IS NULL AND NEW.erased_on IS NOT NULL) EXECUTE FUNCTION search.forget_worker();

REVOKE ALL ON FUNCTION search.worker_scope, search.put_workers, search.drop_workers, search.drop_openings, search.find_workers, search.forget_worker FROM PUBLIC;
GRANT EXECUTE ON FUNCTION search.worker_scope, search.put_workers, search.drop_workers, search.drop_openings, search.find_workers TO laowu_service;
