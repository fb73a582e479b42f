import type { Role } from './roles.ts'

/** The names of the roles, as the scheme's people call them. */
export const en = {
  exporter: 'Exporter',
  agent: 'Agent',
  importer: 'Importer',
  licensed_issuer: 'Licensed issuer',
  licensed_validator: 'Licensed validator',
  issuing_officer: 'Issuing officer',
  validating_officer: 'Validating officer',
  valuer: 'Government valuer',
  stationery_custodian: 'Stationery custodian',
  verifier: 'Verifier',
  confirmation_clerk: 'Confirmation clerk',
  licensing_officer: 'Licensing officer',
  statistics_officer: 'Statistics officer',
  investigator: 'Investigator',
  focal_point: 'Focal point',
  key_officer: 'Key officer',
  auditor: 'Auditor',
  reviewer: 'Reviewer',
  monitor: 'Monitor',
  observer: 'Observer',
  secretariat: 'Secretariat',
  chair: 'Chair',
  node_administrator: 'Node administrator',
} as const satisfies Record<Role, string>
