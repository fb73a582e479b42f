import { mayDo } from '../../access/grants.ts'
import type { Officer } from '../../access/officer.ts'
import type { Queryable, Tx } from '../../platform/database.ts'
import type { PartyCode } from '../../values/codes.ts'
import type { Day } from '../../values/day.ts'
import { accept, type Outcome, refuse, refusedUnder } from '../../values/outcome.ts'
import { parseLine, parseNote } from '../../values/text.ts'
import {
  appendBlock,
  blockFault,
  encodeBlock,
  type NumberBlock,
  numberAt,
  sizeOf,
} from '../blocks.ts'
import { MAX_NOTE, MAX_REFERENCE } from '../limits.ts'
import { parseNumber } from '../number.ts'
import type { CertificatesRefusal } from '../refusals.ts'
import { gapsOf } from './gaps-store.ts'
import { holdersIn, refuseHeld } from './hand-over.ts'
import { heldRuns } from './hands-store.ts'
import { type Means, practiceOf, todayOf } from './means.ts'
import {
  blocksOf,
  closeBlank,
  countBlanks,
  findBlank,
  insertBlock,
  lockBlocks,
  nextInStock,
} from './numbers-store.ts'
import { sayStatus } from './say-status.ts'
import { ownClaims, signAndKeep } from './sign.ts'
import { countSaid } from './status-store.ts'

export type Announce = {
  readonly series: string
  readonly first: number
  readonly last: number
  readonly width: number
  readonly stationery: string
  readonly validFrom: Day
}

/** Announces a block of numbers: signed, kept, and each number in stock, in one transaction. */
export async function announceBlock(
  tx: Tx,
  means: Means,
  participant: PartyCode,
  announced: Announce,
  now: Date,
): Promise<Outcome<NumberBlock, CertificatesRefusal>> {
  const fault = blockFault({ ...announced, firstSlot: 0 }, participant)
  if (fault !== undefined) return refuse(fault)
  await lockBlocks(tx, participant)
  const existing = await blocksOf(tx, participant)
  const block = appendBlock(existing, announced)
  if (typeof block === 'string') return refuse(block)
  const { digest } = await signAndKeep(tx, means, {
    kind: 'number-block',
    author: participant,
    number: numberAt(block, block.first),
    slot: block.firstSlot,
    subject: null,
    claims: ownClaims(now, encodeBlock(block)),
    to: [],
    at: now,
  })
  await countSaid(tx, participant)
  await insertBlock(tx, participant, { ...block, ordinal: existing.length + 1, digest }, now)
  return accept(block)
}

/** Reads what a custodian typed; the series and the width come from the profile unless typed. */
export function announceFrom(
  means: Means,
  officer: Officer,
  body: Readonly<Record<string, unknown>>,
  now: Date,
): Outcome<Announce, CertificatesRefusal> {
  const { prefix, digits } = practiceOf(means, officer.participant, now).numberFormat.value
  const stationery = parseLine(body.stationery, MAX_REFERENCE)
  if (!stationery.ok) return refusedUnder('stationery', stationery)
  const { first, last } = body
  if (!Number.isSafeInteger(first) || !Number.isSafeInteger(last) || (first as number) < 0) {
    return refuse('CERTIFICATES_BLOCK_SHAPE', 'first')
  }
  return accept({
    series:
      typeof body.prefix === 'string' && body.prefix !== '' ? body.prefix.toUpperCase() : prefix,
    width: digits,
    first: first as number,
    last: last as number,
    stationery: stationery.value,
    validFrom: todayOf(means, officer.participant, now),
  })
}

/** Closes a blank that was damaged or given back: its number is never used again, and that is signed. */
export async function closeBlankNumber(
  tx: Tx,
  means: Means,
  officer: Officer,
  body: Readonly<Record<string, unknown>>,
  now: Date,
): Promise<Outcome<null, CertificatesRefusal>> {
  const typed = parseNumber(body.number)
  if (!typed.ok) return refusedUnder('number', typed)
  const reason = parseNote(body.reason, MAX_NOTE)
  if (!reason.ok) return refusedUnder('reason', reason)
  const { participant } = officer
  const number = typed.value
  const blank = await findBlank(tx, participant, number, 'lock')
  if (blank === undefined) return refuse('CERTIFICATES_NUMBER_NOT_IN_STOCK', 'number', { number })
  if (blank.state !== 'in_stock' && blank.state !== 'allotted') {
    return refuse('CERTIFICATES_NUMBER_TAKEN', 'number', { number, state: blank.state })
  }
  const isElsewhere = blank.state === 'allotted' && blank.holder_id !== officer.id
  if (isElsewhere && !mayDo(officer, 'certificates:allot')) return refuseHeld(blank)
  const isReturned = body.state === 'returned'
  const end = { officer: officer.name, reason: reason.value, at: now }
  await closeBlank(tx, participant, blank.slot, {
    ...end,
    state: isReturned ? 'returned' : 'spoiled',
  })
  await sayStatus(
    { tx, means, row: { participant, number, slot: blank.slot, digest: null, told: [] }, now },
    {
      status: isReturned ? 'returned_unused' : 'spoiled',
      reason: reason.value,
      other: null,
    },
  )
  return accept(null)
}

/** How many blanks a hand-over offers unless another number is typed: as many as are counted at a desk. */
const USUAL_RUN = 50

/** The stock: each block with its counts, what comes next, the gaps, and what is in whose hands. */
export async function stockView(on: Queryable, participant: PartyCode) {
  const blocks = await blocksOf(on, participant)
  const counts = await countBlanks(on, participant)
  const countOf = (block: number, state: string) =>
    counts.find((each) => each.block === block && each.state === state)?.count ?? 0
  const next = await nextInStock(on, participant, USUAL_RUN)
  const issuing = await holdersIn(on, participant)
  return {
    next: next[0] ?? null,
    nextRun: next.length === 0 ? null : { first: next[0], last: next.at(-1) },
    gaps: await gapsOf(on, participant),
    held: await heldRuns(on, participant),
    issuing: issuing.map(({ id, name, firm }) => ({
      id,
      name: firm === null ? name : `${name} (${firm})`,
    })),
    blocks: blocks.map((block) => ({
      id: block.ordinal,
      series: block.series,
      first: numberAt(block, block.first),
      last: numberAt(block, block.last),
      stationery: block.stationery,
      validFrom: block.validFrom,
      total: sizeOf(block),
      inStock: countOf(block.ordinal, 'in_stock'),
      allotted: countOf(block.ordinal, 'allotted'),
      used: countOf(block.ordinal, 'used'),
      spoiled: countOf(block.ordinal, 'spoiled'),
      returned: countOf(block.ordinal, 'returned'),
    })),
  }
}
