-- People in search: a document each, of codes alone. No name, no number, no
-- words of anybody's. As search.opening it has no grants: it is read and
-- written through the functions below, which keep to the asking county and to
-- whom the asker may see.

-- "codes" are what he is found and counted by, a kind's letter before each: n: his
-- trades, t: they and all groups above them, p: the prefectures and counties
-- that he wishes for or lives in, w: all other places likewise, b: his year of
-- birth, m: the wage he wishes, in ten digits, f: 1 free, 2 ready for work, 3 open
-- to an offer, 4 helped first, y: trades that he wishes, with their groups, h: certificates, expired or not; and in capitals,
-- as search.worker_scope() has it, who sees him: A: an association, T: a township,
-- P: a station's place. "certs" are the kinds of certificates that he holds, with
-- the last day of each.
CREATE TABLE search.worker (
  county    text   NOT NULL CHECK (county ~ '^[0-9]{6}$'),
  id        bigint NOT NULL,
  codes     text[] NOT NULL,
  certs     text[] NOT NULL,
  expires   date[] NOT NULL,
  first_end date, -- of the days in expires; null where none has one
  PRIMARY KEY (county, id)
);

CREATE INDEX worker_first_end ON search.worker (county, first_end) WHERE first_end IS NOT NULL;

-- Who has a code, a bit each: 8,192 numbers of people are a block. A question is
-- answered by these alone: it joins some of them and counts the bits, and so takes
-- as long for many people as for few. c: stands for certificates, and * for
-- everybody. The letter is "kind".
CREATE TABLE search.worker_map (
  county text      NOT NULL,
  block  bigint    NOT NULL, -- the first number of it by 8192
  kind   text      COLLATE "C" NOT NULL,
  code   text      COLLATE "C" NOT NULL,
  bits   bit(8192) NOT NULL,
  PRIMARY KEY (county, block, kind, code)
);

-- A row has to fit beside others on a page, and stay where it is when it changes.
ALTER TABLE search.worker_map ALTER bits SET STORAGE PLAIN;
ALTER TABLE search.worker_map SET (fillfactor = 75);

CREATE INDEX worker_block ON search.worker_map (county, block) WHERE kind = '*';

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

-- bit_of is somebody's bit in his block.
CREATE FUNCTION search.bit_of(person bigint) RETURNS bit LANGUAGE sql IMMUTABLE STRICT PARALLEL SAFE
RETURN set_bit(0::bit(8192), (person % 8192)::integer, 1);

-- lock_blocks lets one at a time change who has which codes.
CREATE FUNCTION search.lock_blocks(of_county text, ids bigint[]) RETURNS void
LANGUAGE plpgsql SET search_path = pg_catalog, pg_temp AS $$
BEGIN
  INSERT INTO search.worker_map SELECT DISTINCT of_county, i / 8192, '*', '', 0::bit(8192) FROM unnest(ids) i ORDER BY 2 ON CONFLICT DO NOTHING;
  PERFORM FROM search.worker_map m WHERE m.county = of_county AND m.kind = '*' AND m.block IN (SELECT i / 8192 FROM unnest(ids) i)
    ORDER BY m.block FOR UPDATE;
END $$;

-- clear_workers takes people out of the maps.
CREATE FUNCTION search.clear_workers(of_county text, ids bigint[]) RETURNS void
LANGUAGE plpgsql SET search_path = pg_catalog, pg_temp SET enable_seqscan = off AS $$
BEGIN
  UPDATE search.worker_map m SET bits = m.bits & ~g.bits
  FROM (SELECT i / 8192 AS block, bit_or(search.bit_of(i)) AS bits FROM unnest(ids) i GROUP BY 1) g
  WHERE m.county = of_county AND m.block = g.block AND bit_count(m.bits & g.bits) > 0;
END $$;

-- forget_workers removes the documents of people of the actor's county who were
-- erased or went, within the change that did it.
CREATE FUNCTION search.forget_workers(gone bigint[]) RETURNS bigint
LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog, pg_temp AS $$
DECLARE
  c text := access.county();
  had bigint[];
