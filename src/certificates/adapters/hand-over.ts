import { officersWith } from '../../access/adapters/officers-store.ts'
import type { Officer } from '../../access/officer.ts'
import type { Queryable, Tx } from '../../platform/database.ts'
import type { PartyCode } from '../../values/codes.ts'
import { accept, type Outcome, type Refused, refuse } from '../../values/outcome.ts'
import { type Run, runIn } from '../hand-over.ts'
import type { CertificatesRefusal } from '../refusals.ts'
import { lockRun, moveRun } from './hands-store.ts'
import { type BlankRow, blocksOf } from './numbers-store.ts'

type Body = Readonly<Record<string, unknown>>
type Done = Promise<Outcome<null, CertificatesRefusal>>

/** A custodian gives a run of blanks out of the stock to an officer who issues: all of it, or nothing. */
export async function handOverBlanks(tx: Tx, custodian: Officer, body: Body, at: Date): Done {
  const { participant } = custodian
  const run = runIn(await blocksOf(tx, participant), body)
  if (!run.ok) return run
  const holder = (await holdersIn(tx, participant)).find(({ id }) => id === body.officer)
  if (holder === undefined) return refuse('CERTIFICATES_NOT_ISSUING', 'officer')
  const missing = await firstNot('in_stock', tx, custodian, run.value)
  if (missing !== undefined) {
    const { number, state, holder_name } = missing
    const detail = { number, state, holder: holder_name ?? '' }
    return refuse('CERTIFICATES_RUN_NOT_IN_STOCK', 'first', detail)
  }
  await moveRun(tx, custodian, run.value, { holder, at })
  return accept(null)
}

/** Who may have blanks in hand: officers who issue, and people of licensed firms who do. */
export async function holdersIn(
  on: Queryable,
  participant: PartyCode,
): Promise<readonly Officer[]> {
  const issuing = await officersWith(on, participant, 'issuing_officer')
  return [...issuing, ...(await officersWith(on, participant, 'licensed_issuer'))]
}

/** A custodian puts blanks that were handed over back into the stock: all of the run, or nothing. */
export async function takeBackBlanks(tx: Tx, custodian: Officer, body: Body, at: Date): Done {
  const run = runIn(await blocksOf(tx, custodian.participant), body)
  if (!run.ok) return run
  const missing = await firstNot('allotted', tx, custodian, run.value)
  if (missing !== undefined) {
    const { number, state } = missing
    return refuse('CERTIFICATES_RUN_NOT_HELD', 'first', { number, state })
  }
  await moveRun(tx, custodian, run.value, { holder: null, at })
  return accept(null)
}

/** A blank that somebody else has in hand is neither issued on nor closed by who does not have it. */
export function refuseHeld({ number, holder_name }: BlankRow): Refused<'CERTIFICATES_NUMBER_HELD'> {
  return refuse('CERTIFICATES_NUMBER_HELD', 'number', { number, holder: holder_name ?? '' })
}

/** The lowest number of a run that is in another state, once whoever uses one of them has ended. */
async function firstNot(
  state: BlankRow['state'],
  tx: Tx,
  { participant }: Officer,
  run: Run,
): Promise<BlankRow | undefined> {
  const blanks = await lockRun(tx, participant, run)
  return blanks.find((blank) => blank.state !== state)
}
