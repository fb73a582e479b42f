-- Backup codes are kept as hashes from now on. Those that were encrypted are void: whoever wants some turns the codes
-- of the telephone off and on again, which draws ten new ones.
update access.two_factor set backup_codes = '[]';
