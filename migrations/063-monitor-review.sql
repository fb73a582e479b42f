-- A third party looks at exports for a time (src/participants/supervision.ts): before the signature, which then
-- waits for him, or after it. What he said is kept for good.
create table certificates.monitor_review (
  participant text collate "C" not null,
  number text collate "C" not null,
  id uuid not null,
  mode text collate "C" not null check (mode in ('pre_approval', 'post_approval')),
  -- Who looks, as the registry named it on that day.
  supervised_by text not null,
  asked_at timestamptz not null,
  -- Whose validation it is.
  asked_by text collate "C" not null,
  due_on date not null,
  -- Of what was shown: SHA-256 of the exact claims that are signed when he approves, or that were signed.
  claims_digest bytea not null,
  decision text check (decision in ('approved', 'objected', 'taken_back')),
  decided_at timestamptz,
  decided_by text collate "C",
  decided_by_name text,
  reason text,
  primary key (participant, number, id),
  foreign key (participant, number) references certificates.certificate (participant, number),
  check ((decision is null) = (decided_at is null) and (decision is null) = (decided_by is null)
    and (decision is null) = (decided_by_name is null)),
  check (decision <> 'objected' or reason is not null),
  constraint monitor_is_another check (decision = 'taken_back' or decided_by <> asked_by)
);
create unique index monitor_review_open on certificates.monitor_review (participant, number) where decision is null;
create index monitor_review_due on certificates.monitor_review (participant, due_on) where decision is null;

grant select, insert, update on certificates.monitor_review to openkp_app;
alter table certificates.monitor_review enable row level security;
create policy own on certificates.monitor_review to openkp_app using (participant = (select platform.participant()))
  with check (participant = (select platform.participant()));

-- What is validated and waits for the monitor has its exact claims, and no signature.
alter table certificates.certificate
  drop constraint certificate_state_check,
  add constraint certificate_state_check check (state in
    ('issued', 'awaiting_monitor', 'awaiting_signature', 'validated', 'exported', 'confirmed', 'replaced', 'voided',
     'returned_unused', 'lost', 'spoiled')),
  drop constraint certificate_check,
  add constraint certificate_check check (
    state in ('issued', 'awaiting_monitor', 'awaiting_signature', 'spoiled', 'voided', 'replaced')
    or statement is not null),
  drop constraint certificate_waits_with_claims,
  add constraint certificate_waits_with_claims check (
    state not in ('awaiting_monitor', 'awaiting_signature') or to_sign is not null),
  add constraint certificate_waits_for_monitor check (state <> 'awaiting_monitor' or statement is null);
