-- The roles are called as the scheme's people call them (src/access/roles.ts).
update access.officer set roles =
  array_replace(array_replace(array_replace(
    roles, 'inspector', 'verifier'), 'importing_officer', 'confirmation_clerk'), 'administrator', 'node_administrator');
