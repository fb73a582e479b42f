-- What was already answered, so that the same click twice is done once. The Participant stands first
-- in the key: answers of one are never seen by another, and leave with it.
create table platform.click (
  participant text collate "C" not null,
  officer text collate "C" not null,
  key text collate "C" not null,
  request_digest bytea not null,
  -- Both null only inside the transaction that is still working on the answer.
  status int,
  response jsonb,
  created_at timestamptz not null default now(),
  primary key (participant, officer, key),
  check (octet_length(request_digest) = 32),
  check (length(key) between 1 and 200)
);

-- Answers are forgotten after some days; see src/platform/click.ts.
create index click_created_at on platform.click (created_at);
