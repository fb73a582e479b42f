-- What the issuing officer answered to each check that said stop (src/certificates/despite.ts).
alter table certificates.certificate add column despite jsonb not null default '[]';

-- Looked at before every issue: does another application describe the same goods?
create index application_of_goods on certificates.application (participant, carats, usd, destination);

-- Which certificate was shown: a twin under the same number decides nothing (src/certificates/presentation.ts).
alter table certificates.presentation add column digest bytea check (octet_length(digest) = 32);

-- Whether a lost certificate is known to be stolen: its status says so abroad.
alter table certificates.certificate add column stolen boolean not null default false;

-- What the validating officer saw: photographs and documents between issue and signature. They are
-- of one number, so that what was seen of a spoiled one does not go out under the next.
create table certificates.evidence (
  participant text collate "C" not null,
  number text collate "C" not null,
  name text not null,
  media_type text not null,
  size int not null check (size >= 0),
  sha256 bytea not null check (octet_length(sha256) = 32),
  -- Encrypted at rest: AES-256-GCM under the node's dossier key.
  sealed bytea not null,
  uploaded_at timestamptz not null,
  officer_id text collate "C" not null,
  officer_name text not null,
  primary key (participant, number, name),
  foreign key (participant, number) references certificates.certificate
);
