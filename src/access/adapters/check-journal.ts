import { sameBytes } from '../../crypto/bytes.ts'
import type { VerifySignature } from '../../crypto/signature.ts'
import { parseStatement } from '../../crypto/statement.ts'
import { authenticate } from '../../participants/authenticate.ts'
import type { Trust } from '../../participants/trust.ts'
import { type Queryable, rowsOf } from '../../platform/database.ts'
import {
  type ChainEnd,
  type ChainFault,
  checkLink,
  decodeEntry,
  firstHash,
  type Link,
} from '../journal.ts'
import { decodeHead } from '../journal-head.ts'

const PAGE = 1_000

export type JournalFault = {
  readonly code:
    | ChainFault
    | 'JOURNAL_HEAD_FORGED'
    | 'JOURNAL_HEAD_DIFFERS'
    | 'JOURNAL_CUT_OFF'
    | 'JOURNAL_ERASED_EARLY'
  readonly seq: number
}
export type JournalCheck = {
  readonly participant: string
  readonly entries: number
  readonly heads: number
  readonly hash: Uint8Array
  readonly faults: readonly JournalFault[]
  /** Acts that were begun and whose outcome is not known, because the program ended before it answered. */
  readonly unknown: readonly number[]
}
export type Checking = {
  readonly trust: Trust
  readonly verify: VerifySignature
  /** The last link that this machine remembers outside of the database. */
  readonly remembered: ChainEnd | undefined
  /** Epoch seconds: an entry may be erased only where a head signed before then covers it. */
  readonly keptFrom: number
}

/**
 * Walks a Participant's whole chain, from the first entry, and compares it with every signed head and
 * with what was remembered. It goes on after a fault, so that all of them are told.
 */
export async function checkJournal(
  on: Queryable,
  participant: string,
  checking: Checking,
): Promise<JournalCheck> {
  const marks = await marksOf(on, participant, checking)
  const faults: JournalFault[] = [...marks.faults]
  const unknown: number[] = []
  let end: ChainEnd = { seq: 0, hash: firstHash(participant) }
  for (let page = await linksAfter(on, participant, 0); page.length > 0; ) {
    for (const link of page) {
      const fault = checkLink(end, link)
      if (fault !== null) faults.push({ code: fault, seq: link.seq })
      if (link.entry === null && link.seq > marks.erasable)
        faults.push({ code: 'JOURNAL_ERASED_EARLY', seq: link.seq })
      for (const mark of marks.at.get(link.seq) ?? []) {
        if (!sameBytes(mark, link.hash))
          faults.push({ code: 'JOURNAL_HEAD_DIFFERS', seq: link.seq })
      }
      if (isUnknown(link)) unknown.push(link.seq)
      end = { seq: link.seq, hash: link.hash }
    }
    page = await linksAfter(on, participant, end.seq)
  }
  const { seq } = end
  const beyond = [...marks.at.keys()].filter((marked) => marked > seq)
  faults.push(...beyond.map((marked) => ({ code: 'JOURNAL_CUT_OFF' as const, seq: marked })))
  return { participant, entries: seq, heads: marks.heads, hash: end.hash, faults, unknown }
}

function isUnknown({ entry }: Link): boolean {
  return entry !== null && decodeEntry(entry)?.outcome === 'unknown'
}

async function linksAfter(on: Queryable, participant: string, seq: number): Promise<Link[]> {
  const rows = await rowsOf<{
    readonly seq: bigint
    readonly at: Date
    readonly officer_id: string | null
    readonly act: string
    readonly thing: string
    readonly entry: Buffer | null
    readonly digest: Buffer
    readonly hash: Buffer
  }>(
    on,
    `select seq, at, officer_id, act, thing, entry, digest, hash from access.journal
     where participant = $1 and seq > $2 order by seq limit $3`,
    [participant, seq, PAGE],
  )
  return rows.map((row) => ({
    seq: Number(row.seq),
    at: row.at.getTime(),
    officerId: row.officer_id,
    act: row.act,
    thing: row.thing,
    entry: row.entry === null ? null : new Uint8Array(row.entry),
    digest: new Uint8Array(row.digest),
    hash: new Uint8Array(row.hash),
  }))
}

/** What the chain must be at which places: the signed heads, each if its author really signed it. */
async function marksOf(
  on: Queryable,
  participant: string,
  { trust, verify, remembered, keptFrom }: Checking,
) {
  const rows = await rowsOf<{ seq: bigint; statement: Buffer }>(
    on,
    'select seq, statement from access.journal_head where participant = $1 order by day',
    [participant],
  )
  const at = new Map<number, Uint8Array[]>()
  const mark = ({ seq, hash }: ChainEnd) => at.set(seq, [...(at.get(seq) ?? []), hash])
  const faults: JournalFault[] = []
  let erasable = 0
  for (const row of rows) {
    const head = await signedHead(new Uint8Array(row.statement), participant, { trust, verify })
    if (head !== undefined && head.seq === Number(row.seq)) {
      mark(head)
      if (head.iat < keptFrom) erasable = Math.max(erasable, head.seq)
    } else faults.push({ code: 'JOURNAL_HEAD_FORGED', seq: Number(row.seq) })
  }
  if (remembered !== undefined) mark(remembered)
  return { at, faults, heads: rows.length, erasable }
}

async function signedHead(
  bytes: Uint8Array,
  participant: string,
  { trust, verify }: Pick<Checking, 'trust' | 'verify'>,
): Promise<(ChainEnd & { readonly iat: number }) | undefined> {
  const parsed = parseStatement(bytes)
  if (!parsed.ok || parsed.value.iss !== participant) return undefined
  const author = await authenticate(parsed.value, 'journal-head', trust, verify)
  const head = author.ok ? decodeHead(parsed.value.body) : undefined
  return head && { ...head, iat: parsed.value.iat }
}
