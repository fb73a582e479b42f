import { reaches } from '../../access/grants.ts'
import type { Queryable } from '../../platform/database.ts'
import { accept, type Outcome, refuse } from '../../values/outcome.ts'
import { type ApplicationRow, findApplication } from './applications-store.ts'
import type { Call } from './call.ts'
import { type CertificateRow, findCertificate } from './certificates-store.ts'

const UUID = /^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/

/** Somebody, and what the role table admitted him for. */
export type Caller = Pick<Call, 'officer' | 'act'>

/** Whether an application can have this id at all; PostgreSQL would not even look for another. */
export function isApplicationId(id: string | undefined): id is string {
  return id !== undefined && UUID.test(id)
}

/** The application, if the caller reaches it; any other is not found, as if it did not exist. */
export async function loadApplication(
  on: Queryable,
  { officer, act }: Caller,
  id: string | undefined,
  lock: 'lock' | 'look' = 'look',
): Promise<Outcome<ApplicationRow, 'CERTIFICATES_NOT_FOUND'>> {
  if (!isApplicationId(id)) return refuse('CERTIFICATES_NOT_FOUND')
  const row = await findApplication(on, officer.participant, id, lock)
  return row !== undefined && reaches(officer, act, row)
    ? accept(row)
    : refuse('CERTIFICATES_NOT_FOUND')
}

export async function loadCertificate(
  on: Queryable,
  { officer, act }: Caller,
  number: string,
  lock: 'lock' | 'look' = 'look',
): Promise<Outcome<CertificateRow, 'CERTIFICATES_NOT_FOUND'>> {
  const row = await findCertificate(on, officer.participant, number, lock)
  return row !== undefined && reaches(officer, act, row)
    ? accept(row)
    : refuse('CERTIFICATES_NOT_FOUND')
}
