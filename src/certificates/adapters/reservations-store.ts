import { CEREMONY_SECONDS } from '../../access/in-person.ts'
import { rowsOf, type Tx } from '../../platform/database.ts'
import type { PartyCode } from '../../values/codes.ts'
import type { TakenBlank } from './numbers-store.ts'

type Reserve = {
  readonly participant: PartyCode
  readonly application: string
  readonly at: Date
  /** Looks for the lowest blank that nobody else was asked to sign; nothing is taken by it. */
  readonly pick: () => Promise<TakenBlank | undefined>
}
/** More officers than this do not prepare in the same instant. */
const MAX_TRIES = 8

/**
 * Keeps a blank ready for one application, for as long as its officer has to sign. Of two at the same moment the
 * later waits for the earlier, and looks again; undefined where there is no blank.
 */
export async function reserveBlank(
  tx: Tx,
  { participant, application, at, pick }: Reserve,
): Promise<TakenBlank | undefined> {
  await rowsOf(
    tx,
    `delete from certificates.reservation
     where participant = $1 and (application_id = $2::uuid or until <= $3)`,
    [participant, application, at],
  )
  const until = new Date(at.getTime() + CEREMONY_SECONDS * 1000)
  for (let tried = 0; tried < MAX_TRIES; tried += 1) {
    const blank = await pick()
    if (blank === undefined) return undefined
    const kept = await rowsOf(
      tx,
      `insert into certificates.reservation (participant, slot, application_id, until)
       values ($1, $2, $3::uuid, $4) on conflict do nothing returning 1`,
      [participant, blank.slot.toString(), application, until],
    )
    if (kept.length === 1) return blank
  }
  return pick()
}
