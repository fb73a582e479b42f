import { randomUUID } from 'node:crypto'
import { insertProposal } from '../access/adapters/proposals-store.ts'
import type { Officer } from '../access/officer.ts'
import { changeKeys, listOf, tryKeys } from '../participants/adapters/change-keys.ts'
import type { Keys } from '../participants/adapters/remote-keys.ts'
import { fingerprintOf, type NamedKey } from '../participants/key-ceremony.ts'
import type { KeyRefusal } from '../participants/key-refusals.ts'
import {
  KEY_REQUESTS,
  type KeyDoorName,
  type KeyRequest,
  read,
  readKeyRequest,
} from '../participants/key-request.ts'
import { type KeyFacts, keyFacts } from '../participants/key-standing.ts'
import type { Tx } from '../platform/database.ts'
import { accept, type Outcome } from '../values/outcome.ts'
import { headsOf, stolenKey } from './stolen-key.ts'

/** What the doors of key officers work with. */
export type KeyRing = {
  readonly dataFolder: string
  readonly keys: Pick<Keys, 'held' | 'another' | 'keptIn'>
  /** The node reads its list again: it was changed here. */
  readonly look: () => Promise<void>
}

export type KeyCall = {
  readonly ring: KeyRing
  readonly tx: Tx
  readonly officer: Officer
  readonly now: Date
  readonly body: unknown
}
type Answered = Promise<Outcome<unknown, KeyRefusal>>

/** Every key of the officer's own Participant. */
export async function viewKeys({ ring, officer, now }: Omit<KeyCall, 'tx' | 'body'>): Answered {
  const facts = await factsOf(ring, officer, now)
  if (!facts.ok) return facts
  const { participant } = officer
  return accept({ participant, keptIn: await ring.keys.keptIn(), keys: facts.value.map(keyView) })
}

/** One key of a usage is prepared at a time: whoever asks again is given that one. */
export async function createKey(call: KeyCall): Answered {
  const { ring, officer, now, tx, body } = call
  const asked = read(KEY_REQUESTS.create, body, ({ usage }) => usage)
  if (!asked.ok) return asked
  const usage = asked.value
  const before = await factsOf(ring, officer, now)
  if (!before.ok) return before
  const isPrepared = (each: KeyFacts) => each.usage === usage && each.standing === 'prepared'
  const there = before.value.find(isPrepared)
  if (there !== undefined) return accept({ key: keyView(there) })
  const made = fingerprintOf((await ring.keys.another({ party: officer.participant, usage })).key)
  tx.changes.push({ thing: 'key', key: made, before: null, after: { standing: 'prepared' } })
  const after = await factsOf(ring, officer, now)
  if (!after.ok) return after
  const key = after.value.find(({ fingerprint }) => fingerprint === made)
  return accept({ key: key && keyView(key) })
}

/** Looks whether it could be done, and keeps it as a proposal for the other key officer. */
export async function proposeKeyAct(
  call: KeyCall,
  door: { readonly name: KeyDoorName; readonly door: string; readonly act: Proposed['act'] },
): Answered {
  const { ring, officer, now, tx, body } = call
  const asked = readKeyRequest(door.name, body)
  if (!asked.ok) return asked
  const change = await changeOf(ring, asked.value, officer)
  const tried = await tryKeys(ring.dataFolder, change, seconds(now))
  if (!tried.ok) return tried
  const { participant, id: by } = officer
  const what = {
    ...{ participant, id: randomUUID(), act: door.act, door: door.door, params: {} },
    thing: thingOf(asked.value),
    body: body as Proposed['body'],
  }
  await insertProposal(tx, { ...what, proposed_by: by, proposed_at: now })
  return accept({ proposal: { ...what, proposedBy: officer.name, proposedAt: now } })
}
type Proposed = Parameters<typeof insertProposal>[1]

/**
 * Does it, once the other key officer has approved. The list is published before the approval is kept:
 * killed in between, it is still proposed, and approving it again changes nothing more.
 */
export async function doKeyAct(call: KeyCall, door: KeyDoorName): Answered {
  const { ring, officer, now, tx, body } = call
  const asked = readKeyRequest(door, body)
  if (!asked.ok) return asked
  const change = await changeOf(ring, asked.value, officer)
  const { held } = change
  const before = await factsOf(ring, officer, now)
  if (!before.ok) return before
  const changed = await changeKeys(ring.dataFolder, change, seconds(now))
  if (!changed.ok) return changed
  await ring.look()
  const { listed } = changed.value
  const after = keyFacts(officer.participant, { listed, held }, seconds(now))
  tx.changes.push(...changesOf(before.value, after))
  return accept({ keys: after.map(keyView) })
}

/** What would become of a certificate key's signatures if it were marked so, for an officer to judge before. */
export async function viewStolen({ ring, officer, now, tx, body }: KeyCall): Answered {
  const asked = read(KEY_REQUESTS.stolen, body, (each) => each)
  if (!asked.ok) return asked
  const { usage, key: name, since } = asked.value
  const change = await changeOf(ring, { usage, name, act: { act: 'compromised', since } }, officer)
  const tried = await tryKeys(ring.dataFolder, change, seconds(now))
  if (!tried.ok) return tried
  const stolen = await stolenKey(tried.value, name, change.heads, tx)
  const at = stolen?.witnessedAt ?? null
  const none = { goodBelow: 0, stays: 0, falls: 0 }
  return accept({ ...none, ...stolen, witnessedAt: at === null ? null : new Date(at * 1000) })
}

/** What is asked for, and what it is judged by. */
async function changeOf(
  { keys, dataFolder }: KeyRing,
  { usage, name, act }: KeyRequest,
  { participant }: Officer,
) {
  const named: NamedKey = { party: participant, usage, name }
  const heads = await headsOf(dataFolder, participant)
  return { named, act, held: await keys.held(), heads }
}

/** `key certificate 3f2a…`: what the journal and the waiting list call it. */
function thingOf({ usage, name }: KeyRequest): string {
  return `${usage} ${name.slice(0, 16)}`
}

async function factsOf(
  { dataFolder, keys }: KeyRing,
  { participant }: Officer,
  now: Date,
): Promise<Outcome<readonly KeyFacts[], KeyRefusal>> {
  const held = await keys.held()
  const list = await listOf(dataFolder, participant)
  if (!list.ok) return list
  return accept(keyFacts(participant, { listed: list.value.listed, held }, seconds(now)))
}

/** Each key of which something changed: a rotation changes two. */
function changesOf(before: readonly KeyFacts[], after: readonly KeyFacts[]): Tx['changes'] {
  const said = ({ standing, since }: KeyFacts) => ({ standing, since })
  return after.flatMap((each) => {
    const old = before.find(({ fingerprint }) => fingerprint === each.fingerprint)
    const isSame = old !== undefined && JSON.stringify(said(old)) === JSON.stringify(said(each))
    const change = { before: old === undefined ? null : said(old), after: said(each) }
    return isSame ? [] : [{ thing: 'key', key: each.fingerprint, ...change }]
  })
}

function keyView({ madeAt, notBefore, notAfter, since, ...facts }: KeyFacts) {
  const time = (at: number | null) => (at === null ? null : new Date(at * 1000))
  const times = { madeAt: time(madeAt), notBefore: time(notBefore), notAfter: time(notAfter) }
  return { ...facts, ...times, since: time(since) }
}

function seconds(now: Date): number {
  return Math.floor(now.getTime() / 1000)
}
