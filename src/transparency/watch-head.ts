import { toBase64 } from '../crypto/base64.ts'
import { sameBytes } from '../crypto/bytes.ts'
import { encodeUtf8 } from '../crypto/utf8.ts'
import type { Alarm, Evidence } from './alarm.ts'
import { type Checkpoint, type Head, writeCheckpoint } from './checkpoint.ts'

/** How a head stands to the one that was verified before. */
export type Standing = 'same' | 'grown' | 'forked' | 'shrunk'

export function standingOf(head: Head, verified: Head | null): Standing {
  if (verified === null || head.size > verified.size) return 'grown'
  if (head.size < verified.size) return 'shrunk'
  return sameBytes(head.root, verified.root) ? 'same' : 'forked'
}

/**
 * Two heads that cannot both be of one log that only grows, each signed with its key. Of one size they
 * are proof by themselves; of two sizes with `proof`, which shows that the larger begins with another
 * tree of the smaller size.
 */
export function forkAlarm(
  a: Checkpoint,
  b: Checkpoint,
  proof: EarlierTree | null,
  seenAt: string,
): Alarm {
  const [smaller, larger] = a.size <= b.size ? [a, b] : [b, a]
  const about = [smaller, larger].map(({ size, root }) => `${size} ${toBase64(root)}`).join(' ')
  return {
    code: 'MONITOR_FORK',
    where: a.origin,
    about,
    detail: { log: a.origin, size: smaller.size, larger: larger.size, seenAt },
    evidence: [...notesOf([smaller, larger]), ...(proof === null ? [] : [proofFile(proof)])],
  }
}

/** The tree with which a larger one begins, as its tiles show it. */
export type EarlierTree = {
  readonly size: number
  readonly root: Uint8Array
  readonly proof: readonly Uint8Array[]
}

/** A consistency proof as the witness protocol writes it, behind the head that it leads from. */
function proofFile({ size, root, proof }: EarlierTree): Evidence {
  const hashes = proof.map((hash) => `${toBase64(hash)}\n`).join('')
  const text = `old ${size}\nroot ${toBase64(root)}\n${hashes}`
  return { name: 'consistency.txt', bytes: encodeUtf8(text) }
}

export function shrunkAlarm(head: Checkpoint, verified: Checkpoint): Alarm {
  return {
    code: 'MONITOR_ROLLED_BACK',
    where: head.origin,
    about: `${verified.size} ${head.size} ${toBase64(head.root)}`,
    detail: { log: head.origin, size: head.size, larger: verified.size },
    evidence: notesOf([head, verified]),
  }
}

/** A witness has seen more than the log shows here: it hides its newest entries from some readers. */
export function behindAlarm(head: Checkpoint, witnessed: Checkpoint, seenAt: string): Alarm {
  return {
    code: 'MONITOR_BEHIND',
    where: head.origin,
    about: `${head.size} ${witnessed.size}`,
    detail: { log: head.origin, size: head.size, larger: witnessed.size, seenAt },
    evidence: notesOf([head, witnessed]),
  }
}

/** @param since when the newest head was witnessed, or the log first seen: epoch seconds */
export function frozenAlarm(origin: string, since: number, hours: number): Alarm {
  const detail = { log: origin, since, hours }
  return { code: 'MONITOR_FROZEN', where: origin, about: String(since), detail, evidence: [] }
}

/** Cosignatures enough by their number, of operators too few: the nodes of one host vouch for each other. */
export function fewOperatorsAlarm(
  head: Checkpoint,
  counted: { readonly count: number; readonly operators: number; readonly needed: number },
): Alarm {
  const { origin, size } = head
  return {
    code: 'MONITOR_FEW_OPERATORS',
    where: origin,
    about: String(counted.operators),
    detail: { log: origin, size, ...counted },
    evidence: notesOf([head]),
  }
}

/** What a log gives for its checkpoint is none of its own. */
export function checkpointAlarm(origin: string, cause: string, bytes: Uint8Array): Alarm {
  return {
    code: 'MONITOR_CHECKPOINT',
    where: origin,
    about: cause,
    detail: { log: origin, cause },
    evidence: [{ name: 'checkpoint.bin', bytes }],
  }
}

function notesOf(checkpoints: readonly Checkpoint[]): Evidence[] {
  // Two of one size are two files.
  return checkpoints.map((each, at) => ({
    name: `checkpoint-${each.size}-${at + 1}.note`,
    bytes: writeCheckpoint(each),
  }))
}