BEGIN
  IF c IS NULL THEN
    RAISE EXCEPTION 'nobody has said who changes' USING ERRCODE = 'insufficient_privilege';
  END IF;
  had := ARRAY (SELECT d.id FROM search.worker d WHERE d.county = c AND d.id = ANY (gone)
    AND NOT EXISTS (SELECT FROM public.person p WHERE p.county = c AND p.id = d.id AND p.erased_on IS NULL));
  IF cardinality(had) > 0 THEN
    PERFORM search.lock_blocks(c, had);
    DELETE FROM search.worker d WHERE d.county = c AND d.id = ANY (had);
    PERFORM search.clear_workers(c, had);
  END IF;
  RETURN cardinality(had);
END $$;

-- put_workers writes documents, one of each array a person; lists within are
-- joined by spaces. The maps of the same people come beside them. Those of
-- "changed" that it is given none for lose theirs. Who was erased or is not on
-- record gets none, whatever is given. It returns how many documents changed.
CREATE FUNCTION search.put_workers(
  changed bigint[], ids bigint[], codes text[], certs text[], expires text[],
  blocks bigint[], kinds text[], of_code text[], bits bit varying[]
) RETURNS bigint LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog, pg_temp SET enable_seqscan = off AS $$
DECLARE
  c text := access.county();
  written bigint[];
  removed bigint[];
BEGIN
  IF c IS NULL OR NOT access.writes_county() THEN
    RAISE EXCEPTION 'not this actor''s to write' USING ERRCODE = 'insufficient_privilege';
  END IF;
  PERFORM search.lock_blocks(c, changed || ids);
  WITH gone AS (
    DELETE FROM search.worker d WHERE d.county = c AND d.id = ANY (changed) AND NOT (d.id = ANY (coalesce(ids, '{}'))) RETURNING d.id)
  SELECT array_agg(g.id) INTO removed FROM gone g;
  WITH put AS (
    INSERT INTO search.worker AS d
    SELECT c, n.id, string_to_array(n.codes, ' '), string_to_array(n.certs, ' '), n.until, (SELECT nullif(min(u), 'infinity') FROM unnest(n.until) u)
    FROM (SELECT x.id, x.codes, x.certs, string_to_array(x.expires, ' ')::date[] AS until
      FROM unnest(ids, codes, certs, expires) AS x (id, codes, certs, expires)) n
    JOIN public.person p ON p.county = c AND p.id = n.id AND p.erased_on IS NULL
    ON CONFLICT (county, id) DO UPDATE SET (codes, certs, expires, first_end) = ROW (excluded.codes, excluded.certs, excluded.expires, excluded.first_end)
    WHERE (d.codes, d.certs, d.expires) IS DISTINCT FROM (excluded.codes, excluded.certs, excluded.expires)
    RETURNING d.id)
  SELECT array_agg(p.id) INTO written FROM put p;
  IF written IS NULL AND removed IS NULL THEN
    RETURN 0;
  END IF;
  PERFORM search.clear_workers(c, coalesce(written, '{}') || coalesce(removed, '{}'));
  INSERT INTO search.worker_map AS m
  SELECT c, n.block, n.kind, n.code, n.bits::bit(8192) & w.bits
  FROM unnest(blocks, kinds, of_code, bits) AS n (block, kind, code, bits)
  JOIN (SELECT i / 8192 AS block, bit_or(search.bit_of(i)) AS bits FROM unnest(written) i GROUP BY 1) w ON w.block = n.block
  WHERE bit_count(n.bits::bit(8192) & w.bits) > 0
  ON CONFLICT (county, block, kind, code) DO UPDATE SET bits = m.bits | excluded.bits;
  RETURN coalesce(cardinality(written), 0) + coalesce(cardinality(removed), 0);
END $$;

