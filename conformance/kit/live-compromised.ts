import { sha256 } from '@noble/hashes/sha2.js'
import type { ReasonCode } from '../../src/certificates/reasons.ts'
import { toHex } from '../../src/crypto/bytes.ts'
import { thumbprint } from '../../src/crypto/signature.ts'
import type { LogEntry } from '../../src/transparency/entry.ts'
import { statusEntryKind } from '../../src/transparency/entry-kind.ts'
import { coseOf } from './draft.ts'
import type { Fields } from './fields.ts'
import { publicKey } from './keys.ts'
import { DAY, issuerFiles, LISTED_AT, signing } from './lists.ts'
import { certificateEntry, digestOf, type PageSpec } from './live.ts'
import type { Live, LiveRow, Make } from './live-draft.ts'
import { remembering } from './live-memory.ts'
import { proofOf } from './live-proofs.ts'
import { numbered } from './live-world.ts'
import { ROWS } from './trust-files.ts'
import type { KeySpec } from './tuf.ts'

/** The key that was stolen. What it signed and what its thief signed look alike, but for their places in the log. */
const STOLEN = 'CD certificate, compromised'
const OURS = numbered(60)
const BEHIND = numbered(61)
const NOT_LOGGED = numbered(62)
const YOUNG = numbered(63, { iat: LISTED_AT - 3600, issuedOn: '2026-03-04' })

const LATER: readonly ReasonCode[] = ['KEY_COMPROMISED_LATER']
const WORTHLESS: readonly ReasonCode[] = ['KEY_COMPROMISED']
const UNKNOWN: readonly ReasonCode[] = ['REGISTER_OLDER']
const UNDONE: readonly ReasonCode[] = ['TRUST_COMPROMISE_UNDONE']

/** A certificate of the stolen key at `place` of a log that has two entries more. */
type World = {
  readonly log: readonly LogEntry[]
  readonly place: number
  readonly stolen: (goodBelow?: number, page?: Partial<PageSpec>) => Promise<Uint8Array>
}

/** What a stolen key signed before it was stolen stays good, by its place in the issuer's log. */
export async function compromisedRows(live: Live, make: Make): Promise<readonly LiveRow[]> {
  const world = await worldOf(live, make)
  return [
    ...(await placeRows(world)),
    ...(await proofRows(world, live)),
    ...(await memoryRows(world, live, make)),
    await withoutRegister(make),
  ]
}

async function worldOf({ log: before }: Live, make: Make): Promise<World> {
  const place = before.length
  const log = [...before, await entryOf(OURS, 59), await entryOf(BEHIND, 60)]
  const stolen = async (goodBelow?: number, page: Partial<PageSpec> = {}) => {
    const { bundle } = await make({
      page: { entries: log, ...page },
      list: { keys: [...KEYS, stolenKey(goodBelow)] },
    })
    return bundle
  }
  return { log, place, stolen }
}

async function placeRows({ log, place, stolen }: World): Promise<readonly LiveRow[]> {
  const good = place + 1
  const told = (bound: number, more: Partial<PageSpec> = {}) => ({ bounds: [bound], ...more })
  const below = await stolen(good, told(good))
  const short = await stolen(log.length + 1)
  const two = { 'X-DDI witness': LISTED_AT, 'ZA witness': LISTED_AT }
  const voided = { ...(await entryOf(OURS, 59)), kind: statusEntryKind('void') }
  const said = { ...voided, subject: voided.digest, digest: digestOf('void'), exp: null }
  return [
    row('below', 'It stands below the place: it goes on.', [], LATER, below),
    row('at-the-place', 'It stands at the place.', WORTHLESS, [], await stolen(place, told(place))),
    row('behind', 'The next one stands at the place, this one below it.', WORTHLESS, [], below, {
      fields: BEHIND,
    }),
    row('page-ends-there', 'The page ends at the place.', [], LATER, await stolen(log.length)),
    row('unlisted', 'No page that reaches the place lists it.', WORTHLESS, [], below, {
      fields: NOT_LOGGED,
    }),
    row('unlisted-young', 'Nor this one, of an hour before.', WORTHLESS, [], below, {
      fields: YOUNG,
    }),
    row('page-too-short', 'The page ends before the place.', UNKNOWN, LATER, short),
    row(
      'unlisted-page-too-short',
      'Not listed on a page that ends before the place.',
      UNKNOWN,
      LATER,
      short,
      { fields: NOT_LOGGED },
    ),
    row('page-tells-nothing', 'A page without bounds.', UNKNOWN, LATER, await stolen(good)),
    row(
      'page-of-another-bound',
      'The page tells only that it stands below a later place.',
      UNKNOWN,
      LATER,
      await stolen(place, told(good)),
    ),
    row(
      'too-few-witnesses',
      'It stands below the place on a page that two witnesses cosigned.',
      ['REGISTER_OLDER', 'REGISTER_NOT_WITNESSED'],
      LATER,
      await stolen(good, told(good, { words: two })),
    ),
    row(
      'below-and-void',
      'It stands below the place, and its issuer voided it.',
      ['VOID'],
      LATER,
      await stolen(good, told(good, { entries: [...log, said] })),
    ),
    row('nothing-good', 'No place is named.', WORTHLESS, [], await stolen()),
  ]
}

