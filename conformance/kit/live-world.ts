import type { LogEntry } from '../../src/transparency/entry.ts'
import { statusEntryKind } from '../../src/transparency/entry-kind.ts'
import type { Status } from '../../src/transparency/statuses.ts'
import { fields } from './draft.ts'
import type { Fields } from './fields.ts'
import { DAY, instant, issuerFiles, LISTED_AT, signing } from './lists.ts'
import {
  blockEntries,
  certificateEntry,
  digestOf,
  digestOfCertificate,
  GOOD,
  QUORUM_AT,
} from './live.ts'
import { ROWS } from './trust-files.ts'

/** What happened to the numbers of CD before its lists were made: one number for each case. */

const SAID_AT = instant('2026-03-03T12:00:00Z')

/** CD000101 and so on; the slot of a number of CD's first blocks is the number less one. */
export function numbered(serial: number, changes: Partial<Fields> = {}): Fields {
  return fields({ number: `CD${String(serial).padStart(6, '0')}`, ...changes })
}

function slotOf({ number }: Fields): number {
  return Number(number.slice(2)) - 1
}

export const OF_STATUS = {
  void: numbered(101),
  suspended: numbered(102),
  used: numbered(103),
  corrected: numbered(104),
  lost_or_stolen: numbered(105),
  replaced: numbered(106),
  returned_unused: numbered(107),
  spoiled: numbered(108),
  stolen: numbered(109),
} as const satisfies Partial<Record<Status, Fields>>

export const REPLACEMENT = numbered(110)
export const SPOILED_BLANK = numbered(120)
export const TWIN = numbered(30)
export const IMPORTED = numbered(40)
export const NOTED = numbered(41)
export const IMPORTED_AND_CORRECTED = numbered(42)
export const IMPORTED_AND_SUSPENDED = numbered(43)
export const IMPORTED_AND_VOID = numbered(44)
export const TWIN_IMPORTED = numbered(45)
export const SUSPENSION_ENDED = numbered(46)
export const VOID_THEN_VALID = numbered(47)
/** Of the block that counts from April on. */
export const TOO_EARLY = numbered(10_001)
/** In no log: signed three days ago, just long enough ago, a second later, an hour ago. */
export const NOT_LOGGED = numbered(48)
export const AT_THE_LIMIT = numbered(49, { iat: QUORUM_AT - DAY, issuedOn: '2026-03-03' })
export const WITHIN_THE_LIMIT = numbered(50, { iat: QUORUM_AT - DAY + 1, issuedOn: '2026-03-03' })
export const YOUNG = numbered(51, { iat: LISTED_AT - 3600, issuedOn: '2026-03-04' })
export const YOUNG_REPLACING = numbered(52, { iat: LISTED_AT - 3600, issuedOn: '2026-03-04' })
/** In no block. */
export const OUTSIDE = numbered(99_999)
export const YOUNG_OUTSIDE = numbered(99_998, { iat: LISTED_AT - 3600, issuedOn: '2026-03-04' })

const LOGGED = [
  GOOD,
  ...Object.values(OF_STATUS),
  IMPORTED,
  NOTED,
  IMPORTED_AND_CORRECTED,
  IMPORTED_AND_SUSPENDED,
  IMPORTED_AND_VOID,
  TWIN_IMPORTED,
  SUSPENSION_ENDED,
  VOID_THEN_VALID,
  TOO_EARLY,
]

export async function said(of: Fields, status: Status, iat = SAID_AT): Promise<LogEntry> {
  const subject = await digestOfCertificate(of)
  const kind = statusEntryKind(status)
  return {
    ...{ kind, slot: slotOf(of), iat, exp: null, subject },
    digest: digestOf(`${of.number} ${status}`),
  }
}

/** As importer with slot null, as issuer that took note with its slot. */
export async function received(of: Fields, slot: number | null): Promise<LogEntry> {
  const subject = await digestOfCertificate(of)
  return {
    ...{ kind: 'import-confirmation', slot, iat: SAID_AT, subject },
    exp: slot === null ? of.exp : null,
    digest: digestOf(`${of.number} received`),
  }
}

/** CD's blocks and its log, from the blocks on. */
export async function issuerLog() {
  const rows = ROWS.CD
  if (rows === undefined) throw new Error('no rows of CD')
  const { blocks } = await issuerFiles('CD', rows, signing('CD', LISTED_AT))
  const logged = LOGGED.map((each) => certificateEntry(each, slotOf(each)))
  const correction = { ...(await said(IMPORTED_AND_CORRECTED, 'corrected')), kind: 'correction' }
  const twin = { ...(await certificateEntry(TWIN, slotOf(TWIN))), digest: digestOf('the twin') }
  const blank = { ...(await said(SPOILED_BLANK, 'spoiled')), subject: null }
  const statuses = Object.entries(OF_STATUS) as [Status, Fields][]
  const replaced = await digestOfCertificate(OF_STATUS.replaced)
  return {
    blocks,
    entries: [
      ...blockEntries(blocks, rows.blocks),
      ...(await Promise.all(logged)),
      ...(await Promise.all(statuses.map(([status, of]) => said(of, status)))),
      await certificateEntry(REPLACEMENT, slotOf(REPLACEMENT), replaced),
      // The first entry of a slot wins: the certificate of the case is the second one.
      twin,
      await certificateEntry(TWIN, slotOf(TWIN)),
      blank,
      await received(NOTED, slotOf(NOTED)),
      correction,
      await said(IMPORTED_AND_SUSPENDED, 'suspended'),
      await said(IMPORTED_AND_VOID, 'void'),
      await said(SUSPENSION_ENDED, 'suspended'),
      await said(SUSPENSION_ENDED, 'valid', SAID_AT + 60),
      await said(VOID_THEN_VALID, 'void'),
      await said(VOID_THEN_VALID, 'valid', SAID_AT + 60),
    ],
  }
}

/** The log of the EU, which received some of the goods. */
export async function importerLog(): Promise<LogEntry[]> {
  const own = await Promise.all(
    [IMPORTED, IMPORTED_AND_CORRECTED, IMPORTED_AND_SUSPENDED, IMPORTED_AND_VOID].map((each) =>
      received(each, null),
    ),
  )
  const twin = { ...(await received(TWIN_IMPORTED, null)), subject: digestOf('another twin') }
  return [...own, twin]
}
