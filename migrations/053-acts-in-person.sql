-- What the passkeys of both officers said (src/certificates/kept-assertion.ts); null where none was asked.
alter table certificates.certificate
  add column issue_assertion jsonb,
  add column validate_assertion jsonb;
