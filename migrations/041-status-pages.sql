-- How often a Participant said something that stands on its status page: a status or a number block.
-- It is counted in the transaction that says it, and a page is good as long as its count is the count
-- of now. Times would not do: a transaction is dated by its begin, and two machines by two clocks.
create table certificates.said (
  participant text collate "C" primary key,
  count bigint not null
);

-- Pages that were signed before anything was counted are signed anew.
alter table certificates.status_page add column said bigint not null default -1;