async function proofRows({ log, place, stolen }: World, live: Live): Promise<readonly LiveRow[]> {
  const proof = await proofOf(log, { index: place })
  const young = { entries: live.log }
  const two = { 'CD witness': LISTED_AT, 'X-DDI witness': LISTED_AT, 'ZA witness': LISTED_AT }
  return [
    row(
      'proof-below',
      'The page tells nothing, the proof that it stands below the place.',
      [],
      LATER,
      await stolen(place + 1),
      { proof },
    ),
    row(
      'proof-at-the-place',
      'The page tells nothing, the proof that it stands at the place.',
      WORTHLESS,
      [],
      await stolen(place),
      { proof },
    ),
    row(
      'proof-beyond-the-page',
      'The page ends before the place, and the head of the proof does not.',
      [],
      LATER,
      await stolen(place + 1, young),
      { proof },
    ),
    row(
      'proof-too-few-witnesses',
      'The page ends before the place, and two witnesses cosigned the head of the proof.',
      UNKNOWN,
      LATER,
      await stolen(place + 1, young),
      { proof: await proofOf(log, { index: place, words: two }) },
    ),
  ]
}

async function memoryRows(
  { log, place, stolen }: World,
  { pins }: Live,
  make: Make,
): Promise<readonly LiveRow[]> {
  const good = place + 1
  const bundle = await stolen(good, { bounds: [good] })
  const { bundle: forgiven } = await make({
    page: { entries: log },
    list: { keys: [...KEYS, [STOLEN, 'certificate']] },
  })
  const { bundle: gone } = await make({ page: { entries: log } })
  const name = `CD ${toHex(thumbprint(publicKey(STOLEN)))}`
  const seen = (goodBelow: number) => ({
    stage: { remembered: remembering(pins, 6, { compromised: { [name]: goodBelow } }) },
  })
  return [
    row('remembered-same', 'The reader saw the same place.', [], LATER, bundle, seen(good)),
    row('remembered-lowered', 'It saw a later one.', [], LATER, bundle, seen(good + 1)),
    row('remembered-raised', 'It saw an earlier one.', UNDONE, [], bundle, seen(good - 1)),
    row('remembered-nothing-good', 'It saw that nothing is good.', UNDONE, [], bundle, seen(0)),
    row('remembered-forgiven', 'The key counts again.', UNDONE, [], forgiven, seen(good)),
    row('remembered-gone', 'The key is gone from the list.', UNDONE, [], gone, seen(good)),
  ]
}

/** Without logs there is no place that anybody could have seen. */
async function withoutRegister(make: Make): Promise<LiveRow> {
  const rows = ROWS.CD
  if (rows === undefined) throw new Error('no rows of CD')
  const { page } = await issuerFiles('CD', rows, signing('CD', LISTED_AT))
  const { bundle, fingerprints } = await make({
    pages: {},
    statusPages: { CD: page },
    list: { logs: null, keys: [...KEYS, stolenKey(1000)] },
  })
  const stage = { pins: fingerprints }
  const about = 'The scheme has no logs: nobody can tell what stood where.'
  return row('register-off', about, WORTHLESS, [], bundle, { stage })
}

const KEYS: readonly KeySpec[] = [
  ['CD certificate', 'certificate'],
  ['CD status', 'status'],
  ['CD log', 'log'],
  ['CD witness', 'witness'],
]

function stolenKey(goodBelow?: number): KeySpec {
  const good = goodBelow === undefined ? {} : { goodBelow }
  return [STOLEN, 'certificate', { state: 'compromised', since: LISTED_AT - DAY, ...good }]
}

async function entryOf(of: Fields, slot: number): Promise<LogEntry> {
  const cose = await coseOf({ name: '', about: '', key: STOLEN, fields: of })
  return { ...(await certificateEntry(of, slot)), digest: sha256(cose) }
}

function row(
  name: string,
  about: string,
  expect: readonly ReasonCode[],
  notes: readonly ReasonCode[],
  bundle: Uint8Array,
  more: Partial<LiveRow> = {},
): LiveRow {
  const own = { name: `compromised-${name}`, about, expect, notes, bundle }
  return { fields: OURS, key: STOLEN, ...own, ...more }
}
