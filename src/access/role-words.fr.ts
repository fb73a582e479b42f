import type { Role } from './roles.ts'

/** The names of the roles, as the scheme's people call them. */
export const fr = {
  exporter: 'Exportateur',
  agent: 'Mandataire',
  importer: 'Importateur',
  licensed_issuer: 'Émetteur agréé',
  licensed_validator: 'Validateur agréé',
  issuing_officer: 'Agent émetteur',
  validating_officer: 'Agent validateur',
  valuer: 'Évaluateur public',
  stationery_custodian: 'Gardien des imprimés',
  verifier: 'Vérificateur',
  confirmation_clerk: 'Agent de confirmation',
  licensing_officer: 'Agent des licences',
  statistics_officer: 'Statisticien',
  investigator: 'Enquêteur',
  focal_point: 'Point focal',
  key_officer: 'Responsable des clés',
  auditor: 'Auditeur',
  reviewer: 'Examinateur',
  monitor: 'Contrôleur',
  observer: 'Observateur',
  secretariat: 'Secrétariat',
  chair: 'Présidence',
  node_administrator: 'Administrateur du nœud',
} as const satisfies Record<Role, string>
