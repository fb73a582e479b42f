-- Passkeys (WebAuthn). They belong to a person, whatever the Participant; who removes one keeps no copy.
create table access.passkey (
  -- The credential id that the authenticator drew.
  id bytea primary key check (octet_length(id) between 1 and 1023),
  user_id text not null references access.person (id) on delete cascade,
  name text not null,
  -- COSE_Key (RFC 9052), as the authenticator gave it.
  public_key bytea not null,
  counter bigint not null,
  transports text[] not null,
  -- Whether the authenticator copies it to the other devices of its owner.
  synced boolean not null,
  created_at timestamptz not null default now(),
  last_used_at timestamptz
);
create index passkey_user_idx on access.passkey (user_id);

-- Challenges and states that were used, until they are over anyway: each is good once. They are written
-- only after a good answer, so that nobody can fill this table by asking.
create table access.spent (
  sha256 bytea primary key check (octet_length(sha256) = 32),
  until timestamptz not null
);
create index spent_until_idx on access.spent (until);
