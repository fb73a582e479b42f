import { sameBytes } from '../crypto/bytes.ts'
import type { CborValue } from '../crypto/cbor.ts'
import { decodeUtf8, encodeUtf8 } from '../crypto/utf8.ts'
import type { PartyCosignature, RegisterCopy } from '../participants/bundle.ts'
import type { PartyCode } from '../values/codes.ts'
import {
  ColumnFault,
  type ColumnReader,
  type ColumnWriter,
  exact,
  readColumns,
  unzigzag,
  writeColumns,
  zigzag,
} from './columns.ts'
import {
  type DeltaContext,
  placesOf,
  readPage,
  readSized,
  writePage,
  writeSized,
} from './delta-page.ts'
import { joinSignedPage, type SignedPage, splitSignedPage } from './register-statement.ts'

type Copies = ReadonlyMap<PartyCode, RegisterCopy>

/** Like stands beside like: what is random packs by nothing, and what repeats packs well alone. */
const COLUMNS = [
  'shape',
  'times',
  'sizes',
  'gaps',
  'runs',
  'said',
  'refs',
  'texts',
  'roots',
  'signatures',
  'prefixes',
  'cosigned',
  'cosignatures',
] as const

const SIGNATURE_BYTES = 64
/** More than any scheme has parties. */
const MAX_WITNESSES = 1024

/**
 * How the register pages of `was` became those of `is`: null where the target has none, otherwise
 * `[reference time, whole pages by party, columns]`. Parties in the order of their codes.
 */
export function changeOfRegister(was: Copies = new Map(), is: Copies | undefined): CborValue {
  if (is === undefined) return null
  const pages = pagesIn(was)
  const context = { reference: newest(is), open: openIn(pages) }
  const places = placesOf(context)
  const to = writeColumns(COLUMNS)
  const whole = new Map<string, CborValue>()
  for (const party of partiesOf(was)) {
    const copy = is.get(party)
    const base = pages.get(party)
    const target = copy && pageIn(is.get(party)?.page, party)
    const isGone = copy === undefined
    const isSame = sameBytes(copy?.page ?? NOTHING, was.get(party)?.page ?? NOTHING)
    to.number(
      'shape',
      isGone ? FATE.gone : isSame ? FATE.same : base && target ? FATE.changed : FATE.whole,
    )
    if (isGone) continue
    if (!isSame && base && target) writePage(to, base, target, context, places)
    else if (!isSame) whole.set(party, copy.page)
    writeCosignatures(to, was.get(party), copy, timeOf(target, context))
  }
  for (const party of partiesOf(is)) {
    const copy = is.get(party)
    if (copy === undefined || was.has(party)) continue
    whole.set(party, copy.page)
    writeCosignatures(to, undefined, copy, timeOf(pageIn(is.get(party)?.page, party), context))
  }
  return [context.reference, whole, to.finish()]
}

const FATE = { changed: 0, same: 1, whole: 2, gone: 3 } as const
const NOTHING = new Uint8Array()

/** The copies that the change makes; null where the target has no register. Throws a `ColumnFault`. */
export function changedRegister(was: Copies = new Map(), change: CborValue): Copies | null {
  if (change === null) return null
  const { reference, whole, columns } = readChange(change)
  const from = readColumns(COLUMNS, columns)
  const pages = pagesIn(was)
  const context = { reference, open: openIn(pages) }
  const is = new Map<PartyCode, RegisterCopy>()
  const put = (party: PartyCode, page: Uint8Array | undefined, signed: SignedPage | undefined) => {
    if (page === undefined) throw new ColumnFault('whole')
    const since = timeOf(signed, context)
    is.set(party, { page, cosignatures: readCosignatures(from, was.get(party), since) })
  }
  for (const party of partiesOf(was)) {
    const fate = from.number('shape')
    const base = pages.get(party)
    if (fate === FATE.gone) continue
    if (fate === FATE.same) put(party, was.get(party)?.page, base)
    else if (fate === FATE.whole) put(party, whole.get(party), pageIn(whole.get(party), party))
    else if (fate === FATE.changed && base !== undefined) {
      const target = readPage(from, base, context)
      put(party, joinSignedPage(target, party), target)
    } else throw new ColumnFault('shape')
  }
  for (const party of partiesOf(whole)) {
    if (!was.has(party)) put(party, whole.get(party), pageIn(whole.get(party), party))
  }
  if (!from.isSpent()) throw new ColumnFault('rest')
  return is
}

