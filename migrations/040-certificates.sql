-- Everything of one Participant begins with its code in the primary key: for row security, for
-- leaving with everything, and for distribution. Signed statements are kept as their exact bytes
-- beside the few columns that are searched.
create schema certificates;

create table certificates.application (
  participant text collate "C" not null,
  id uuid not null,
  state text not null check (state in ('draft', 'submitted', 'returned', 'withdrawn', 'issued')),
  -- Counts the saves: who saves over a version that he did not see is refused.
  version int not null default 1,
  content jsonb not null,
  applicant_id text collate "C" not null,
  applicant_name text not null,
  firm text,
  saved_at timestamptz not null,
  submitted_at timestamptz,
  -- Carats (hundredths) and value (US cents) of a submitted application, for lists.
  carats bigint,
  usd bigint,
  destination text collate "C",
  deficiency jsonb,
  -- The number that this application replaces, or that it returns under a technical certificate.
  replaces text collate "C",
  number text collate "C",
  primary key (participant, id)
);
create index application_waiting on certificates.application (participant, state, submitted_at);
create index application_of_firm on certificates.application (participant, firm, saved_at desc);

create table certificates.attachment (
  participant text collate "C" not null,
  application_id uuid not null,
  name text not null,
  media_type text not null,
  size int not null check (size >= 0),
  sha256 bytea not null check (octet_length(sha256) = 32),
  -- Encrypted at rest: AES-256-GCM under the node's dossier key.
  sealed bytea not null,
  uploaded_at timestamptz not null,
  primary key (participant, application_id, name),
  foreign key (participant, application_id) references certificates.application
);

create table certificates.number_block (
  participant text collate "C" not null,
  ordinal int not null,
  series text collate "C" not null,
  width int not null,
  first bigint not null,
  last bigint not null check (last >= first),
  first_slot bigint not null,
  stationery text not null,
  valid_from date not null,
  statement_digest bytea not null,
  primary key (participant, ordinal),
  unique (participant, first_slot)
);

-- The stock of blanks: every number that was announced, from the printer to its use or its end.
create table certificates.blank (
  participant text collate "C" not null,
  slot bigint not null,
  number text collate "C" not null,
  block int not null,
  state text not null default 'in_stock'
    check (state in ('in_stock', 'allotted', 'used', 'spoiled', 'returned')),
  since timestamptz not null,
  officer text,
  reason text,
  primary key (participant, slot),
  unique (participant, number),
  foreign key (participant, block) references certificates.number_block (participant, ordinal)
);
create index blank_in_stock on certificates.blank (participant, slot) where state = 'in_stock';

create table certificates.certificate (
  participant text collate "C" not null,
  number text collate "C" not null,
  slot bigint not null,
  application_id uuid not null,
  state text not null check (state in
    ('issued', 'validated', 'exported', 'confirmed', 'replaced', 'voided', 'returned_unused', 'lost', 'spoiled')),
  destination text collate "C" not null,
  firm text,
  carats bigint not null check (carats > 0),
  usd bigint not null check (usd > 0),
  issued_on date not null,
  expires_on date not null,
  exp bigint not null,
  issued_at timestamptz not null,
  issued_by text collate "C" not null,
  issued_by_name text not null,
  validated_at timestamptz,
  validated_by text collate "C",
  validated_by_name text,
  exported_at timestamptz,
  -- Containers with their seals, as the validating officer closed them.
  containers jsonb,
  -- The first file of the dossier, encrypted at rest like the attachments.
  record bytea,
  dossier_digest bytea,
  statement bytea,
  digest bytea,
  replaces text collate "C",
  replaced_by text collate "C",
  confirmation_due_on date,
  confirmation jsonb,
  primary key (participant, number),
  unique (participant, slot),
  unique (participant, application_id, number),
  check (state in ('issued', 'spoiled', 'voided', 'replaced') or statement is not null),
  check (issued_by is distinct from validated_by)
);
create index certificate_waiting on certificates.certificate (participant, state, issued_at);
create index certificate_of_firm on certificates.certificate (participant, firm, issued_at desc);

-- Every statement that a Participant made or received, as its exact bytes.
create table certificates.statement (
  participant text collate "C" not null,
  digest bytea not null check (octet_length(digest) = 32),
  kind text collate "C" not null,
  author text collate "C" not null,
  number text collate "C" not null,
  iat bigint not null,
  bytes bytea not null,
  stored_at timestamptz not null default now(),
  primary key (participant, digest)
);
create index statement_of_number on certificates.statement (participant, number, stored_at);

-- What is no longer plainly valid, by slot: the source of the signed status page.
create table certificates.status (
  participant text collate "C" not null,
  slot bigint not null,
  number text collate "C" not null,
  status text not null,
  since bigint not null,
  other text collate "C",
  changed_at timestamptz not null default now(),
  primary key (participant, slot)
);

create table certificates.status_page (
  participant text collate "C" not null,
  iat bigint not null,
  bytes bytea not null,
  primary key (participant)
);

create table certificates.event (
  participant text collate "C" not null,
  id bigint generated always as identity,
  -- The application's id or the certificate's number.
  subject text collate "C" not null,
  at timestamptz not null,
  act text collate "C" not null,
  officer_id text collate "C",
  officer_name text,
  role text,
  detail jsonb not null default '{}',
  primary key (participant, id)
);
create index event_of_subject on certificates.event (participant, subject, id);

-- Goods that come in, as the importing Participant sees them.
create table certificates.arrival (
  participant text collate "C" not null,
  issuer text collate "C" not null,
  number text collate "C" not null,
  state text not null check (state in
    ('expected', 'presented', 'detained', 'confirmed', 'discrepancy', 'refused')),
  firm text,
  carats bigint,
  usd bigint,
  statement bytea,
  digest bytea,
  announced_at timestamptz,
  presented_at timestamptz,
  verdict jsonb,
  seals jsonb,
  weighing jsonb,
  outcome jsonb,
  closed_at timestamptz,
  confirmation_due_on date,
  primary key (participant, issuer, number)
);
create index arrival_waiting on certificates.arrival (participant, state, presented_at);

create table certificates.presentation (
  participant text collate "C" not null,
  id bigint generated always as identity,
  issuer text collate "C" not null,
  number text collate "C" not null,
  at timestamptz not null,
  place text not null,
  office text not null check (office in ('customs', 'authority')),
  officer_id text collate "C" not null,
  officer_name text not null,
  verdict jsonb not null,
  primary key (participant, id)
);
create index presentation_of_number on certificates.presentation (participant, issuer, number, id);

create table certificates.alarm (
  participant text collate "C" not null,
  id bigint generated always as identity,
  code text collate "C" not null,
  issuer text collate "C" not null,
  number text collate "C" not null,
  -- Who saw it first: this Participant or the one that told it.
  source text collate "C" not null,
  detail jsonb not null default '{}',
  at timestamptz not null,
  acknowledged_at timestamptz,
  acknowledged_by text,
  primary key (participant, id)
);
create index alarm_open on certificates.alarm (participant, at) where acknowledged_at is null;
