-- Backup codes are kept as hashes from now on. Those that were encrypted are void: whoever wants some turns the codes
-- of the telephone off and on again, which draws ten new ones.
update access.two_factor set backup_codes = '[]';

-- Two new administrators on the console of the host, for a Participant whose own are closed or lost: why, and from when
-- the links are good. Where an administrator is still there he has until then to withdraw them.
alter table access.invitation add column reason text, add column good_from timestamptz,
  add check ((reason is null) = (good_from is null)), add check (reason is null or invited_by is null);
