-- An act that needs four eyes is a proposal until a second officer approves it. The database itself
-- refuses that both are one person: access.officer has one row for each person of a node.
create table access.proposal (
  participant text collate "C" not null,
  id uuid not null,
  act text collate "C" not null,
  -- What it is about, as the address of the act names it: a certificate number; empty for none.
  thing text collate "C" not null,
  -- The door at which it was proposed, and what was asked there.
  door text collate "C" not null,
  params jsonb not null,
  body jsonb not null,
  proposed_by uuid not null,
  proposed_at timestamptz not null,
  state text not null default 'open' check (state in ('open', 'approved', 'rejected', 'withdrawn')),
  decided_by uuid,
  decided_at timestamptz,
  reason text,
  primary key (participant, id),
  foreign key (participant, proposed_by) references access.officer (participant, id),
  foreign key (participant, decided_by) references access.officer (participant, id),
  constraint proposal_has_four_eyes check (
    case state
      when 'open' then decided_by is null
      when 'withdrawn' then decided_by = proposed_by
      else decided_by is not null and decided_by <> proposed_by
    end)
);
create index proposal_open on access.proposal (participant, proposed_at) where state = 'open';
create index proposal_of_thing on access.proposal (participant, thing);

grant select, insert, update on access.proposal to openkp_app;
alter table access.proposal enable row level security;
create policy own on access.proposal to openkp_app using (participant = (select platform.participant()))
  with check (participant = (select platform.participant()));
