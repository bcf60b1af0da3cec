-- What search has yet to hear: notes of changed records, written in the
-- transaction that changed them. What a note names is read anew when it is told,
-- so that several changes of a record are told once and in any order. A note
-- names many records: what an import of 57,450 people changed is 58 rows and not
-- as many as people. County is the one that keeps the records, whoever changed
-- them, for its admin sees them for certain. Delivered are the engines that have
-- heard of the note: a number is given before its transaction is visible, so no
-- engine remembers a position. Like search tables it has no grants; it is written
-- through the function below. Numbers of people say nothing of them, and a record
-- that is gone is told of too, so no key leads to the records.
CREATE TABLE search.outbox (
  seq       bigint      PRIMARY KEY GENERATED ALWAYS AS IDENTITY,
  county    text        NOT NULL,
  kind      text        NOT NULL CHECK (kind IN ('opening', 'worker')),
  records   bigint[]    NOT NULL,
  delivered text[]      NOT NULL DEFAULT '{}',
  noted     timestamptz NOT NULL DEFAULT clock_timestamp()
);

ALTER TABLE search.outbox ENABLE ROW LEVEL SECURITY;

-- note_changed is called by whoever changes an opening, an enterprise's name,
-- or what is known of a worker. It names records and says nothing of them: any
-- actor may, for his own county. Whoever waits for a note is woken.
CREATE FUNCTION search.note_changed(of_kind text, ids bigint[]) RETURNS void
LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog, pg_temp AS $$
DECLARE
  c text := current_setting('laowu.county', true);
BEGIN
  IF c IS NULL OR c !~ '^[0-9]{6}$' THEN
    RAISE EXCEPTION 'nobody has said who changes' USING ERRCODE = 'insufficient_privilege';
  END IF;
  IF coalesce(cardinality(array_remove(ids, NULL)), 0) = 0 THEN
    RETURN;
  END IF;
  IF of_kind = 'opening' THEN
    INSERT INTO search.outbox (county, kind, records)
    SELECT n.county, of_kind, array_agg(n.id ORDER BY n.id) FROM (
      SELECT k.id, coalesce(o.county, c) AS county, (row_number() OVER (PARTITION BY coalesce(o.county, c) ORDER BY k.id) - 1) / 1000 AS part
      FROM (SELECT DISTINCT u AS id FROM unnest(ids) u WHERE u IS NOT NULL) k LEFT JOIN public.opening o ON o.id = k.id) n
    GROUP BY n.county, n.part;
  ELSE
    -- In slices, not by a window: a whole county in an import costs little.
    ids := ARRAY (SELECT DISTINCT u FROM unnest(ids) u WHERE u IS NOT NULL ORDER BY 1);
    FOR i IN 0 .. (cardinality(ids) - 1) / 1000 LOOP
      INSERT INTO search.outbox (county, kind, records) VALUES (c, of_kind, ids[i * 1000 + 1 : (i + 1) * 1000]);
    END LOOP;
  END IF;
  PERFORM pg_notify('laowu_search', '');
END $$;

REVOKE ALL ON FUNCTION search.note_changed FROM PUBLIC;
GRANT EXECUTE ON FUNCTION search.note_changed TO laowu_service;
