-- Officers, how they prove who they are, and the sign-in attempts of the last minutes.
create schema access;

-- The next four tables are better-auth 1.7.25's core schema, as its own generator prints it, with
-- the names that sign-in.ts gives them. It alone writes sessions; ensureDemonstrationAccounts and
-- later invitations write persons and credentials.
create table access.person (
  id text primary key,
  name text not null,
  email text not null unique,
  email_verified boolean not null,
  image text,
  created_at timestamptz not null default current_timestamp,
  updated_at timestamptz not null default current_timestamp
);

create table access.session (
  id text primary key,
  expires_at timestamptz not null,
  -- Useless alone: the cookie also carries an HMAC by a key that is not in the database.
  token text not null unique,
  created_at timestamptz not null default current_timestamp,
  updated_at timestamptz not null,
  ip_address text,
  user_agent text,
  user_id text not null references access.person (id) on delete cascade
);
create index session_user_id_idx on access.session (user_id);

create table access.credential (
  id text primary key,
  account_id text not null,
  provider_id text not null,
  user_id text not null references access.person (id) on delete cascade,
  access_token text,
  refresh_token text,
  id_token text,
  access_token_expires_at timestamptz,
  refresh_token_expires_at timestamptz,
  scope text,
  password text,
  created_at timestamptz not null default current_timestamp,
  updated_at timestamptz not null
);
create index credential_user_id_idx on access.credential (user_id);

create table access.verification (
  id text primary key,
  identifier text not null,
  value text not null,
  expires_at timestamptz not null,
  created_at timestamptz not null default current_timestamp,
  updated_at timestamptz not null default current_timestamp
);
create index verification_identifier_idx on access.verification (identifier);

-- What a person is in one Participant. Never deleted: certificates name who issued them.
create table access.officer (
  participant text not null,
  id uuid not null,
  user_id text not null unique references access.person (id),
  name text not null,
  email text not null,
  roles text[] not null check (cardinality(roles) > 0),
  firm text,
  language text not null check (language in ('en', 'fr')),
  disabled_at timestamptz,
  primary key (participant, id)
);

-- A token for programs. Only its digest is kept, so that a stolen copy of the database opens nothing.
create table access.token (
  participant text not null,
  id uuid not null,
  officer_id uuid not null,
  sha256 bytea not null unique check (octet_length(sha256) = 32),
  label text not null,
  expires_at timestamptz,
  created_at timestamptz not null default now(),
  primary key (participant, id),
  foreign key (participant, officer_id) references access.officer (participant, id)
);
create index token_officer_idx on access.token (participant, officer_id);

-- Password checks already spent, by digest of what is limited: no address or e-mail is kept here.
-- Unlogged, because losing a quarter of an hour of counters in a crash harms nobody.
create unlogged table access.attempt (
  bucket bytea primary key,
  spent integer not null,
  until timestamptz not null
);
create index attempt_until_idx on access.attempt (until);
