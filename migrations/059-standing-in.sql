-- A role that somebody has for a time beside the own ones: as the deputy of an officer who is away, or taken
-- alone because something could not wait (break-glass). It begins and ends by itself; nothing is removed.
create table access.standing_in (
  participant text collate "C" not null,
  id uuid not null,
  officer_id uuid not null,
  role text collate "C" not null,
  kind text collate "C" not null check (kind in ('deputy', 'break_glass')),
  -- Whose deputy.
  of_id uuid,
  -- As they were written, on the authority's calendar; null for hours.
  from_day date,
  until_day date,
  starts_at timestamptz not null,
  ends_at timestamptz not null check (ends_at > starts_at),
  reason text not null,
  given_by uuid not null,
  given_at timestamptz not null default now(),
  ended_at timestamptz,
  -- When an independent person must have looked at what was taken alone.
  review_due timestamptz,
  reviewed_by uuid,
  reviewed_at timestamptz,
  finding text,
  primary key (participant, id),
  foreign key (participant, officer_id) references access.officer (participant, id),
  foreign key (participant, of_id) references access.officer (participant, id),
  foreign key (participant, given_by) references access.officer (participant, id),
  foreign key (participant, reviewed_by) references access.officer (participant, id),
  check ((kind = 'deputy') = (of_id is not null) and (kind = 'deputy') = (from_day is not null)
    and (kind = 'deputy') = (until_day is not null) and (kind = 'break_glass') = (review_due is not null)),
  check (of_id <> officer_id),
  -- Keys and accounts are never taken alone, whatever the program says.
  check (kind = 'deputy' or role not in ('key_officer', 'node_administrator', 'auditor')),
  check (role <> 'key_officer'),
  constraint review_is_independent check (reviewed_by <> officer_id),
  check ((reviewed_by is null) = (reviewed_at is null) and (reviewed_by is null) = (finding is null))
);
create index standing_in_officer on access.standing_in (participant, officer_id, ends_at);

grant select on access.standing_in to openkp_app;
alter table access.standing_in enable row level security;
create policy own on access.standing_in to openkp_app using (participant = (select platform.participant()))
  with check (participant = (select platform.participant()));
