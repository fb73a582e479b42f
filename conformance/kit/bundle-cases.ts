import type { ReasonCode } from '../../src/certificates/reasons.ts'
import { toHex } from '../../src/crypto/bytes.ts'
import { decodeUtf8, encodeUtf8 } from '../../src/crypto/utf8.ts'
import type { JsonObject } from '../../src/participants/canonical-json.ts'
import { changed, changedPart, containerFaults, memberOf, without } from './bundle-bytes.ts'
import { memoryRows, seenBefore } from './bundle-memory.ts'
import type { Good, BundleRow as Row, Write } from './bundle-row.ts'
import { tufRows } from './bundle-tuf.ts'
import { type Draft, fields } from './draft.ts'
import { LISTED_AT } from './lists.ts'
import type { TrustFile } from './trust.ts'
import { type ListSpec, listSpec, rootSpec, writeList } from './tuf.ts'

const BASE = fields()

export type BundleCases = {
  readonly drafts: readonly Draft[]
  /** Files by name, as hex. */
  readonly files: Readonly<Record<string, string>>
}

type Lists = Readonly<Record<'scheme' | 'demonstration', TrustFile>>

const ofCd = ({ numberBlocks, statusPages }: TrustFile): ListSpec['lists'] => ({
  numberBlocks: { CD: numberBlocks.CD ?? [] },
  statusPages: { CD: statusPages.CD ?? '' },
})

/** Cases with a whole bundle: what opens, and every way in which one does not. */
export function bundleCases(trust: Lists): BundleCases {
  const lists = ofCd(trust.scheme)
  const write = (changes: Partial<Omit<ListSpec, 'lists'>> = {}) =>
    writeList(listSpec(lists, changes))
  const good = write()
  const rows: readonly Row[] = [
    ...opening(write, good, trust),
    ...rootFaults(write, good),
    ...listFaults(write, good),
    ...tufRows(write, good),
    ...memoryRows(write, good),
    ...containerFaults(good.bundle),
  ]
  const [pin = ''] = good.fingerprints
  // Cases that differ in their reader alone share the file of the first of them.
  const names = new Map<string, string>()
  const fileOf = ({ name, bundle }: Row) => {
    const hex = toHex(bundle)
    const file = names.get(hex) ?? `${name}.hex`
    names.set(hex, file)
    return file
  }
  const located = rows.map((row) => ({ ...row, file: fileOf(row) }))
  return {
    files: Object.fromEntries([...names].map(([hex, file]) => [file, hex])),
    drafts: located.map(({ name, about, expect, stage, draft, file }) => ({
      name: `bundle-${name}`,
      about,
      expect,
      fields: BASE,
      ...draft,
      bundle: {
        file,
        pins: [pin],
        acceptDemonstration: false,
        remembered: null,
        ...stage,
      },
    })),
  }
}

const NEXT_KEYS = ['root-2', 'root-3', 'root-4']

function opening(write: Write, good: Good, { demonstration }: Lists): readonly Row[] {
  const rotated = write({
    roots: [rootSpec(), rootSpec({ version: 2, keys: NEXT_KEYS, signers: ['root-2', 'root-3'] })],
    targetsSigners: ['root-3', 'root-4'],
  })
  const specimen = writeList(
    listSpec(ofCd(demonstration), {
      environment: 'demonstration',
      roots: [
        rootSpec({
          keys: ['specimen root-1', 'specimen root-2'],
          signers: ['specimen root-1', 'specimen root-2'],
        }),
      ],
      targetsSigners: ['specimen root-1', 'specimen root-2'],
      online: 'specimen online-1',
      delegation: 'specimen CD delegation',
      keys: [
        ['CD specimen certificate', 'certificate'],
        ['CD specimen status', 'status'],
      ],
    }),
  )
  const shown: Partial<Draft> = { environment: 'demonstration', key: 'CD specimen certificate' }
  return [
    { name: 'good', about: 'A bundle whose root is pinned.', expect: 'VALID', bundle: good.bundle },
    {
      name: 'root-rotated',
      about: 'The first root is pinned, the second is signed by both.',
      expect: 'VALID',
      bundle: rotated.bundle,
    },
    {
      name: 'specimen',
      about: 'A demonstration bundle that was given by name.',
      expect: 'VALID',
      bundle: specimen.bundle,
      stage: { pins: [], acceptDemonstration: true },
      draft: shown,
    },
    {
      name: 'specimen-not-given',
      about: 'A demonstration bundle that was not given by name.',
      expect: 'ROOT_NOT_PINNED',
      bundle: specimen.bundle,
      draft: shown,
    },
    {
      name: 'own-root',
      about: 'A bundle that brings a root of its own, with the name of the other one.',
      expect: 'ROOT_NOT_PINNED',
      bundle: write({
        roots: [rootSpec({ keys: ['nobody'], threshold: 1, signers: ['nobody'] })],
        targetsSigners: ['nobody'],
      }).bundle,
    },
  ]
}

