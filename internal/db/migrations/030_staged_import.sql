-- Imports that are looked at before they are written. A draft is an import in
-- state draft: its files are kept as any import's, it is read as it will be
-- written and rolled back, and what that found stands here: numbers of rows and
-- reasons, never what a cell said.

-- digest is the keyed digest of all files of a draft. Of two that send the same
-- files at once, one wins.
ALTER TABLE import ADD COLUMN digest bytea;
CREATE UNIQUE INDEX import_open ON import (county, role, organisation, digest) NULLS NOT DISTINCT
  WHERE state IN ('draft', 'queued') AND digest IS NOT NULL;
CREATE INDEX import_file_digest ON import_file (county, sha256);

-- revision counts the changes of kind, columns and cells, counted is the one that
-- the last whole preview read (0: none that still holds). choices are the kinds
-- that fit equally well, where the file does not tell its kind. step, done and
-- total are how far the work has come; another transaction than the work's own
-- writes them.
CREATE TABLE import_draft (
  county     text        NOT NULL,
  import     bigint      NOT NULL,
  revision   integer     NOT NULL DEFAULT 1,
  counted    integer     NOT NULL DEFAULT 0,
  choices    text[]      NOT NULL DEFAULT '{}',
  failure    jsonb,
  step       text        NOT NULL DEFAULT 'waiting' CHECK (step IN ('waiting', 'reading', 'writing', 'ended')),
  done       integer     NOT NULL DEFAULT 0,
  total      integer     NOT NULL DEFAULT 0,
  changed_at timestamptz NOT NULL DEFAULT now(),
  PRIMARY KEY (county, import),
  FOREIGN KEY (county, import) REFERENCES import (county, id) ON DELETE CASCADE
);

-- Each sheet of a draft's files (numbers of both from 0): how it is read, and
-- which of its rows would do what. way: found by its headings; remembered from an
-- earlier choice; chosen in this draft; left_out by choice; passed over, as none
-- of the kind. fields are by column, '' where a column is passed over.
CREATE TABLE import_sheet (
  county    text      NOT NULL,
  import    bigint    NOT NULL,
  number    integer   NOT NULL,
  sheet     integer   NOT NULL,
  name      text      NOT NULL,
  way       text      NOT NULL CHECK (way IN ('found', 'remembered', 'chosen', 'left_out', 'passed')),
  hidden    boolean   NOT NULL DEFAULT false,
  first     integer   NOT NULL DEFAULT 0,
  last      integer   NOT NULL DEFAULT 0,
  headings  text[]    NOT NULL DEFAULT '{}',
  fields    text[]    NOT NULL DEFAULT '{}',
  skipped   jsonb     NOT NULL DEFAULT '[]',
  created   integer[] NOT NULL DEFAULT '{}',
  updated   integer[] NOT NULL DEFAULT '{}',
  unchanged integer[] NOT NULL DEFAULT '{}',
  conflict  integer[] NOT NULL DEFAULT '{}',
  error     integer[] NOT NULL DEFAULT '{}',
  PRIMARY KEY (county, import, number, sheet),
  FOREIGN KEY (county, import, number) REFERENCES import_file (county, import, number) ON DELETE CASCADE
);

-- What is wrong with a row. col is the column that is marked, -1 where the sheet
-- has none for the field.
CREATE TABLE import_problem (
  county   text     NOT NULL,
  import   bigint   NOT NULL,
  number   integer  NOT NULL,
  sheet    integer  NOT NULL,
  row      integer  NOT NULL,
  place    smallint NOT NULL,
  col      integer  NOT NULL,
  field    text     NOT NULL,
  severity text     NOT NULL CHECK (severity IN ('error', 'warning')),
  code     text     NOT NULL,
  message  text     NOT NULL,
  PRIMARY KEY (county, import, number, sheet, row, place),
  FOREIGN KEY (county, import, number) REFERENCES import_file (county, import, number) ON DELETE CASCADE
);

-- Cells that were mended before they are written; sealed, as the files are, and
-- gone with them.
CREATE TABLE import_mend (
  county text    NOT NULL,
  import bigint  NOT NULL,
  number integer NOT NULL,
  sheet  integer NOT NULL,
  row    integer NOT NULL,
  col    integer NOT NULL,
  sealed bytea   NOT NULL,
  PRIMARY KEY (county, import, number, sheet, row, col),
  FOREIGN KEY (county, import, number) REFERENCES import_file (county, import, number) ON DELETE CASCADE
);

