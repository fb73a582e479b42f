-- The log of each author: entries in their places for good, and the newest head that was signed over them.
create table transparency.log (
  participant text collate "C" primary key,
  -- Entries that have a place.
  size bigint not null default 0 check (size >= 0),
  -- The newest head: how many entries it covers, the edge of its tree, and the note with its cosignatures.
  published bigint not null default 0 check (published >= 0 and published <= size),
  edge bytea[] not null default '{}',
  checkpoint bytea,
  -- The newest register page, the head that it is over, of how many entries, and signed when (epoch seconds).
  page bytea,
  page_checkpoint bytea,
  page_size bigint,
  page_iat bigint
);

create table transparency.entry (
  participant text collate "C" not null references transparency.log,
  index bigint not null check (index >= 0),
  statement_digest bytea not null check (octet_length(statement_digest) = 32),
  kind text collate "C" not null,
  slot bigint,
  entry bytea not null,
  primary key (participant, index),
  unique (participant, statement_digest)
);
create index entry_by_slot on transparency.entry (participant, slot) where slot is not null;

do $$
declare
  kept regclass;
begin
  foreach kept in array array['transparency.log', 'transparency.entry']::regclass[] loop
    execute format('alter table %s enable row level security', kept);
    execute format(
      'create policy own on %s to openkp_app using (participant = (select platform.participant()))
       with check (participant = (select platform.participant()))', kept);
    execute format('grant select on %s to openkp_app', kept);
  end loop;
end $$;
