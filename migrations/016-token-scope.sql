-- What a token may do: null is all that the roles grant, as the demonstration's tokens have it. Its last
-- use is written at most once a minute.
alter table access.token
  add column scope text[] check (cardinality(scope) > 0),
  add column last_used_at timestamptz;
