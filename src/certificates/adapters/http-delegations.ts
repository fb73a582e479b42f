import { firmLimit } from '../../access/grants.ts'
import { licensingClause } from '../../participants/profile.ts'
import { accept, type Outcome } from '../../values/outcome.ts'
import type { DoorRefusal } from './book.ts'
import type { Call } from './call.ts'
import { delegate, delegationView, suspend } from './delegate.ts'
import { delegationsOf } from './delegations-store.ts'
import { addAct, addView, type Doors } from './door.ts'
import { practiceOf } from './means.ts'

const ROOT = '/api/certificates/delegations'
/** No Participant that was read has as many licensed firms. */
const MAX_LISTED = 200

/** The doors of delegated issue: licences of firms, given and suspended by two. */
export function delegationRoutes(doors: Doors): void {
  const listed = {
    act: 'certificates:read-delegations',
    summary: 'Licences of firms that issue for their own goods.',
  } as const
  addView(doors, ROOT, listed, list)
  const text = { type: 'string', maxLength: 140 }
  const body = {
    type: 'object',
    properties: { firm: text, from: text, until: text, per: { enum: ['month', 'licence'] } },
    required: ['firm', 'from', 'until'],
  }
  const given = { act: 'certificates:delegate', summary: 'License a firm.', body } as const
  addAct(doors, 'POST', ROOT, { ...given, status: 201 }, delegate)
  const ended = {
    act: 'certificates:suspend-delegation',
    summary: 'Suspend a licence at once, with a reason.',
  } as const
  addAct(doors, 'POST', `${ROOT}/:id/suspend`, ended, suspend)
}

/** Of all firms for the authority, of the own one for a firm; and the clause that licences are given under. */
async function list({
  tx,
  means,
  officer,
  act,
  now,
}: Call): Promise<Outcome<unknown, DoorRefusal>> {
  const { participant } = officer
  const rows = await delegationsOf(tx, participant, firmLimit(officer, act))
  const shown = rows.slice(0, MAX_LISTED)
  const delegations = []
  for (const row of shown) delegations.push(await delegationView(tx, means, row, now))
  const clause = licensingClause(practiceOf(means, participant, now))
  return accept({ delegations, clause: clause ?? null })
}
