-- Somebody who looks for a time and then no longer: the day as it was written, and the moment at which it
-- ends on the clock of the authority.
alter table access.officer
  add column until date,
  add column ends_at timestamptz,
  add check ((until is null) = (ends_at is null));

-- Who is asked to come in, and as what. The link that opens it is shown once to who invites; only its
-- digest is kept. The id becomes that of the person.
create table access.invitation (
  participant text not null,
  id uuid not null,
  sha256 bytea not null unique check (octet_length(sha256) = 32),
  name text not null,
  email text not null,
  roles text[] not null check (cardinality(roles) > 0),
  firm text,
  language text not null check (language in ('en', 'fr')),
  until date,
  ends_at timestamptz,
  invited_by uuid not null,
  invited_at timestamptz not null default now(),
  expires_at timestamptz not null,
  accepted_at timestamptz,
  primary key (participant, id),
  foreign key (participant, invited_by) references access.officer (participant, id)
);

-- Somebody lost their password and factors. One officer opens it, another one confirms it, and only then
-- there is a link. What the account had ends with the confirmation.
create table access.recovery (
  participant text not null,
  id uuid not null,
  officer_id uuid not null,
  reason text not null,
  opened_by uuid not null,
  opened_at timestamptz not null default now(),
  confirmed_by uuid,
  confirmed_at timestamptz,
  sha256 bytea unique check (octet_length(sha256) = 32),
  expires_at timestamptz not null,
  used_at timestamptz,
  -- When its owner was told, at the next sign-in after it.
  told_at timestamptz,
  primary key (participant, id),
  foreign key (participant, officer_id) references access.officer (participant, id),
  foreign key (participant, opened_by) references access.officer (participant, id),
  foreign key (participant, confirmed_by) references access.officer (participant, id),
  check (opened_by <> officer_id and confirmed_by <> officer_id and confirmed_by <> opened_by),
  check ((confirmed_by is null) = (confirmed_at is null) and (confirmed_by is null) = (sha256 is null))
);
create index recovery_officer_idx on access.recovery (participant, officer_id);