-- Which column says what, as an organisation once chose for headings: organisation
-- is 0 for the county, signature the keyed digest of the headings. levels is 1 or 2
-- rows of headings.
CREATE TABLE import_mapping (
  county       text        NOT NULL CHECK (county ~ '^[0-9]{6}$'),
  role         text        NOT NULL,
  organisation bigint      NOT NULL,
  kind         text        NOT NULL,
  signature    bytea       NOT NULL,
  fields       text[]      NOT NULL,
  left_out     boolean     NOT NULL DEFAULT false,
  chosen_at    timestamptz NOT NULL DEFAULT now(),
  PRIMARY KEY (county, role, organisation, kind, signature)
);

DO $$
DECLARE t text;
BEGIN
  FOREACH t IN ARRAY '{import_draft,import_sheet,import_problem,import_mend}'::text[] LOOP
    EXECUTE format('ALTER TABLE public.%I ENABLE ROW LEVEL SECURITY', t);
    EXECUTE format($p$CREATE POLICY sees ON %1$I FOR SELECT TO laowu_service USING (
      county = (SELECT access.county()) AND EXISTS (SELECT FROM import i WHERE i.county = %1$I.county AND i.id = %1$I.import))$p$, t);
    EXECUTE format($p$CREATE POLICY enters ON %1$I FOR INSERT TO laowu_service WITH CHECK (
      county = (SELECT access.county()) AND (SELECT access.role() <> 'auditor')
      AND EXISTS (SELECT FROM import i WHERE i.county = %1$I.county AND i.id = %1$I.import))$p$, t);
    EXECUTE format($p$CREATE POLICY changes ON %1$I FOR UPDATE TO laowu_service USING (
      county = (SELECT access.county()) AND EXISTS (SELECT FROM import i WHERE i.county = %1$I.county AND i.id = %1$I.import))$p$, t);
    EXECUTE format($p$CREATE POLICY keeps ON %1$I AS RESTRICTIVE FOR UPDATE TO laowu_service USING ((SELECT access.role() <> 'auditor'))$p$, t);
    EXECUTE format($p$CREATE POLICY forgets ON %1$I FOR DELETE TO laowu_service USING (
      county = (SELECT access.county()) AND (SELECT access.role() <> 'auditor')
      AND EXISTS (SELECT FROM import i WHERE i.county = %1$I.county AND i.id = %1$I.import))$p$, t);
  END LOOP;
END $$;

-- What a mended cell says is for who works it, as the files are.
CREATE POLICY hides ON import_mend AS RESTRICTIVE FOR SELECT TO laowu_service USING ((SELECT access.role() <> 'auditor'));

-- Who drops a draft deletes its files at once.
CREATE POLICY drops ON import_file FOR DELETE TO laowu_service USING (
  county = (SELECT access.county()) AND (SELECT access.role() <> 'auditor')
  AND EXISTS (SELECT FROM import i WHERE i.county = import_file.county AND i.id = import_file.import AND i.state = 'dropped'));

ALTER TABLE import_mapping ENABLE ROW LEVEL SECURITY;
CREATE POLICY sees ON import_mapping FOR SELECT TO laowu_service USING (
  county = (SELECT access.county()) AND role = (SELECT access.role()) AND organisation = coalesce((SELECT access.organisation()), 0));
CREATE POLICY enters ON import_mapping FOR INSERT TO laowu_service WITH CHECK (
  county = (SELECT access.county()) AND (SELECT access.role() NOT IN ('nobody', 'worker', 'auditor'))
  AND role = (SELECT access.role()) AND organisation = coalesce((SELECT access.organisation()), 0));
CREATE POLICY changes ON import_mapping FOR UPDATE TO laowu_service USING (
  county = (SELECT access.county()) AND role = (SELECT access.role()) AND organisation = coalesce((SELECT access.organisation()), 0));
CREATE POLICY forgets ON import_mapping FOR DELETE TO laowu_service USING (
  county = (SELECT access.county()) AND role = (SELECT access.role()) AND organisation = coalesce((SELECT access.organisation()), 0));
