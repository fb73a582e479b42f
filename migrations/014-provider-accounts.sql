-- An account at the ministry's own identity provider is a credential too: provider_id is the issuer, and
-- account_id is `sub`. One belongs to one person, and is never found by an e-mail address.
create unique index credential_account_idx on access.credential (provider_id, account_id);
