import { sha256 } from '@noble/hashes/sha2.js'
import { toHex } from '../../src/crypto/bytes.ts'
import { headText } from '../../src/crypto/tree-head.ts'
import { encodeUtf8 } from '../../src/crypto/utf8.ts'
import type { LogRules } from '../../src/participants/log-rules.ts'
import { cosign, TIME_BYTES } from '../../src/transparency/cosignature.ts'
import { encodeEntry, type LogEntry } from '../../src/transparency/entry.ts'
import { registerPage } from '../../src/transparency/register.ts'
import { registerPageClaims } from '../../src/transparency/register-statement.ts'
import type { PartyCode } from '../../src/values/codes.ts'
import { coseOf, fields } from './draft.ts'
import type { Fields } from './fields.ts'
import { hex, signerOf } from './keys.ts'
import { type BlockRow, blocksOf, LISTED_AT, statement } from './lists.ts'
import { treeOver } from './tree.ts'
import type { CosignatureFile, RegisterFile } from './trust.ts'
import { type KeySpec, type ListSpec, listSpec, type PartySpec } from './tuf.ts'

/** A scheme whose logs are live: logs, the pages of their registers and the words of witnesses. */

export const ORIGIN = 'kp.example/2026'
export const RULES: LogRules = { origin: ORIGIN, quorum: 3, operators: new Map() }
/** When the page of most lists was signed, and when its witnesses had cosigned. */
export const PAGE_AT = LISTED_AT - 60

/** Who cosigned when, by the name of the key: a witness signs under the name of its party. */
export type Words = Readonly<Record<string, number>>

/** When a quorum had cosigned the heads of most lists. */
export const QUORUM_AT = LISTED_AT - 30

/** An observer and three Participants. CD's own witness counts for nothing in CD's log. */
export function everybody(last = QUORUM_AT): Words {
  return {
    'AE witness': last - 15,
    'CD witness': last - 20,
    'X-DDI witness': last - 10,
    'ZA witness': last,
  }
}

/** `"ZA witness, retired"` is a key of ZA. */
export function partyOfKey(name: string): PartyCode {
  return (name.split(' ')[0] ?? '') as PartyCode
}

/** Entries whose certificates nobody needs to see. */
export function digestOf(text: string): Uint8Array {
  return sha256(encodeUtf8(text))
}

export async function digestOfCertificate(of: Fields): Promise<Uint8Array> {
  return sha256(await coseOf({ name: '', about: '', expect: 'VALID', fields: of }))
}

export async function certificateEntry(
  of: Fields,
  slot: number,
  subject: Uint8Array | null = null,
): Promise<LogEntry> {
  const digest = await digestOfCertificate(of)
  return { kind: 'certificate', slot, iat: of.iat, exp: of.exp, subject, digest }
}

/** What the log of an issuer says of the blocks that it announced, in their order. */
export function blockEntries(blocks: readonly string[], rows: readonly BlockRow[]): LogEntry[] {
  return blocksOf(rows).map(({ firstSlot, validFrom }, at) => ({
    kind: 'number-block',
    slot: firstSlot,
    iat: Date.parse(validFrom) / 1000,
    exp: null,
    subject: null,
    digest: sha256(hex(blocks[at] ?? '')),
  }))
}

export type PageSpec = {
  readonly party: PartyCode
  readonly entries: readonly LogEntry[]
  readonly at: number
  /** Names of keys. */
  readonly words: Words
  readonly key: string
  /** The log that the witnesses cosigned, where it is another one. */
  readonly origin: string
  /** Places in the log that the page tells certificates apart by. */
  readonly bounds: readonly number[]
}

export function pageSpec(
  party: string,
  entries: readonly LogEntry[],
  changes: Partial<PageSpec> = {},
): PageSpec {
  return {
    party: party as PartyCode,
    entries,
    at: PAGE_AT,
    words: everybody(),
    key: `${party} status`,
    origin: `${ORIGIN}/${party}`,
    bounds: [],
    ...changes,
  }
}

/** A party's register page over its log, with the words of witnesses on that very head. */
export async function registerFile(spec: PageSpec): Promise<RegisterFile> {
  const { party, entries, at, origin, bounds } = spec
  const size = entries.length
  const root = treeOver(entries.map(encodeEntry)).rootOf(size)
  const { cti, body } = registerPageClaims(party, registerPage(entries, root, at, bounds), at)
  const how = { environment: 'production', key: spec.key, at, id: cti } as const
  return {
    page: await statement(party, 'register-page', body, how),
    cosignatures: await cosigned(headText({ origin, size, root }), spec.words),
  }
}

/** What each witness says of a head. */
export async function cosigned(text: string, words: Words): Promise<CosignatureFile[]> {
  return Promise.all(
    Object.entries(words).map(async ([key, time]) => {
      const witness = partyOfKey(key)
      const { bytes } = await cosign(text, time, `${ORIGIN}/${witness}/witness`, signerOf(key))
      return { witness, time, signature: toHex(bytes.subarray(TIME_BYTES)) }
    }),
  )
}

const WITNESS_KEYS: readonly KeySpec[] = [
  ['ZA witness', 'witness'],
  ['ZA witness, retired', 'witness', { state: 'retired', since: LISTED_AT - 3600 }],
  ['ZA witness, compromised', 'witness', { state: 'compromised', since: LISTED_AT - 3600 }],
]

function other(party: string, keys: readonly KeySpec[]): PartySpec {
  return {
    party: party as PartyCode,
    delegation: `${party} delegation`,
    paths: [`${party}/*`],
    keys,
  }
}

/** The list of a scheme whose logs are live, with who witnesses in it. */
export function liveList(
  lists: ListSpec['lists'],
  changes: Partial<Omit<ListSpec, 'lists'>> = {},
): ListSpec {
  return listSpec(lists, {
    logs: RULES,
    keys: [
      ['CD certificate', 'certificate'],
      ['CD status', 'status'],
      ['CD log', 'log'],
      ['CD witness', 'witness'],
    ],
    others: [
      other('EU', [
        ['EU status', 'status'],
        ['EU log', 'log'],
      ]),
      other('AE', [['AE witness', 'witness']]),
      other('ZA', WITNESS_KEYS),
      other('X-DDI', [['X-DDI witness', 'witness']]),
    ],
    ...changes,
  })
}

/** The certificate of most cases: CD000017, in slot 16. */
export const GOOD: Fields = fields()
export const GOOD_SLOT = 16
