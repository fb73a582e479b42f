-- In whose hands a blank is. Set when it is handed over, cleared when it is taken back, and kept when
-- it is used or closed: once a blank is missing, what counts is who held it.
alter table certificates.blank
  add column holder_id text collate "C",
  add column holder_name text,
  add constraint blank_holder_has_name check ((holder_id is null) = (holder_name is null)),
  add constraint blank_in_stock_or_held check
    (case state when 'in_stock' then holder_id is null when 'allotted' then holder_id is not null else true end);

-- Looked at before the stock by every issue: what does this officer hold himself?
create index blank_allotted on certificates.blank (participant, holder_id, slot) where state = 'allotted';
