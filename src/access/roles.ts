/**
 * What a person may be: in an office of a Participant, in a firm under one, or beside the scheme
 * (Core Document, section IV, and the working days of its people). Who is not signed in is the public.
 */
export const ROLES = [
  'exporter',
  'agent',
  'importer',
  'licensed_issuer',
  'licensed_validator',
  'issuing_officer',
  'validating_officer',
  'valuer',
  'stationery_custodian',
  'verifier',
  'confirmation_clerk',
  'licensing_officer',
  'statistics_officer',
  'investigator',
  'focal_point',
  'key_officer',
  'auditor',
  'reviewer',
  'monitor',
  'observer',
  'secretariat',
  'chair',
  'node_administrator',
] as const
export type Role = (typeof ROLES)[number]

export function isRole(value: unknown): value is Role {
  return ROLES.includes(value as Role)
}

/** Of a firm that the authority knows; all others are people of the authority or of the scheme. */
export const FIRM_ROLES: readonly Role[] = [
  'exporter',
  'agent',
  'importer',
  'licensed_issuer',
  'licensed_validator',
]

/** Of a firm to which its authority delegated the issue of its own goods: they make certificates. */
export const LICENSED_ROLES: readonly Role[] = ['licensed_issuer', 'licensed_validator']

/** Who looks for a time and then no longer: their account has a last day. */
export const VISITING_ROLES: readonly Role[] = ['reviewer', 'monitor', 'observer']
