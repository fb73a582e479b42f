-- Whether a session was opened with more than a password: by a passkey, by the ministry's provider, or one was
-- made in it. Who must have a second factor and has a passkey cannot come in by the password alone.
alter table access.session add column with_factor boolean not null default false;
