-- How engines with a copy of their own hear of what the outbox holds, and what
-- became of it. The indexer (matching/index) acts as an admin; it alone reads
-- here, through the functions below.

-- An engine that is in use, or was within the last week: notes wait for it. One
-- that was away for longer is forgotten and built anew when it comes back.
CREATE TABLE search.engine (
  name     text PRIMARY KEY,
  seen_at  timestamptz NOT NULL,
  built_at timestamptz, -- null: its copy was never made
  openings bigint NOT NULL DEFAULT 0,
  workers  bigint NOT NULL DEFAULT 0,
  seconds  double precision NOT NULL DEFAULT 0
);

-- Documents that an engine does not take. Why is the engine's own reason, which
-- says nothing of what the document says.
CREATE TABLE search.refused (
  engine text NOT NULL REFERENCES search.engine (name) ON DELETE CASCADE,
  kind   text NOT NULL CHECK (kind IN ('opening', 'worker')),
  record bigint NOT NULL,
  county text NOT NULL,
  why    text NOT NULL,
  since  timestamptz NOT NULL,
  PRIMARY KEY (engine, kind, county, record)
);

ALTER TABLE search.engine ENABLE ROW LEVEL SECURITY;
ALTER TABLE search.refused ENABLE ROW LEVEL SECURITY;

-- note_enterprises notes the openings of enterprises whose record changed, those
-- that other counties keep among them, whose documents name them too.
CREATE FUNCTION search.note_enterprises(ids bigint[]) RETURNS void
LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog, pg_temp AS $$
BEGIN
  PERFORM search.note_changed('opening', ARRAY (SELECT o.id FROM public.opening o WHERE o.enterprise = ANY (ids) AND o.closed_at IS NULL));
END $$;

-- indexes says that the indexer asks, who is nobody but an admin.
CREATE FUNCTION search.indexes() RETURNS void
LANGUAGE plpgsql STABLE SET search_path = pg_catalog, pg_temp AS $$
BEGIN
  IF current_setting('laowu.role', true) IS DISTINCT FROM 'admin' THEN
    RAISE EXCEPTION 'not the indexer' USING ERRCODE = 'insufficient_privilege';
  END IF;
END $$;

-- use_engine says that an engine is in use at a time, and returns whether its
-- copy was ever made. Engines unseen since the older time are forgotten, with the
-- notes that waited for them alone.
CREATE FUNCTION search.use_engine(engine text, at timestamptz, older timestamptz) RETURNS boolean
LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog, pg_temp AS $$
DECLARE
  built boolean;
BEGIN
  PERFORM search.indexes();
  DELETE FROM search.engine e WHERE e.seen_at < older AND e.name <> engine;
  INSERT INTO search.engine AS e (name, seen_at) VALUES (engine, at)
  ON CONFLICT (name) DO UPDATE SET seen_at = greatest(e.seen_at, excluded.seen_at),
    built_at = CASE WHEN e.seen_at < older THEN NULL ELSE e.built_at END
  RETURNING e.built_at IS NOT NULL INTO built;
  DELETE FROM search.outbox o WHERE o.delivered @> ARRAY (SELECT e.name FROM search.engine e);
  RETURN built;
END $$;

-- waiting are the oldest notes that an engine has not heard of, with at most so
-- many records, but one note at least.
CREATE FUNCTION search.waiting(engine text, most integer) RETURNS TABLE (seq bigint, county text, kind text, records bigint[])
LANGUAGE plpgsql STABLE SECURITY DEFINER SET search_path = pg_catalog, pg_temp AS $$
BEGIN
  PERFORM search.indexes();
  RETURN QUERY SELECT w.seq, w.county, w.kind, w.records FROM (
    SELECT o.seq, o.county, o.kind, o.records, sum(cardinality(o.records)) OVER (ORDER BY o.seq) - cardinality(o.records) AS before
    FROM (SELECT * FROM search.outbox x WHERE NOT engine = ANY (x.delivered)
      ORDER BY x.seq LIMIT most) o) w
  WHERE w.before < most ORDER BY w.seq;
END $$;

