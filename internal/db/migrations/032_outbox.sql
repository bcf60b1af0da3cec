-- What the search index has yet to hear: one row a changed record, written in
-- the transaction that changed it. What a row names is read anew when it is
-- told, so that several changes of a record are told once and in any order.
-- Like search tables it has no grants; it is written through the function
-- below. Numbers of people say nothing of them, and a record that is gone is
-- told of too, so no key leads to the records.
CREATE TABLE search.outbox (
  seq    bigint      PRIMARY KEY GENERATED ALWAYS AS IDENTITY,
  county text        NOT NULL,
  kind   text        NOT NULL CHECK (kind IN ('opening', 'worker')),
  record bigint      NOT NULL,
  noted  timestamptz NOT NULL DEFAULT clock_timestamp()
);

-- note_changed is called by whoever changes an opening, an enterprise's name,
-- or what is known of a worker. It names records and reads nothing of them:
-- any actor may, for his own county.
CREATE FUNCTION search.note_changed(of_kind text, ids bigint[]) RETURNS void
LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog, pg_temp AS $$
DECLARE
  c text := current_setting('laowu.county', true);
BEGIN
  IF c IS NULL OR c !~ '^[0-9]{6}$' THEN
    RAISE EXCEPTION 'nobody has said who changes' USING ERRCODE = 'insufficient_privilege';
  END IF;
  INSERT INTO search.outbox (county, kind, record) SELECT DISTINCT c, of_kind, r FROM unnest(ids) AS r;
END $$;

REVOKE ALL ON FUNCTION search.note_changed FROM PUBLIC;
GRANT EXECUTE ON FUNCTION search.note_changed TO laowu_service;
