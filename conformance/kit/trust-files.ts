import { readFileSync } from 'node:fs'
import type { StatusEntry } from '../../src/certificates/status.ts'
import { toHex } from '../../src/crypto/bytes.ts'
import { encodeUtf8 } from '../../src/crypto/utf8.ts'
import { sha256Hex } from '../../src/participants/canonical-json.ts'
import type { DelegatedKey } from '../../src/participants/keys.ts'
import type { KeyUsage } from '../../src/participants/kinds.ts'
import {
  parseRegistry,
  type Registry,
  registryForVerifiers,
} from '../../src/participants/registry.ts'
import { publicKey } from './keys.ts'
import { DAY, type IssuerRows, instant, issuerFiles, LISTED_AT, signing } from './lists.ts'
import type { KeyFile, TrustFile } from './trust.ts'

const FROM = instant('2000-01-01T00:00:00Z')
const UNTIL = instant('2040-01-01T00:00:00Z')

type Life = Partial<Pick<DelegatedKey, 'notBefore' | 'notAfter' | 'state' | 'since'>>

export function keyFile(name: string, party: string, usage: KeyUsage, life: Life = {}): KeyFile {
  const key = publicKey(name)
  return {
    party,
    usage,
    alg: key.alg,
    x: toHex(key.x),
    ...(key.alg === 'ESP256' && { y: toHex(key.y) }),
    notBefore: FROM,
    notAfter: UNTIL,
    state: 'active',
    since: null,
    ...life,
  }
}

/** GB has no keys and IN no lists here; RU has only a certificate key. */
const ISSUERS = ['AE', 'CA', 'CD', 'CF', 'EU', 'IN', 'RU', 'SL', 'TW', 'UZ', 'ZA', 'ZW']
const PARTIES = [...ISSUERS, 'BE', 'BW', 'CG', 'CI', 'FR', 'GB', 'NA', 'VE']

export const RETIRED_AT = instant('2026-02-01T00:00:00Z')
export const OLD_KEY = {
  notBefore: instant('2025-01-01T00:00:00Z'),
  notAfter: instant('2026-01-01T00:00:00Z'),
}

function keys(): readonly KeyFile[] {
  return [
    ...ISSUERS.flatMap((party) => [
      keyFile(`${party} certificate`, party, 'certificate'),
      keyFile(`${party} status`, party, 'status'),
    ]),
    keyFile('CA certificate, Ed25519', 'CA', 'certificate'),
    keyFile('CD confirm', 'CD', 'confirm'),
    keyFile('CD certificate, retired', 'CD', 'certificate', {
      state: 'retired',
      since: RETIRED_AT,
    }),
    keyFile('CD certificate, compromised', 'CD', 'certificate', {
      state: 'compromised',
      since: RETIRED_AT,
    }),
    keyFile('CD certificate, of last year', 'CD', 'certificate', OLD_KEY),
  ]
}

/** A part of the registry of this repository, without sources and prose, frozen into the cases. */
export function registry(parties: readonly string[] = PARTIES): Registry {
  const file = new URL('../../registry/participants.json', import.meta.url)
  const parsed = parseRegistry(JSON.parse(readFileSync(file, 'utf8')))
  if (!parsed.ok) throw new Error('the registry of this repository does not read')
  const whole = registryForVerifiers(parsed.value)
  const some = Object.entries(whole.parties).filter(([code]) => parties.includes(code))
  return { ...whole, parties: Object.fromEntries(some), unsettled: [] }
}

const since = instant('2026-03-03T12:00:00Z')
const entry = (slot: number, status: StatusEntry['status'], other: string | null = null) =>
  ({ slot, status, since, other }) as StatusEntry

/** The slot of CD000101 is 100: the first number of the first block has slot 0. */
const CD_ENTRIES: readonly StatusEntry[] = [
  entry(100, 'void'),
  entry(101, 'suspended'),
  entry(102, 'used'),
  entry(103, 'corrected'),
  entry(104, 'lost_or_stolen'),
  entry(105, 'replaced', 'CD000017'),
  entry(106, 'returned_unused'),
  entry(107, 'spoiled'),
  entry(108, 'stolen'),
]

export const ROWS: Readonly<Record<string, IssuerRows>> = {
  AE: { blocks: [['AE', 6, 1, 9999, '2026-01-01']] },
  CA: { blocks: [['CA', 5, 1, 9999, '2026-01-01']] },
  CD: {
    blocks: [
      ['CD', 6, 1, 5000, '2026-01-01'],
      ['CD', 6, 5001, 9999, '2026-02-01'],
      ['CD', 6, 10_000, 10_999, '2026-04-01'],
    ],
    entries: CD_ENTRIES,
  },
  CF: { blocks: [['CF', 6, 1, 999, '2012-01-01']] },
  EU: { blocks: [['EU', 8, 1, 99_999, '2015-01-01']] },
  RU: { blocks: [['RU', 7, 1, 999, '2026-01-01']] },
  SL: { blocks: [['SL15', 6, 4000, 4999, '2026-01-01']] },
  TW: { blocks: [['TW', 5, 1, 999, '2026-01-01']] },
  ZA: {
    blocks: [
      ['ZA', 6, 1, 9999, '2010-01-01'],
      // Sorts among the numbers of the first block, and is none of them.
      ['ZA000A', 2, 1, 99, '2010-01-01'],
    ],
  },
  UZ: { blocks: [['UZ', 6, 1, 999, '2024-11-15']] },
  ZW: { blocks: [['ZW', 6, 1, 999, '2010-01-01']] },
}

/** What every part of a trust file is when a case is not about it, with lists of `at`. */
export async function scheme(
  about: string,
  at = LISTED_AT,
  issuers: readonly string[] = Object.keys(ROWS),
): Promise<TrustFile> {
  const lists = await Promise.all(
    Object.entries(ROWS)
      .filter(([issuer]) => issuers.includes(issuer))
      .map(
        async ([issuer, rows]) =>
          [issuer, await issuerFiles(issuer, rows, signing(issuer, at))] as const,
      ),
  )
  return {
    about,
    environment: 'production',
    rootFingerprint: sha256Hex(encodeUtf8('root of the conformance cases')),
    pinned: true,
    register: 'off',
    loggingLimitSeconds: DAY,
    issuedAt: at,
    newestSignedTime: at,
    keys: keys().filter(({ party }) => issuers.includes(party) || issuers.length > 5),
    registry: registry(),
    numberBlocks: Object.fromEntries(lists.map(([issuer, { blocks }]) => [issuer, blocks])),
    statusPages: Object.fromEntries(lists.map(([issuer, { page }]) => [issuer, page])),
  }
}