function rootFaults(write: Write, good: Good): readonly Row[] {
  const seen = seenBefore(good.fingerprints)
  const chain = (signers: readonly string[]) =>
    write({
      roots: [rootSpec(), rootSpec({ version: 2, keys: NEXT_KEYS, signers })],
      targetsSigners: ['root-3', 'root-4'],
    }).bundle
  const expired = write({ roots: [rootSpec({ expiresAt: LISTED_AT })] })
  return [
    {
      name: 'root-without-the-old-threshold',
      about: 'The second root is signed by its own threshold and by one key of the first.',
      expect: 'TRUST_ROOT_CHAIN',
      bundle: chain(['root-3', 'root-4']),
    },
    {
      name: 'root-expired',
      about: 'The newest root ended when the list was signed.',
      expect: 'TRUST_ROOT_EXPIRED',
      bundle: expired.bundle,
      stage: { pins: expired.fingerprints },
    },
    {
      name: 'rolled-back',
      about: 'The reader has seen a newer timestamp.',
      expect: 'TRUST_ROLLED_BACK',
      bundle: good.bundle,
      stage: { remembered: { ...seen, timestampVersion: 8 } },
    },
    {
      name: 'page-rolled-back',
      about: 'The reader has seen a status page of this issuer that was signed a second later.',
      expect: 'LIST_ROLLED_BACK',
      bundle: good.bundle,
      stage: { remembered: { ...seen, pages: { CD: LISTED_AT + 1 } } },
    },
    {
      name: 'targets-below-the-threshold',
      about: 'targets.json is signed by one key of two.',
      expect: 'TRUST_SIGNATURES',
      bundle: write({ targetsSigners: ['root-1'] }).bundle,
    },
    {
      name: 'timestamp-by-another-key',
      about: 'timestamp.json and snapshot.json are signed by a key that the root does not name.',
      expect: 'TRUST_SIGNATURES',
      bundle: withOtherOnline(write),
    },
  ]
}

/** The root of one list with the parts of another, whose online key is not the root's. */
function withOtherOnline(write: Write): Uint8Array {
  const parts = memberOf(write({ online: 'online-2' }).bundle, 3)
  return changed(write().bundle, 3, parts)
}

function listFaults(write: Write, good: Good): readonly Row[] {
  const part = (path: string, change: (text: string) => string) =>
    write({
      part: (each, bytes) => (each === path ? encodeUtf8(change(decodeUtf8(bytes) ?? '')) : bytes),
    }).bundle
  const row = (name: string, about: string, expect: ReasonCode, bundle: Uint8Array): Row => ({
    name,
    about,
    expect,
    bundle,
  })
  const signed = (path: string, change: (content: JsonObject) => JsonObject) =>
    write({ signed: (each, content) => (each === path ? change(content) : content) }).bundle
  return [
    row(
      'timestamp-no-json',
      'timestamp.json ends too early.',
      'TRUST_MALFORMED',
      part('timestamp.json', (text) => text.slice(0, -1)),
    ),
    row(
      'timestamp-without-issued',
      'timestamp.json does not say when it was signed.',
      'TRUST_MALFORMED',
      signed('timestamp.json', ({ issued: _, ...rest }) => rest),
    ),
    row(
      'keys-missing',
      'CD/keys.json is missing.',
      'TRUST_PART_MISSING',
      without(good.bundle, 'CD/keys.json'),
    ),
    row(
      'timestamp-missing',
      'timestamp.json is missing.',
      'TRUST_PART_MISSING',
      without(good.bundle, 'timestamp.json'),
    ),
    row(
      'keys-of-another-list',
      'CD/keys.json is not the one that was described.',
      'TRUST_MIXED',
      changedPart(write({ keys: [['nobody', 'certificate']] }).bundle, good.bundle, 'CD/keys.json'),
    ),
    row(
      'delegation-of-everything',
      'The delegation of CD is for every path.',
      'TRUST_DELEGATION',
      write({ paths: ['*'] }).bundle,
    ),
    row(
      'root-lists-keys',
      'targets.json itself lists CD/keys.json.',
      'TRUST_DELEGATION',
      signed('targets.json', ({ targets, ...rest }) => ({
        ...rest,
        targets: {
          ...(targets as JsonObject),
          'CD/keys.json': { length: 1, hashes: { sha256: '00' } },
        },
      })),
    ),
    row(
      'keys-not-canonical',
      'CD/keys.json has a space.',
      'TRUST_KEYS',
      part('CD/keys.json', (text) => text.replace(',', ', ')),
    ),
    row(
      'key-with-two-usages',
      'One key stands under two usages.',
      'TRUST_KEY_SHARED',
      write({
        keys: [
          ['CD certificate', 'certificate'],
          ['CD certificate', 'status'],
        ],
      }).bundle,
    ),
    row(
      'registry-of-another-format',
      'participants.json has format 2.',
      'TRUST_REGISTRY',
      part('participants.json', (text) => text.replace('"format":1', '"format":2')),
    ),
  ]
}
