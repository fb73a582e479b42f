-- What one Participant keeps is out of the reach of every other on the same node, also where a query of
-- ours forgets to say whose rows it wants. All acts run as a role that owns nothing; each transaction says
-- for whom it runs (src/platform/database.ts), and one that says nothing sees no row.
do $$
begin
  -- Roles belong to the whole server: another database of the same one may have made it already.
  if not exists (select from pg_roles where rolname = 'openkp_app') then
    create role openkp_app nologin;
  end if;
exception when duplicate_object or unique_violation then null;
end $$;

do $$
begin
  if not pg_has_role(current_user, 'openkp_app', 'member') then
    execute format('grant openkp_app to %I', current_user);
  end if;
end $$;

create function platform.participant() returns text
  language sql stable parallel safe
  as $$ select current_setting('openkp.participant', true) $$;

grant usage on schema platform, access, transparency, certificates to openkp_app;
grant select, insert, update on platform.click to openkp_app;
grant select, insert on transparency.pending_entry to openkp_app;
grant select, insert, update, delete on all tables in schema certificates to openkp_app;
-- Who issues and who holds which blank; nothing of how anybody proves who he is.
grant select on access.officer to openkp_app;

do $$
declare
  kept regclass;
begin
  foreach kept in array array[
    'platform.click', 'transparency.pending_entry', 'access.officer',
    'certificates.application', 'certificates.attachment', 'certificates.number_block', 'certificates.blank',
    'certificates.certificate', 'certificates.statement', 'certificates.status', 'certificates.status_page',
    'certificates.said', 'certificates.event', 'certificates.arrival', 'certificates.presentation',
    'certificates.alarm', 'certificates.evidence'
  ]::regclass[] loop
    execute format('alter table %s enable row level security', kept);
    execute format(
      'create policy own on %s to openkp_app using (participant = (select platform.participant()))
       with check (participant = (select platform.participant()))', kept);
  end loop;
end $$;

-- What happened is added to and never changed: not by a fault of ours, and not by who gets in through one.
revoke update, delete on certificates.event, certificates.statement, certificates.presentation from openkp_app;
revoke delete on certificates.application, certificates.number_block, certificates.blank, certificates.certificate,
  certificates.arrival, certificates.alarm, certificates.said from openkp_app;

-- The job queue belongs to the owner; who acts may only add to it, in the transaction of the cause.
create function platform.add_job(
  name text, payload json, queue text, run_at timestamptz, attempts int, key text
) returns void
  language plpgsql security definer set search_path = pg_catalog
  as $$
begin
  perform graphile_worker.add_job(
    name, payload := payload, queue_name := queue, run_at := run_at, max_attempts := attempts, job_key := key);
end $$;
revoke execute on function platform.add_job from public;
grant execute on function platform.add_job to openkp_app;
