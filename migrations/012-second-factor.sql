-- The code of an authenticator application as second factor (RFC 6238): better-auth 1.7.25's table of
-- its two-factor plugin, with the names that auth-settings.ts gives it. Secrets and backup codes are
-- encrypted with the key in keys/session.secret.
alter table access.person add column two_factor_enabled boolean not null default false;

create table access.two_factor (
  id text primary key,
  secret text not null,
  backup_codes text not null,
  user_id text not null unique references access.person (id) on delete cascade,
  verified boolean not null default true,
  -- Ours counts instead (access.attempt): a lock on the account would be a way to lock others out.
  failed_verification_count integer not null default 0,
  locked_until timestamptz,
  -- Ours: the half minute of the last code that was taken. No code of it, or before it, is taken again.
  last_step bigint not null default 0
);
