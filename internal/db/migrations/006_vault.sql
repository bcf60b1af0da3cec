-- The newest key that numbers were sealed with: a key file from before it was
-- made opens them no longer and is refused.
ALTER TABLE installation ADD COLUMN seal_key bigint;
