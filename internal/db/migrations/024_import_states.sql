-- An import that somebody sends through the pages is looked at first (draft),
-- then written (queued, done, failed), thrown away (dropped), or taken back
-- after it was done (undone).
ALTER TABLE import DROP CONSTRAINT import_state_check;
ALTER TABLE import ADD CONSTRAINT import_state_check
  CHECK (state IN ('draft', 'queued', 'done', 'failed', 'dropped', 'undone'));
