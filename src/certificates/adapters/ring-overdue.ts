import { authoritiesIn } from '../../participants/keys.ts'
import { rowsOf, type Tx, transaction } from '../../platform/database.ts'
import type { JobTask } from '../../platform/jobs.ts'
import type { PartyCode } from '../../values/codes.ts'
import { type Day, dayAt } from '../../values/day.ts'
import type { CertificateNumber } from '../number.ts'
import { hasRung } from './alarms-store.ts'
import { findArrival } from './arrivals-store.ts'
import type { Incoming } from './incoming.ts'
import { epochSeconds, type Means } from './means.ts'
import { raiseAlarm, ring } from './raise-alarm.ts'

export const RING_OVERDUE = 'certificates:ring-overdue'

/** More in one night than this wait for the next one. */
const MAX_RUNG = 1000

/**
 * Silence rings once on each side (hard case 18). The exporting side rings for what it exported and
 * nobody confirmed by the day that the destination's own practice sets, and tells the destination;
 * the importing side rings for what was presented to it and is not confirmed. The confirmation
 * settles both, and so does the destination's refusal: those goods go back, and nobody will confirm
 * them. Goods that are detained may still be let in, so their confirmation stays owed.
 */
export function ringOverdueTask(means: Means): JobTask {
  return async () => {
    const now = means.clock()
    const today = dayAt(epochSeconds(now), 0)
    for (const me of authoritiesIn(means.trust().keys)) {
      const work = async (tx: Tx) => {
        for (const each of await unconfirmed(tx, today)) await overdue(tx, means, each, now)
        for (const { issuer, number } of await unanswered(tx, today)) {
          await owed({ tx, me, number, now }, { issuer, source: me })
        }
      }
      await transaction(means.database, work, { scope: me })
    }
  }
}

type Overdue = {
  readonly participant: PartyCode
  readonly number: CertificateNumber
  readonly destination: PartyCode
  readonly due: Day
  readonly digest: Buffer
}

function unconfirmed(tx: Tx, today: Day): Promise<readonly Overdue[]> {
  return rowsOf<Overdue>(
    tx,
    `select participant, number, destination, confirmation_due_on as due, digest from certificates.certificate c
     where state = 'exported' and refused_at is null and confirmation_due_on < $1 and not exists (
       select 1 from certificates.alarm a where a.participant = c.participant
         and a.number = c.number and a.code = 'CONFIRMATION_OVERDUE')
     order by number limit ${MAX_RUNG} for update skip locked`,
    [today],
  )
}

async function overdue(tx: Tx, means: Means, row: Overdue, at: Date): Promise<void> {
  const { participant, number, due, destination } = row
  await raiseAlarm(tx, means, participant, {
    code: 'CONFIRMATION_OVERDUE',
    issuer: participant,
    number,
    digest: new Uint8Array(row.digest),
    where: { party: destination },
    detail: { number, destination, due },
    at,
    to: [destination],
  })
}

type Unanswered = {
  readonly issuer: PartyCode
  readonly number: CertificateNumber
}

function unanswered(tx: Tx, today: Day): Promise<readonly Unanswered[]> {
  return rowsOf<Unanswered>(
    tx,
    `select issuer, number from certificates.arrival r
     where state in ('presented', 'detained') and confirmation_due_on < $1 and not exists (
       select 1 from certificates.alarm a where a.participant = r.participant
         and a.issuer = r.issuer and a.number = r.number and a.code = 'CONFIRMATION_OWED')
     order by issuer, number limit ${MAX_RUNG} for update skip locked`,
    [today],
  )
}

/** Rings at the importing side, once, whoever noticed: not for goods whose arrival has ended. */
export async function owed(
  { tx, me, number, now }: Omit<Incoming, 'statement' | 'means'>,
  { issuer, source }: { readonly issuer: PartyCode; readonly source: PartyCode },
): Promise<void> {
  const about = { code: 'CONFIRMATION_OWED', issuer, number } as const
  const arrival = await findArrival(tx, { participant: me, issuer, number }, 'lock')
  if (arrival?.closed_at != null || (await hasRung(tx, me, about))) return
  await ring(tx, me, { ...about, source, detail: { number, issuer }, at: now })
}
