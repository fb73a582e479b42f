import { type Tx, transaction } from '../../platform/database.ts'
import { type Job, type JobTask, jobsWrite } from '../../platform/jobs.ts'
import { RefusedError } from '../../platform/refused-error.ts'
import { leaveWritten } from '../../platform/write-together.ts'
import { isPartyCode, type PartyCode } from '../../values/codes.ts'
import type { Refusal } from '../../values/outcome.ts'
import { signingOf } from './awaiting-claims.ts'
import {
  type AwaitingRow,
  leftAwaiting,
  nextAwaiting,
  noteRefused,
  signedWrite,
} from './awaiting-store.ts'
import { eventsWrite } from './events-store.ts'
import type { Means } from './means.ts'
import { signAndKeep } from './sign.ts'

export const SIGN_AWAITING = 'certificates.sign-awaiting'

/** The signer is asked again so soon. */
const AWAY_MS = 5_000
/** What it refuses it will refuse again, unless somebody changes its list of officers. */
const REFUSED_MS = 60_000

/** Asks for the signatures of a Participant that wait: queued with each validation that found no signer. */
export function signAwaiting(participant: PartyCode, runAt?: Date): Job {
  const queue = `certificates sign ${participant}`
  // One such job waits at a time: it signs all that there are.
  const options = { queue, jobKey: queue, ...(runAt !== undefined && { runAt }) }
  return { name: SIGN_AWAITING, payload: { participant }, options }
}

/**
 * Signs what was validated while the signer was away, each in a transaction of its own. What is still
 * away or refused is asked for again later; a voiding meanwhile takes a certificate out of the row.
 */
export function signAwaitingTask(means: Means): JobTask {
  return async (payload) => {
    const { participant } = payload as { readonly participant?: unknown }
    if (!isPartyCode(participant)) throw new Error('a job names no Participant')
    const scoped = <T>(work: (tx: Tx) => Promise<T>) =>
      transaction(means.database, work, { scope: participant })
    let after = ''
    let isAway = false
    while (!isAway) {
      const step = await scoped((tx) => signNext(tx, means, participant, after))
      if (step === undefined) break
      after = step.number
      isAway = step.isAway
    }
    await scoped(async (tx) => {
      const left = await leftAwaiting(tx, participant)
      if (left === null) return
      // One that was in somebody else's hand at this moment was not asked about, and is soon.
      const pause = isAway || left === 'untried' ? AWAY_MS : REFUSED_MS
      leaveWritten(tx, [jobsWrite([signAwaiting(participant, new Date(Date.now() + pause))])])
    })
  }
}

async function signNext(tx: Tx, means: Means, participant: PartyCode, after: string) {
  const row = await nextAwaiting(tx, participant, after)
  if (row === undefined) return undefined
  const { number } = row
  const refused = await signRow(tx, means, row)
  if (isAwayRefusal(refused)) return { number, isAway: true }
  if (refused !== undefined) await noteRefused(tx, row, refused)
  return { number, isAway: false }
}

/** Signs exactly the claims that were validated; the refusal where nobody signed. */
async function signRow(tx: Tx, means: Means, row: AwaitingRow): Promise<Refusal | undefined> {
  const now = means.clock()
  const signing = signingOf(row, now)
  if (!signing.ok) return signing.refusals[0]
  const { participant, number } = row
  const event = { participant, subject: number, at: now, act: 'signed-later', by: null }
  try {
    await signAndKeep(tx, means, signing.value, (signed) => [
      signedWrite(row, signed),
      eventsWrite([event]),
    ])
    return undefined
  } catch (error) {
    if (error instanceof RefusedError) return error.refusal
    throw error
  }
}

/** Whether nobody signed because there is nobody to ask: the same is asked again, unchanged. */
export function isAway(error: unknown): boolean {
  return error instanceof RefusedError && isAwayRefusal(error.refusal)
}

function isAwayRefusal(refused: Refusal | undefined): boolean {
  return refused?.code === 'PARTICIPANTS_SIGNER_AWAY'
}
