import { hasRole, type Officer } from '../../access/officer.ts'
import type { Queryable } from '../../platform/database.ts'
import { accept, type Outcome, refuse } from '../../values/outcome.ts'
import { type ApplicationRow, findApplication } from './applications-store.ts'
import { type CertificateRow, findCertificate } from './certificates-store.ts'

const UUID = /^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/

/** People of a firm see their firm's own; officers of the authority see all of their Participant. */
export function firmOf(officer: Officer): string | null {
  return hasRole(officer, ['exporter', 'importer']) ? (officer.firm ?? officer.id) : null
}

function mayRead(officer: Officer, firm: string | null): boolean {
  const own = firmOf(officer)
  return own === null || own === firm
}

/** Whether an application can have this id at all; PostgreSQL would not even look for another. */
export function isApplicationId(id: string | undefined): id is string {
  return id !== undefined && UUID.test(id)
}

/** The application of the reader's Participant; somebody else's is not found, as if it did not exist. */
export async function loadApplication(
  on: Queryable,
  officer: Officer,
  id: string | undefined,
  lock: 'lock' | 'look' = 'look',
): Promise<Outcome<ApplicationRow, 'CERTIFICATES_NOT_FOUND'>> {
  if (!isApplicationId(id)) return refuse('CERTIFICATES_NOT_FOUND')
  const row = await findApplication(on, officer.participant, id, lock)
  return row !== undefined && mayRead(officer, row.firm)
    ? accept(row)
    : refuse('CERTIFICATES_NOT_FOUND')
}

export async function loadCertificate(
  on: Queryable,
  officer: Officer,
  number: string,
  lock: 'lock' | 'look' = 'look',
): Promise<Outcome<CertificateRow, 'CERTIFICATES_NOT_FOUND'>> {
  const row = await findCertificate(on, officer.participant, number, lock)
  return row !== undefined && mayRead(officer, row.firm)
    ? accept(row)
    : refuse('CERTIFICATES_NOT_FOUND')
}
