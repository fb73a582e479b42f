import { toHex } from '../crypto/bytes.ts'
import { dayAt } from '../values/day.ts'
import type { Alarm } from './alarm.ts'
import {
  type CertificateTable,
  certificateTable,
  type NumberTable,
  numberTable,
} from './compact-table.ts'
import { decodeEntry, type LogEntry } from './entry.ts'
import { announcedParty, statusOfEntry } from './entry-kind.ts'
import { isFinal } from './statuses.ts'

/** What a monitor knows of all logs together. Grows with them; a row a certificate, and no objects. */
export type Book = {
  readonly certificates: CertificateTable
  /** By their place here a row names its log. */
  readonly logs: readonly WatchedLog[]
}

export type WatchedLog = {
  readonly origin: string
  /** The first certificate entry of every slot. */
  readonly slots: NumberTable
  /** What the log has announced so far, in its order. */
  readonly blocks: Announced[]
}

/** A block by its first slot and the digest of its statement; the log does not say how long it is. */
type Announced = { readonly first: number; readonly digest: string }

/** Of the row of a certificate. */
export const KNOWN = { certificate: 1, confirmed: 2, closed: 4 } as const

/** @param seed that nobody else knows, so that a hostile log cannot choose keys that fall together */
export function openBook(origins: readonly string[], seed: number): Book {
  const logs = origins.map((origin) => ({ origin, slots: numberTable(seed), blocks: [] }))
  return { certificates: certificateTable(seed), logs }
}

/** What is known beside the log while its entries are looked at. */
export type Surroundings = {
  /** Numbers in a block, by the hex digest of its statement; undefined where nobody showed it. */
  readonly blockSize: (digest: string) => number | undefined
  /** When the last head without these entries was witnessed, epoch seconds; null where none is known. */
  readonly after: number | null
  /** When the first head with them was. */
  readonly until: number
  /** How long an author may take to log what it signed: seconds. */
  readonly loggingLimit: number
}

/** A number of one log takes at most this; a block that nobody shows can hold no more. */
const MAX_BLOCK = 1_000_000
const MAX_SLOT = 2 ** 32
/** Clocks of offices differ by minutes; a certificate of tomorrow is no such difference. */
const CLOCK_SECONDS = 3600
/** More blocks than a bundle can carry have no meaning for a verdict. */
const MAX_BLOCKS = 1024

/**
 * Takes the next entry of a log into the book, and says what is wrong with it. It says so of entries
 * that were known before, too: the caller tells only of those that are new.
 */
export function takeEntry(
  book: Book,
  at: { readonly log: number; readonly index: number },
  bytes: Uint8Array,
  around: Surroundings,
): readonly Alarm[] {
  const log = book.logs[at.log] as WatchedLog
  const entry = decodeEntry(bytes)
  if (entry === undefined) {
    const evidence = [{ name: 'entry.bin', bytes }]
    const { index } = at
    return [alarmOf('MONITOR_ENTRY_MALFORMED', log, String(index), { index }, evidence)]
  }
  const party = announcedParty(entry.kind)
  if (party !== undefined) return [keysAlarm(log, at.index, { ...entry, party }, around)]
  if (entry.kind === 'number-block') announce(log, entry)
  if (entry.kind === 'certificate') return takeCertificate(book, at, entry, around)
  takeWord(book, at, entry)
  return []
}

/** As long as a party has to object (participants/publication.ts). */
const DELAY_SECONDS = 7 * 86_400

/** No witness saw it before the last head without it; where none is known, its own word has to do. */
function keysAlarm(
  log: WatchedLog,
  index: number,
  { party, iat }: LogEntry & { readonly party: string },
  { after, until }: Surroundings,
): Alarm {
  const from = dayAt((after ?? Math.min(iat, until)) + DELAY_SECONDS, 0)
  return alarmOf('MONITOR_KEYS_ANNOUNCED', log, String(index), { index, party, from })
}

function announce({ blocks }: WatchedLog, { slot, digest }: LogEntry): void {
  if (slot !== null && blocks.length < MAX_BLOCKS)
    blocks.push({ first: slot, digest: toHex(digest) })
}

