import { type Tx, transaction } from '../../platform/database.ts'
import { type Job, type JobTask, jobsWrite } from '../../platform/jobs.ts'
import { RefusedError } from '../../platform/refused-error.ts'
import { leaveWritten, type Write } from '../../platform/write-together.ts'
import { isPartyCode, type PartyCode } from '../../values/codes.ts'
import type { Refusal } from '../../values/outcome.ts'
import { openSigning, sealSigning, signingOf } from './awaiting-claims.ts'
import {
  type AwaitingRow,
  awaitingOf,
  awaitingWrite,
  leftAwaiting,
  lockAwaiting,
  nextAwaiting,
  noteRefused,
  takenWrite,
} from './awaiting-store.ts'
import { eventsWrite } from './events-store.ts'
import { lockHeld, signedWrite } from './held-store.ts'
import type { Means } from './means.ts'
import { type Awaitable, isAway, isAwayRefusal, type Signed, signAndKeep } from './sign.ts'

export const SIGN_AWAITING = 'certificates.sign-awaiting'

/** The signer is asked again so soon. */
const AWAY_MS = 5_000
/** What it refuses it will refuse again, unless somebody changes its list of officers. */
const REFUSED_MS = 60_000

/**
 * Signs and keeps; with the signer away what is said waits as it is, and a job signs it when it is back. What the
 * act changes here it changes at once: nobody goes on with a certificate because its voiding has no signature yet.
 * @param also what the act writes of its own; nothing is signed yet where it is given null
 */
export async function signOrWait(
  tx: Tx,
  means: Means,
  signing: Awaitable,
  also: (signed: Signed | null) => readonly Write[] = () => [],
): Promise<void> {
  const isBehind = await isBehindAnother(tx, signing)
  if (!isBehind && (await signedNow(tx, means, signing, also))) return
  const { author: participant, number, at: since, kind, status } = signing
  const isHeld = kind === 'certificate'
  const sealed = isHeld ? null : sealSigning(means.safe, signing)
  const waits = { participant, subject: number, at: since, act: 'unsigned', by: null }
  leaveWritten(tx, [
    ...also(null),
    awaitingWrite({ participant, number, what: status ?? kind, since, sealed }),
    // Of a validation its own line says so.
    ...(isHeld ? [] : [eventsWrite([waits])]),
    jobsWrite([signAwaiting(participant)]),
  ])
}

/** Of a certificate nothing waits before it is one. */
async function isBehindAnother(tx: Tx, { kind, author: participant, number }: Awaitable) {
  return kind !== 'certificate' && (await awaitingOf(tx, { participant, number })).length > 0
}

async function signedNow(...signing: Parameters<typeof signAndKeep>): Promise<boolean> {
  try {
    await signAndKeep(...signing)
    return true
  } catch (error) {
    if (!isAway(error)) throw error
    return false
  }
}

/** Asks for the signatures of a Participant that wait: queued with each act that found no signer. */
function signAwaiting(participant: PartyCode, runAt?: Date): Job {
  const queue = `certificates sign ${participant}`
  // One such job waits at a time: it signs all that there are.
  const options = { queue, jobKey: queue, ...(runAt !== undefined && { runAt }) }
  return { name: SIGN_AWAITING, payload: { participant }, options }
}

/**
 * Signs in its order what was decided while the signer was away, each in a transaction of its own. What is still
 * away or refused is asked for again later; a voiding meanwhile takes a certificate out of the row.
 */
export function signAwaitingTask(means: Means): JobTask {
  return async (payload) => {
    const { participant } = payload as { readonly participant?: unknown }
    if (!isPartyCode(participant)) throw new Error('a job names no Participant')
    const scoped = <T>(work: (tx: Tx) => Promise<T>) =>
      transaction(means.database, work, { scope: participant })
    let after = 0n
    let isSignerAway = false
    while (!isSignerAway) {
      const step = await scoped((tx) => signNext(tx, means, participant, after))
      if (step === undefined) break
      after = step.id
      isSignerAway = step.isAway
    }
    await scoped(async (tx) => {
      const left = await leftAwaiting(tx, participant)
      if (left === null) return
      // One that came in at this moment was not asked about, and is soon.
      const pause = isSignerAway || left === 'untried' ? AWAY_MS : REFUSED_MS
      leaveWritten(tx, [jobsWrite([signAwaiting(participant, new Date(Date.now() + pause))])])
    })
  }
}

async function signNext(tx: Tx, means: Means, participant: PartyCode, after: bigint) {
  const next = await nextAwaiting(tx, participant, after)
  if (next === undefined) return undefined
  const refused = await signRow(tx, means, next)
  const isSignerAway = isAwayRefusal(refused)
  if (refused !== undefined && !isSignerAway) await noteRefused(tx, next, refused)
  return { id: next.id, isAway: isSignerAway }
}

/** Signs exactly what was decided, once: whoever comes second finds it gone. The refusal where nobody signed. */
async function signRow(tx: Tx, means: Means, next: AwaitingRow): Promise<Refusal | undefined> {
  const now = means.clock()
  // The certificate first, as every act on it does, and then its place here: so nobody waits for each other.
  const held = next.sealed === null ? await lockHeld(tx, next, 'awaiting_signature') : undefined
  const row = await lockAwaiting(tx, next)
  if (row === undefined) return undefined
  const signing =
    row.sealed === null ? held && signingOf(held, now) : openSigning(means.safe, row, now)
  if (signing === undefined) return void leaveWritten(tx, [takenWrite(row)])
  if (!signing.ok) return signing.refusals[0]
  const { participant, number } = row
  const event = { participant, subject: number, at: now, act: 'signed-later', by: null }
  try {
    await signAndKeep(tx, means, signing.value, (signed) => [
      ...(held === undefined ? [] : [signedWrite(held, signed)]),
      takenWrite(row),
      eventsWrite([event]),
    ])
    return undefined
  } catch (error) {
    if (error instanceof RefusedError) return error.refusal
    throw error
  }
}
