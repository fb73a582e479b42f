-- What is decided and waits for its signature while the signer is away, in its order: one queue for every kind.
create table certificates.awaiting (
  participant text collate "C" not null,
  id bigint generated always as identity,
  number text collate "C" not null,
  -- A kind of statement, or the status that a `certificate-status` says.
  what text collate "C" not null,
  since timestamptz not null,
  -- All that is to be signed, closed with the dossier key; null for a certificate, which keeps its own claims.
  sealed bytea,
  -- Why the signer refused it the last time; null where it was only away.
  refused jsonb,
  primary key (participant, id),
  check ((what = 'certificate') = (sealed is null))
);
create index awaiting_number on certificates.awaiting (participant, number);
create unique index awaiting_certificate on certificates.awaiting (participant, number) where what = 'certificate';

grant select, insert, update, delete on certificates.awaiting to openkp_app;
alter table certificates.awaiting enable row level security;
create policy own on certificates.awaiting to openkp_app using (participant = (select platform.participant()))
  with check (participant = (select platform.participant()));

insert into certificates.awaiting (participant, number, what, since, refused)
select participant, number, 'certificate', validated_at, sign_refused
from certificates.certificate where state = 'awaiting_signature' order by validated_at, number;
alter table certificates.certificate drop column sign_refused;
