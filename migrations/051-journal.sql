-- Who did what to what, when and from where. An act writes its entry in its own transaction, without
-- waiting for any other (pending); within a second the entries of each Participant are put in their order
-- and chained by SHA-256 (src/access/journal.ts). The chain is added to and never changed.
create table access.journal_pending (
  participant text collate "C" not null,
  id bigint generated always as identity,
  entry bytea not null,
  primary key (participant, id)
);

create table access.journal (
  participant text collate "C" not null,
  seq bigint not null check (seq > 0),
  -- Searched. What counts is the entry.
  at timestamptz not null,
  officer_id text collate "C",
  act text collate "C" not null,
  thing text collate "C" not null,
  -- Null once it is older than the profile keeps it: the chain stands on the digest.
  entry bytea,
  digest bytea not null check (octet_length(digest) = 32),
  hash bytea not null check (octet_length(hash) = 32),
  primary key (participant, seq)
);
create index journal_at on access.journal (participant, at);
create index journal_of_officer on access.journal (participant, officer_id, seq);
create index journal_of_thing on access.journal (participant, thing, seq);

-- The end of the chain as it was signed, once a day.
create table access.journal_head (
  participant text collate "C" not null,
  day date not null,
  seq bigint not null,
  hash bytea not null check (octet_length(hash) = 32),
  statement bytea not null,
  primary key (participant, day)
);

grant insert on access.journal_pending to openkp_app;
grant select on access.journal, access.journal_head to openkp_app;

do $$
declare
  kept regclass;
begin
  foreach kept in array array['access.journal_pending', 'access.journal', 'access.journal_head']::regclass[] loop
    execute format('alter table %s enable row level security', kept);
    execute format(
      'create policy own on %s to openkp_app using (participant = (select platform.participant()))
       with check (participant = (select platform.participant()))', kept);
  end loop;
end $$;