function takeCertificate(
  book: Book,
  at: { readonly log: number; readonly index: number },
  entry: LogEntry,
  around: Surroundings,
): readonly Alarm[] {
  const log = book.logs[at.log] as WatchedLog
  const { slot, digest, exp, subject } = entry
  const row = book.certificates.get(digest)
  const flags = (row?.flags ?? 0) | KNOWN.certificate
  const isFirst = row === undefined || (row.flags & KNOWN.certificate) === 0
  const time = exp ?? Number.MAX_SAFE_INTEGER
  // The first log that has it stays its log: another that repeats it must not take it over.
  book.certificates.set(
    digest,
    isFirst ? { flags, log: at.log, index: at.index, time } : { ...row, flags },
  )
  if (subject !== null) mark(book, subject, KNOWN.closed, { ...at, time: entry.iat })
  return [...slotAlarms(log, at.index, slot, around), ...timeAlarms(log, at.index, entry, around)]
}

function slotAlarms(
  log: WatchedLog,
  index: number,
  slot: number | null,
  { blockSize }: Surroundings,
): Alarm[] {
  const alarms: Alarm[] = []
  const holds = ({ first, digest }: Announced, at: number) =>
    at >= first && at < first + (blockSize(digest) ?? MAX_BLOCK)
  if (slot === null || slot >= MAX_SLOT || !log.blocks.some((block) => holds(block, slot))) {
    const detail = { index, slot: slot ?? '–' }
    alarms.push(alarmOf('MONITOR_OUTSIDE_BLOCKS', log, String(index), detail))
  }
  if (slot === null || slot >= MAX_SLOT) return alarms
  const first = log.slots.get(slot)
  if (first === undefined) log.slots.set(slot, index)
  else alarms.push(alarmOf('MONITOR_TWIN', log, String(index), { index, slot, first }))
  return alarms
}

/**
 * Between two heads nobody knows when an entry came, so it is called late only where the head before,
 * which has not got it, was witnessed after its time had passed.
 */
function timeAlarms(
  log: WatchedLog,
  index: number,
  { iat }: LogEntry,
  { after, until, loggingLimit }: Surroundings,
): Alarm[] {
  const alarms: Alarm[] = []
  if (after !== null && iat + loggingLimit < after) {
    const detail = { index, iat, after }
    alarms.push(alarmOf('MONITOR_BACKDATED', log, String(index), detail))
  }
  if (iat > until + CLOCK_SECONDS) {
    alarms.push(alarmOf('MONITOR_POSTDATED', log, String(index), { index, iat, until }))
  }
  return alarms
}

/** What is said of a certificate: that it was received, or that its number is closed. */
function takeWord(
  book: Book,
  at: { readonly log: number; readonly index: number },
  { kind, slot, subject, iat }: LogEntry,
): void {
  if (subject === null) return
  const status = statusOfEntry(kind)
  // With a slot it is the issuer's note of somebody else's word, which no issuer can give itself.
  const isReceipt = kind === 'import-confirmation' && slot === null
  if (isReceipt) mark(book, subject, KNOWN.confirmed, { ...at, time: iat })
  else if (status !== undefined && isFinal(status)) {
    mark(book, subject, KNOWN.closed, { ...at, time: iat })
  }
}

function mark(
  { certificates }: Book,
  subject: Uint8Array,
  flag: number,
  at: { readonly log: number; readonly index: number; readonly time: number },
): void {
  const row = certificates.get(subject)
  if (row === undefined) certificates.set(subject, { flags: flag, ...at })
  else if ((row.flags & flag) === 0) {
    // A word that came before its certificate is known by the confirmation, which must have one.
    const isWord = (row.flags & KNOWN.certificate) === 0 && flag === KNOWN.confirmed
    certificates.set(subject, { ...row, ...(isWord ? at : {}), flags: row.flags | flag })
  }
}

function alarmOf(
  code: Alarm['code'],
  { origin }: WatchedLog,
  about: string,
  detail: Alarm['detail'],
  evidence: Alarm['evidence'] = [],
): Alarm {
  return { code, where: origin, about, detail: { log: origin, ...detail }, evidence }
}
