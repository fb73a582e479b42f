-- The next blank is the lowest of those in stock. An index of their own, that no other can be taken for:
-- by (participant, slot) PostgreSQL walks over all that were ever used to reach the first that was not.
drop index certificates.blank_in_stock;
alter table certificates.blank
  add column stock_slot bigint generated always as (case when state = 'in_stock' then slot end) stored;
create index blank_in_stock on certificates.blank (participant, stock_slot) where stock_slot is not null;
