-- What an authority has changed of its own profile, by two, from a day on. The files of a release stay what
-- they are (src/participants/profile-change.ts); a row is added and never changed, so that what held on any
-- day in the past is computed from it.
create schema participants;

create table participants.profile_change (
  participant text collate "C" not null,
  seq bigint generated always as identity,
  field text collate "C" not null,
  value jsonb not null,
  source text not null,
  reason text not null,
  holds_from date not null,
  proposed_by uuid not null,
  approved_by uuid not null,
  approved_at timestamptz not null,
  primary key (participant, seq),
  foreign key (participant, proposed_by) references access.officer (participant, id),
  foreign key (participant, approved_by) references access.officer (participant, id),
  constraint profile_change_has_four_eyes check (approved_by <> proposed_by),
  -- Never the past: the day after approval on the westernmost clock is the same day in UTC.
  constraint profile_change_is_to_come check (holds_from >= (approved_at at time zone 'UTC')::date)
);

grant usage on schema participants to openkp_app;
grant select, insert on participants.profile_change to openkp_app;
alter table participants.profile_change enable row level security;
create policy own on participants.profile_change to openkp_app
  using (participant = (select platform.participant()))
  with check (participant = (select platform.participant()));