-- drop_workers removes the documents of people who are erased or not on record
-- any more, of whatever county: null asks for all.
CREATE FUNCTION search.drop_workers(gone bigint[]) RETURNS bigint
LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog, pg_temp AS $$
DECLARE
  g record;
  removed bigint := 0;
BEGIN
  IF NOT access.writes_county() THEN
    RAISE EXCEPTION 'not this actor''s to write' USING ERRCODE = 'insufficient_privilege';
  END IF;
  FOR g IN SELECT d.county, array_agg(d.id) AS ids FROM search.worker d WHERE (gone IS NULL OR d.id = ANY (gone))
      AND NOT EXISTS (SELECT FROM public.person p WHERE p.county = d.county AND p.id = d.id AND p.erased_on IS NULL)
      GROUP BY d.county ORDER BY d.county LOOP
    PERFORM search.lock_blocks(g.county, g.ids);
    DELETE FROM search.worker d WHERE d.county = g.county AND d.id = ANY (g.ids);
    PERFORM search.clear_workers(g.county, g.ids);
    removed := removed + cardinality(g.ids);
  END LOOP;
  DELETE FROM search.worker_map m WHERE gone IS NULL AND m.kind <> '*' AND bit_count(m.bits) = 0;
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

-- find_workers answers a question, which is a list of ranges of codes: of each
-- group below 900 a person has one at least. Group 100 is what was picked on the
-- facet of places and 101 on that of trades: each is counted without it. Groups
-- from 900 on find nobody and are only told of. The first rows are blocks: who is
-- found in each, and who has the codes of the groups from 900 on; the rows after
-- them facets. Bits come as bytes, for a list of bit strings is sent as text. A certificate that ended before today is not held. It uses the
-- index whatever the statistics say, plans once a connection, and by itself: to
-- start others takes ten times as long as the question.
CREATE FUNCTION search.find_workers(
  today date, groups integer[], kinds text[], lows text[], highs text[], named bigint[], with_facets boolean
) RETURNS TABLE (block bigint, found bytea, told integer[], tells bytea[], facet text, value text, people bigint)
LANGUAGE plpgsql STABLE SECURITY DEFINER
SET search_path = pg_catalog, pg_temp SET plan_cache_mode = force_generic_plan SET enable_seqscan = off SET enable_bitmapscan = off
SET enable_hashjoin = off SET enable_mergejoin = off SET jit = off SET max_parallel_workers_per_gather = 0 AS $$
#variable_conflict use_column
DECLARE
  c text := access.county();
  sight text[] := search.worker_scope();
  asked integer := (SELECT count(DISTINCT g) FROM unnest(groups) g WHERE g < 900)::integer + 1
    + CASE WHEN sight IS NULL THEN 0 ELSE 1 END + CASE WHEN named IS NULL THEN 0 ELSE 1 END;
  placed boolean := 100 = ANY (groups);
  traded boolean := 101 = ANY (groups);
  ended boolean := EXISTS (SELECT FROM search.worker d WHERE d.county = c AND d.first_end < today);
