-- How many people an authority's office has, which says which duties one of them may hold together
-- (src/access/office.ts). Changed by two; an authority that has said nothing is one of ten.
create table access.office (
  participant text primary key,
  size text not null check (size in ('two', 'four', 'ten')),
  set_at timestamptz not null default now()
);
