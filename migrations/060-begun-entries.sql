-- What is done to accounts is done by several commits, not all of them ours: its entry is begun before the
-- first of them, as one whose outcome is not known, and completed after the last. Null is complete. What is
-- begun and not completed within a minute is chained as it stands: the program ended in between.
alter table access.journal_pending add column begun_at timestamptz;
