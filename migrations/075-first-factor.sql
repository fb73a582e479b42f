-- The first passkey or codes of an account are set up with a link or a password alone, and so by whoever holds it.
-- A second person says that it was the owner: until then the account opens nothing but itself. One row for as long as
-- there is a factor; a later factor is added by somebody who has one.
create table access.first_factor (
  user_id text primary key references access.person (id) on delete cascade,
  kind text not null check (kind in ('passkey', 'codes')),
  set_up_at timestamptz not null default now(),
  user_agent text not null,
  -- Six digits on the screen of who set it up, which whoever confirms asks for. No secret: it opens nothing.
  code text not null check (code ~ '^[0-9]{6}$'),
  confirmed_by uuid,
  confirmed_at timestamptz,
  check (confirmed_by is null or confirmed_at is not null)
);
-- What was there before this was asked.
insert into access.first_factor (user_id, kind, set_up_at, user_agent, code, confirmed_at)
select person.id, case when exists (select from access.passkey where user_id = person.id) then 'passkey' else 'codes' end,
  now(), '', '000000', now()
from access.person
where exists (select from access.passkey where user_id = person.id)
  or exists (select from access.two_factor where user_id = person.id and verified);

-- Who was told the link, and so is not the one who confirms.
alter table access.invitation add column handed_over_by uuid;
