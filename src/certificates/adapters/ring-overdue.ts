import { nameOf } from '../../participants/registry.ts'
import { rowsOf, transaction } from '../../platform/database.ts'
import type { JobTask } from '../../platform/jobs.ts'
import type { PartyCode } from '../../values/codes.ts'
import { dayAt } from '../../values/day.ts'
import type { CertificateNumber } from '../number.ts'
import { epochSeconds, type Means } from './means.ts'
import { ring } from './raise-alarm.ts'

export const RING_OVERDUE = 'certificates:ring-overdue'

type Overdue = {
  readonly participant: PartyCode
  readonly number: CertificateNumber
  readonly destination: PartyCode
  readonly due: string
}

/**
 * Silence rings once: a certificate that was exported and not confirmed by the day that the
 * destination's own practice sets (hard case 18).
 */
export function ringOverdueTask(means: Means): JobTask {
  return async () => {
    const now = means.clock()
    await transaction(means.database, async (tx) => {
      const overdue = await rowsOf<Overdue>(
        tx,
        `select participant, number, destination, confirmation_due_on as due from certificates.certificate c
         where state = 'exported' and confirmation_due_on < $1 and not exists (
           select 1 from certificates.alarm a where a.participant = c.participant
             and a.number = c.number and a.code = 'CONFIRMATION_OVERDUE')
         order by participant, number limit 1000 for update skip locked`,
        [dayAt(epochSeconds(now), 0)],
      )
      for (const { participant, number, destination, due } of overdue) {
        const detail = { number, destination: nameOf(means.registry, destination, 'en'), due }
        const code = 'CONFIRMATION_OVERDUE'
        await ring(tx, participant, {
          code,
          issuer: participant,
          number,
          source: participant,
          detail,
          at: now,
        })
      }
    })
  }
}
