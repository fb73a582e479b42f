-- What the cards of both officers signed (src/certificates/kept-card.ts); null where none was asked.
alter table certificates.certificate
  add column issue_card jsonb,
  add column validate_card jsonb;

-- Whose card is whose: an officer names the own one, and a second approves it.
create table certificates.card (
  participant text collate "C" not null,
  -- SHA-256 of the certificate.
  fingerprint text collate "C" not null check (fingerprint ~ '^[0-9a-f]{64}$'),
  officer_id uuid not null,
  officer_name text not null,
  subject text not null,
  issuer text not null,
  serial text not null,
  not_after timestamptz not null,
  registered_at timestamptz not null,
  ended_at timestamptz check (ended_at >= registered_at),
  ended_by uuid,
  primary key (participant, fingerprint),
  check ((ended_at is null) = (ended_by is null))
);

grant select, insert, update on certificates.card to openkp_app;
alter table certificates.card enable row level security;
create policy own on certificates.card to openkp_app using (participant = (select platform.participant()))
  with check (participant = (select platform.participant()));
