-- Which lists of officers the signer had (src/access/adapters/signing-lists.ts): an older one that is put back
-- is seen. Added to and never changed.
create table access.signing_list (
  participant text collate "C" not null,
  version int not null check (version >= 1),
  digest text collate "C" not null check (digest ~ '^[0-9a-f]{64}$'),
  -- Ids of accounts, no names.
  officers text[] not null,
  seen_at timestamptz not null,
  primary key (participant, version, digest)
);

grant select, insert on access.signing_list to openkp_app;
alter table access.signing_list enable row level security;
create policy own on access.signing_list to openkp_app using (participant = (select platform.participant()))
  with check (participant = (select platform.participant()));
