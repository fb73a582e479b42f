/** What a person may be in an office of a Participant, or in a firm under one. */
export const ROLES = [
  'exporter',
  'importer',
  'issuing_officer',
  'validating_officer',
  'stationery_custodian',
  'inspector',
  'importing_officer',
  'administrator',
] as const
export type Role = (typeof ROLES)[number]

export function isRole(value: unknown): value is Role {
  return ROLES.includes(value as Role)
}
