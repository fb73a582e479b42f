-- Entries of signed statements that wait for the sequencer of their author's log, written in the
-- transaction of their cause from the first certificate on. One statement has one entry.
create schema transparency;

create table transparency.pending_entry (
  participant text collate "C" not null,
  statement_digest bytea not null check (octet_length(statement_digest) = 32),
  kind text collate "C" not null,
  slot bigint,
  entry bytea not null,
  queued_at timestamptz not null default now(),
  primary key (participant, statement_digest)
);
create index pending_entry_in_order on transparency.pending_entry (participant, queued_at);
