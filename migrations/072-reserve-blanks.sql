-- The number that an officer is asked to sign with his passkey is his for some minutes: of two who prepare at
-- once each gets his own. It lapses by itself, and the blank was in stock all the while.
create table certificates.reservation (
  participant text collate "C" not null,
  slot bigint not null,
  application_id uuid not null,
  until timestamptz not null,
  primary key (participant, slot),
  foreign key (participant, slot) references certificates.blank
);

grant select, insert, delete on certificates.reservation to openkp_app;
alter table certificates.reservation enable row level security;
create policy own on certificates.reservation to openkp_app
  using (participant = (select platform.participant()))
  with check (participant = (select platform.participant()));

-- As in 070, and a number that was kept ready is free again.
create or replace function certificates.delete_application(gone uuid) returns boolean
  language plpgsql security definer set search_path = pg_catalog
  as $$
declare
  own constant text := platform.participant();
begin
  if exists (select from certificates.certificate where participant = own and application_id = gone) then
    return false;
  end if;
  -- The documents lie here encrypted, each under a nonce of its own: with the row the only copy is gone.
  delete from certificates.attachment where participant = own and application_id = gone;
  delete from certificates.reservation where participant = own and application_id = gone;
  delete from certificates.event where participant = own and subject = gone::text;
  delete from certificates.application
  where participant = own and id = gone and state in ('draft', 'submitted', 'returned', 'withdrawn');
  return found;
end $$;
