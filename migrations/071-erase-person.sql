-- Somebody who has left is erased by two. What opens the account and the e-mail go at once; the name beside what
-- the law keeps goes by itself once its years are over (src/access/erasure.ts).
alter table access.officer
  add column erased_at timestamptz,
  add column name_erased_at timestamptz,
  add constraint erased_is_closed check (erased_at is null or disabled_at is not null),
  add constraint name_erased_with_account check (name_erased_at is null or erased_at is not null);
create index officer_name_due on access.officer (participant) where erased_at is not null and name_erased_at is null;
