-- Validated while the signer was away: the exact claims wait for their signature, and are not changed.
alter table certificates.certificate
  add column to_sign bytea,
  -- Why the signer refused it the last time; null where it was only away.
  add column sign_refused jsonb,
  drop constraint certificate_state_check,
  add constraint certificate_state_check check (state in
    ('issued', 'awaiting_signature', 'validated', 'exported', 'confirmed', 'replaced', 'voided', 'returned_unused',
     'lost', 'spoiled')),
  drop constraint certificate_check,
  add constraint certificate_check check (
    state in ('issued', 'awaiting_signature', 'spoiled', 'voided', 'replaced') or statement is not null),
  add constraint certificate_waits_with_claims check (state <> 'awaiting_signature' or to_sign is not null);