BEGIN
  RETURN QUERY
  WITH blocks AS MATERIALIZED (
    SELECT m.block, m.bits FROM search.worker_map m
    WHERE m.county = c AND m.kind = '*' AND (named IS NULL OR m.block IN (SELECT n / 8192 FROM unnest(named) n))
  ), ends AS MATERIALIZED (
    SELECT d.id / 8192 AS block, h.code, bit_or(search.bit_of(d.id)) AS bits
    FROM search.worker d, unnest(d.certs, d.expires) AS h (code, until)
    WHERE ended AND d.county = c AND d.first_end < today AND h.until < today GROUP BY 1, 2
  ), wants AS (
    SELECT * FROM unnest(groups, kinds, lows, highs) AS w (grp, kind, low, high)
    UNION ALL SELECT 200, split_part(s, ':', 1), split_part(s, ':', 2), split_part(s, ':', 2) FROM unnest(sight) s
  ), sets AS (
    SELECT b.block, 0 AS grp, b.bits FROM blocks b
    UNION ALL SELECT n / 8192, 201, bit_or(search.bit_of(n)) FROM unnest(named) n GROUP BY 1
    UNION ALL SELECT q.block, q.grp, bit_or(CASE WHEN e.bits IS NULL THEN m.bits ELSE m.bits & ~e.bits END)
      FROM (SELECT b.block, w.* FROM blocks b CROSS JOIN wants w OFFSET 0) q
      CROSS JOIN LATERAL ( -- each code by the key; joined otherwise, the whole map is read
        SELECT m.code, m.bits FROM search.worker_map m
        WHERE m.county = c AND m.block = q.block AND m.kind = q.kind AND m.code BETWEEN q.low AND q.high OFFSET 0) m
      LEFT JOIN ends e ON q.kind = 'c' AND e.block = q.block AND e.code = m.code
      GROUP BY 1, 2
  ), joined AS MATERIALIZED (
    SELECT s.block, (count(*) FILTER (WHERE s.grp < 900))::integer AS n, bit_and(s.bits) FILTER (WHERE s.grp < 900) AS found,
      CASE WHEN placed THEN (count(*) FILTER (WHERE s.grp < 900 AND s.grp <> 100))::integer END AS n_place,
      CASE WHEN placed THEN bit_and(s.bits) FILTER (WHERE s.grp < 900 AND s.grp <> 100) END AS by_place,
      CASE WHEN traded THEN (count(*) FILTER (WHERE s.grp < 900 AND s.grp <> 101))::integer END AS n_trade,
      CASE WHEN traded THEN bit_and(s.bits) FILTER (WHERE s.grp < 900 AND s.grp <> 101) END AS by_trade,
      array_agg(s.grp) FILTER (WHERE s.grp >= 900) AS told, array_agg(substr(bit_send(s.bits), 5)) FILTER (WHERE s.grp >= 900) AS tells
    FROM sets s GROUP BY s.block
  ), based AS MATERIALIZED (
    SELECT k.block, k.kind, k.bits FROM (
      SELECT j.block, f.kind, CASE f.kind
          WHEN 'p' THEN CASE WHEN NOT placed THEN CASE WHEN j.n = asked THEN j.found END WHEN j.n_place = asked - 1 THEN j.by_place END
          WHEN 't' THEN CASE WHEN NOT traded THEN CASE WHEN j.n = asked THEN j.found END WHEN j.n_trade = asked - 1 THEN j.by_trade END
          ELSE CASE WHEN j.n = asked THEN j.found END END AS bits
      FROM joined j, (VALUES ('p'), ('t'), ('c'), ('f')) AS f (kind) WHERE with_facets) k
    WHERE bit_count(k.bits) > 0
  )
  SELECT j.block, substr(bit_send(j.found), 5), j.told, j.tells, NULL, NULL, NULL::bigint FROM joined j WHERE j.n = asked AND bit_count(j.found) > 0
  UNION ALL
  SELECT NULL, NULL, NULL, NULL, k.kind, k.code, sum(k.people)::bigint FROM (
    SELECT m.kind, m.code, CASE WHEN e.bits IS NULL THEN bit_count(m.bits & k.bits) ELSE bit_count(m.bits & k.bits & ~e.bits) END AS people
    FROM based k JOIN search.worker_map m ON m.county = c AND m.block = k.block AND m.kind = k.kind
    LEFT JOIN ends e ON m.kind = 'c' AND e.block = m.block AND e.code = m.code OFFSET 0) k -- counted before they are sorted
  WHERE k.people > 0 GROUP BY k.kind, k.code;
END $$;

REVOKE ALL ON FUNCTION search.worker_scope, search.bit_of, search.lock_blocks, search.clear_workers, search.forget_workers, search.put_workers,
  search.drop_workers, search.drop_openings, search.find_workers FROM PUBLIC;
GRANT EXECUTE ON FUNCTION search.worker_scope, search.forget_workers, search.put_workers, search.drop_workers, search.drop_openings, search.find_workers TO laowu_service;
