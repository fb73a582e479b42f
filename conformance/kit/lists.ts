import { sha256 } from '@noble/hashes/sha2.js'
import { encodeBlock, type NumberBlock, sizeOf } from '../../src/certificates/blocks.ts'
import { encodePage, type StatusEntry } from '../../src/certificates/status.ts'
import { toHex } from '../../src/crypto/bytes.ts'
import type { CborMap } from '../../src/crypto/cbor.ts'
import { signStatement } from '../../src/crypto/statement.ts'
import { type Environment, type Kind, typOf } from '../../src/participants/kinds.ts'
import type { PartyCode } from '../../src/values/codes.ts'
import { dayOf } from '../../src/values/day.ts'
import { hex, signerOf } from './keys.ts'

export const DAY = 86_400

export function instant(text: string): number {
  return Date.parse(text) / 1000
}

/** The day of most cases: lists of six o'clock, an inspector at nine (UTC). */
export const LISTED_AT = instant('2026-03-04T06:00:00Z')
export const AT = instant('2026-03-04T09:00:00Z')

/** `series`, digits, first, last, valid from. */
export type BlockRow = readonly [string, number, number, number, string]

export type IssuerRows = {
  readonly blocks: readonly BlockRow[]
  readonly entries?: readonly StatusEntry[]
}

/** What one issuer announced, signed with its own keys, as hex. */
export type IssuerFiles = { readonly blocks: readonly string[]; readonly page: string }

export type Signing = {
  readonly environment: Environment
  /** Names of the keys that sign the blocks and the page. */
  readonly blockKey: string
  readonly pageKey: string
  /** When the page was signed. */
  readonly at: number
}

export function signing(issuer: string, at: number): Signing {
  return {
    environment: 'production',
    blockKey: `${issuer} certificate`,
    pageKey: `${issuer} status`,
    at,
  }
}

export function blocksOf(rows: readonly BlockRow[]): readonly NumberBlock[] {
  const blocks: NumberBlock[] = []
  let firstSlot = 0
  for (const [series, width, first, last, validFrom] of rows) {
    const block = {
      series,
      width,
      first,
      last,
      firstSlot,
      stationery: 'A-2026',
      validFrom: dayOf(validFrom),
    }
    blocks.push(block)
    firstSlot += sizeOf(block)
  }
  return blocks
}

export async function issuerFiles(
  issuer: string,
  { blocks, entries = [] }: IssuerRows,
  how: Signing,
): Promise<IssuerFiles> {
  const signed = await Promise.all(
    blocksOf(blocks).map((block) =>
      statement(issuer, 'number-block', encodeBlock(block), {
        ...how,
        key: how.blockKey,
        at: Date.parse(block.validFrom) / 1000,
        id: `${issuer}-block-${block.firstSlot}`,
      }),
    ),
  )
  const digests = signed.map((each) => sha256(hex(each)))
  const page = await statement(issuer, 'status-page', encodePage({ entries, blocks: digests }), {
    ...how,
    key: how.pageKey,
    id: `${issuer}-status-${how.at}`,
  })
  return { blocks: signed, page }
}

export async function statement(
  issuer: string,
  kind: Kind,
  body: CborMap,
  how: {
    readonly environment: Environment
    readonly key: string
    readonly at: number
    readonly id: string
  },
): Promise<string> {
  const claims = { iss: issuer as PartyCode, iat: how.at, exp: null, cti: how.id, body }
  return toHex(await signStatement(signerOf(how.key), typOf(kind, how.environment), claims))
}