-- delivered says that an engine has heard of notes, which go once all engines in
-- use have; which of the records it refused, and that it took all others.
CREATE FUNCTION search.delivered(engine text, seqs bigint[], of_county text[], of_kind text[], record bigint[], why text[], at timestamptz) RETURNS void
LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog, pg_temp AS $$
BEGIN
  PERFORM search.indexes();
  IF EXISTS (SELECT FROM search.refused r WHERE r.engine = delivered.engine) THEN
    DELETE FROM search.refused r USING search.outbox o
    WHERE r.engine = delivered.engine AND o.seq = ANY (seqs) AND r.kind = o.kind AND r.county = o.county AND r.record = ANY (o.records);
  END IF;
  PERFORM search.refuse(engine, of_county, of_kind, record, why, at);
  UPDATE search.outbox o SET delivered = o.delivered || engine WHERE o.seq = ANY (seqs) AND NOT engine = ANY (o.delivered);
  DELETE FROM search.outbox o WHERE o.seq = ANY (seqs) AND o.delivered @> ARRAY (SELECT e.name FROM search.engine e);
END $$;

-- refuse writes down what an engine does not take.
CREATE FUNCTION search.refuse(engine text, of_county text[], of_kind text[], record bigint[], why text[], at timestamptz) RETURNS void
LANGUAGE sql SET search_path = pg_catalog, pg_temp AS $$
  INSERT INTO search.refused AS r (engine, kind, record, county, why, since)
  SELECT engine, n.kind, n.record, n.county, n.why, at FROM unnest(of_county, of_kind, record, why) AS n (county, kind, record, why)
  ON CONFLICT (engine, kind, county, record) DO UPDATE SET why = excluded.why
$$;

-- built says that an engine's copy was made anew: of what it holds, and what it
-- refused; all other refusals are past.
CREATE FUNCTION search.built(engine text, openings bigint, workers bigint, seconds double precision,
  of_county text[], of_kind text[], record bigint[], why text[], at timestamptz) RETURNS void
LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog, pg_temp AS $$
BEGIN
  PERFORM search.indexes();
  UPDATE search.engine e SET built_at = at, openings = built.openings, workers = built.workers, seconds = built.seconds WHERE e.name = engine;
  DELETE FROM search.refused r WHERE r.engine = built.engine;
  PERFORM search.refuse(engine, of_county, of_kind, record, why, at);
END $$;

-- counties are those that keep openings or people.
CREATE FUNCTION search.counties() RETURNS SETOF text
LANGUAGE plpgsql STABLE SECURITY DEFINER SET search_path = pg_catalog, pg_temp AS $$
BEGIN
  PERFORM search.indexes();
  -- From one to the next by the key, however many people there are.
  RETURN QUERY WITH RECURSIVE homes AS (
      SELECT min(p.county) AS county FROM public.person p
      UNION ALL SELECT (SELECT min(p.county) FROM public.person p WHERE p.county > h.county) FROM homes h WHERE h.county IS NOT NULL)
    SELECT h.county FROM homes h WHERE h.county IS NOT NULL UNION SELECT o.county FROM public.opening o ORDER BY 1;
END $$;

-- lag is how far each engine in use is behind. It says no number of a record and
-- is for everybody.
CREATE FUNCTION search.lag(at timestamptz) RETURNS TABLE (
  engine text, waiting bigint, age double precision, refused bigint, built_at timestamptz, openings bigint, workers bigint, seconds double precision
) LANGUAGE sql STABLE SECURITY DEFINER SET search_path = pg_catalog, pg_temp AS $$
  SELECT e.name, coalesce(w.records, 0)::bigint, coalesce(greatest(extract(epoch FROM at - w.oldest), 0), 0)::double precision,
    (SELECT count(*) FROM search.refused r WHERE r.engine = e.name), e.built_at, e.openings, e.workers, e.seconds
  FROM search.engine e, LATERAL (
    SELECT sum(cardinality(o.records)) AS records, min(o.noted) AS oldest FROM search.outbox o WHERE NOT e.name = ANY (o.delivered)) w
  ORDER BY e.name
$$;

-- refusals are the county's own documents that engines do not take, for its admin.
CREATE FUNCTION search.refusals() RETURNS TABLE (engine text, kind text, record bigint, why text, since timestamptz)
LANGUAGE plpgsql STABLE SECURITY DEFINER SET search_path = pg_catalog, pg_temp AS $$
BEGIN
  PERFORM search.indexes();
  RETURN QUERY SELECT r.engine, r.kind, r.record, r.why, r.since FROM search.refused r
    WHERE r.county = current_setting('laowu.county', true) ORDER BY r.since DESC, r.engine, r.kind, r.record LIMIT 200;
END $$;

REVOKE ALL ON FUNCTION search.note_enterprises, search.indexes, search.use_engine, search.waiting, search.delivered, search.refuse, search.built, search.counties,
  search.lag, search.refusals FROM PUBLIC;
GRANT EXECUTE ON FUNCTION search.note_enterprises, search.use_engine, search.waiting, search.delivered, search.built, search.counties, search.lag, search.refusals
  TO laowu_service;
