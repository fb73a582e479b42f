-- Issue that an authority delegates to a licensed firm, within limits (src/certificates/delegation.ts).
create table certificates.delegation (
  participant text collate "C" not null,
  id uuid not null,
  firm text not null,
  -- Codes of countries; empty for any.
  origins text[] not null,
  from_day date not null,
  until_day date not null check (until_day >= from_day),
  per text collate "C" not null check (per in ('month', 'licence')),
  most_certificates int check (most_certificates > 0),
  most_carats bigint check (most_carats > 0),
  -- Who proposed it; the second officer is in the journal.
  granted_by text collate "C" not null,
  granted_by_name text not null,
  granted_at timestamptz not null,
  suspended_at timestamptz,
  suspended_by_name text,
  suspended_reason text,
  primary key (participant, id),
  check ((suspended_at is null) = (suspended_by_name is null) and (suspended_at is null) = (suspended_reason is null))
);
create index delegation_of_firm on certificates.delegation (participant, firm, granted_at desc);

alter table certificates.certificate
  add column delegation_id uuid,
  add foreign key (participant, delegation_id) references certificates.delegation (participant, id);
create index certificate_of_delegation on certificates.certificate (participant, delegation_id, issued_on)
  where delegation_id is not null;

grant select, insert, update on certificates.delegation to openkp_app;
alter table certificates.delegation enable row level security;
create policy own on certificates.delegation to openkp_app using (participant = (select platform.participant()))
  with check (participant = (select platform.participant()));

-- People of a licensed firm make certificates: for them the transaction says whose they are too
-- (src/platform/database.ts), and rows of every other firm are out of reach, also where a query forgets to say so.
create function platform.firm() returns text
  language sql stable parallel safe
  as $$ select nullif(current_setting('openkp.firm', true), '') $$;

do $$
declare
  kept regclass;
begin
  foreach kept in array array[
    'certificates.delegation', 'certificates.application', 'certificates.certificate'
  ]::regclass[] loop
    execute format(
      'create policy of_firm on %s as restrictive to openkp_app
         using ((select platform.firm()) is null or firm = (select platform.firm()))
         with check ((select platform.firm()) is null or firm = (select platform.firm()))', kept);
  end loop;
end $$;
