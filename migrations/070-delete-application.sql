-- An application that no number was ever used for can be deleted. Who acts may delete neither rows nor lines of
-- a time line; this one order takes all of one application, in the own Participant, and nothing else.
alter table certificates.application
  -- When somebody else than the applicant first opened it while it was a draft.
  add column seen_at timestamptz;

create function certificates.delete_application(gone uuid) returns boolean
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
  delete from certificates.event where participant = own and subject = gone::text;
  delete from certificates.application
  where participant = own and id = gone and state in ('draft', 'submitted', 'returned', 'withdrawn');
  return found;
end $$;
revoke execute on function certificates.delete_application from public;
grant execute on function certificates.delete_application to openkp_app;