function readChange(change: CborValue) {
  if (!Array.isArray(change) || change.length !== 3) throw new ColumnFault('register')
  const [reference, whole, columns] = change as readonly CborValue[]
  const isRight =
    typeof reference === 'number' &&
    whole instanceof Map &&
    [...whole.values()].every((page) => page instanceof Uint8Array) &&
    Array.isArray(columns) &&
    columns.length === COLUMNS.length &&
    columns.every((column) => column instanceof Uint8Array)
  if (!isRight) throw new ColumnFault('register')
  return { reference, whole: whole as ReadonlyMap<PartyCode, Uint8Array>, columns }
}

function partiesOf(of: ReadonlyMap<PartyCode, unknown>): PartyCode[] {
  return [...of.keys()].sort()
}

/** A page that is made of its parts again, byte for byte; undefined where it is carried whole. */
function pageIn(bytes: Uint8Array = NOTHING, party: PartyCode): SignedPage | undefined {
  const page = splitSignedPage(bytes, party)
  return page && sameBytes(joinSignedPage(page, party), bytes) ? page : undefined
}

function pagesIn(copies: Copies): ReadonlyMap<PartyCode, SignedPage> {
  const pages = new Map<PartyCode, SignedPage>()
  for (const party of partiesOf(copies)) {
    const page = pageIn(copies.get(party)?.page, party)
    if (page !== undefined) pages.set(party, page)
  }
  return pages
}

function openIn(pages: ReadonlyMap<PartyCode, SignedPage>): Uint8Array[] {
  return [...pages.values()].flatMap(({ page }) =>
    page.slots.flatMap(({ status, prefix }) => (status === 'valid' ? [prefix] : [])),
  )
}

function newest(copies: Copies): number {
  const times = [...copies.values()].flatMap(({ cosignatures }) =>
    cosignatures.map(({ time }) => time),
  )
  return times.reduce((latest, time) => Math.max(latest, time), 0)
}

/** Witnesses speak within a minute of the page: their times are told from its own, where it has one. */
function timeOf(page: SignedPage | undefined, { reference }: DeltaContext): number {
  return page?.at ?? reference
}

/** Nought where the same witnesses spoke as before, otherwise one more than how many, and their codes. */
function writeCosignatures(
  to: ColumnWriter,
  was: RegisterCopy | undefined,
  { cosignatures }: RegisterCopy,
  since: number,
): void {
  const isSame =
    was !== undefined &&
    was.cosignatures.length === cosignatures.length &&
    cosignatures.every(({ witness }, at) => was.cosignatures[at]?.witness === witness)
  to.number('shape', isSame ? 0 : cosignatures.length + 1)
  for (const { witness, time, signature } of cosignatures) {
    if (!isSame) writeSized(to, encodeUtf8(witness))
    to.number('cosigned', zigzag(time - since))
    to.bytes('cosignatures', signature)
  }
}

function readCosignatures(
  from: ColumnReader,
  was: RegisterCopy | undefined,
  since: number,
): PartyCosignature[] {
  const said = from.number('shape')
  if (said > MAX_WITNESSES) throw new ColumnFault('shape')
  const before = was?.cosignatures ?? []
  const count = said === 0 ? before.length : said - 1
  return Array.from({ length: count }, (_, at) => ({
    witness: said === 0 ? (before[at]?.witness as PartyCode) : readCode(from),
    time: exact(since + unzigzag(from.number('cosigned'))),
    signature: from.bytes('cosignatures', SIGNATURE_BYTES),
  }))
}

/** Whether it is a code is found out when the bundle is read. */
function readCode(from: ColumnReader): PartyCode {
  const text = decodeUtf8(readSized(from))
  if (text === undefined) throw new ColumnFault('texts')
  return text as PartyCode
}
