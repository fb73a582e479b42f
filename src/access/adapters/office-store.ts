import { type Queryable, rowsOf, type Tx } from '../../platform/database.ts'
import { accept, type Outcome, refuse } from '../../values/outcome.ts'
import { isOfficeSize, OFFICE_UNSAID, type OfficeSize } from '../office.ts'
import type { Officer } from '../officer.ts'

export async function officeOf(on: Queryable, participant: string): Promise<OfficeSize> {
  const [row] = await rowsOf<{ size: string }>(
    on,
    'select size from access.office where participant = $1',
    [participant],
  )
  return isOfficeSize(row?.size) ? row.size : OFFICE_UNSAID
}

/** Says how large the office is. People who hold too much then keep it, and the screen says so. */
export async function setOffice(
  tx: Tx,
  { participant }: Pick<Officer, 'participant'>,
  typed: string,
): Promise<Outcome<undefined, 'ACCESS_OFFICE'>> {
  const before = await officeOf(tx, participant)
  if (!isOfficeSize(typed) || typed === before) return refuse('ACCESS_OFFICE', 'size')
  tx.changes.push({
    thing: 'office',
    key: participant,
    before: { size: before },
    after: { size: typed },
  })
  await tx.query(
    `insert into access.office (participant, size) values ($1, $2)
     on conflict (participant) do update set size = excluded.size, set_at = now()`,
    [participant, typed],
  )
  return accept(undefined)
}
