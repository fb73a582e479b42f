import { sha256 } from '@noble/hashes/sha2.js'
import type { Signer } from '../crypto/signature.ts'
import { signStatement } from '../crypto/statement.ts'
import { WITNESSES } from '../participants/adapters/demonstration.ts'
import type { RegisterCopy } from '../participants/bundle.ts'
import { authoritiesIn } from '../participants/keys.ts'
import { type KeyUsage, KINDS, typOf } from '../participants/kinds.ts'
import type { LogRules } from '../participants/log-rules.ts'
import type { Trust } from '../participants/trust.ts'
import { headText } from '../transparency/checkpoint.ts'
import { cosign, TIME_BYTES } from '../transparency/cosignature.ts'
import type { LogEntry } from '../transparency/entry.ts'
import { registerPage } from '../transparency/register.ts'
import { registerPageClaims } from '../transparency/register-statement.ts'
import { originOf, witnessNameOf } from '../transparency/trusted-logs.ts'
import type { PartyCode } from '../values/codes.ts'

/** A scheme whose registers are made. */
export type Issued = {
  readonly trust: Trust
  readonly signerOf: (party: PartyCode, usage: KeyUsage) => Signer
  readonly issuer: PartyCode
  /** Its number block, whose first slot is 0. */
  readonly announced: Uint8Array
  /** Its certificates, from slot 0 on. */
  readonly statements: readonly Uint8Array[]
  readonly exp: number
  readonly now: number
}

/** Numbers that the issuer's page lists beside the certificates: a fifth of the world's. */
const LISTED_BESIDE = 4_000
/** Receipts on the page of each party, as they are in a world of 70,000 certificates a year. */
const CONFIRMED = 200

/** Every authority's register page, each under a head that the witnesses of the scheme have cosigned. */
export async function benchRegisters(
  issued: Issued,
  rules: LogRules,
): Promise<ReadonlyMap<PartyCode, RegisterCopy>> {
  const copies = authoritiesIn(issued.trust.keys).map(async (party) => {
    const entries = party === issued.issuer ? issuersLog(issued) : []
    return [party, await copyOf(party, [...entries, ...receipts(party, issued)], issued, rules)]
  })
  return new Map((await Promise.all(copies)) as [PartyCode, RegisterCopy][])
}

function issuersLog({ announced, statements, exp, now }: Issued): LogEntry[] {
  const certificate = (slot: number, digest: Uint8Array): LogEntry => ({
    ...{ kind: 'certificate', slot, iat: now, exp, subject: null, digest },
  })
  const others = Array.from({ length: LISTED_BESIDE }, (_, at) => statements.length + at)
  return [
    { ...certificate(0, sha256(announced)), kind: 'number-block', exp: null },
    ...statements.map((bytes, slot) => certificate(slot, sha256(bytes))),
    ...others.map((slot) => certificate(slot, digestOf(`another ${slot}`))),
  ]
}

function receipts(party: PartyCode, { exp, now }: Issued): LogEntry[] {
  return Array.from({ length: CONFIRMED }, (_, at) => {
    const [subject, digest] = [digestOf(`${party} got ${at}`), digestOf(`${party} said ${at}`)]
    return { kind: 'import-confirmation', slot: null, iat: now, exp, subject, digest }
  })
}

function digestOf(word: string): Uint8Array {
  return sha256(new TextEncoder().encode(word))
}

async function copyOf(
  party: PartyCode,
  entries: readonly LogEntry[],
  { trust, signerOf, now }: Issued,
  rules: LogRules,
): Promise<RegisterCopy> {
  const page = registerPage(entries, digestOf(`the root of ${party}`), now)
  const typ = typOf('register-page', trust.environment)
  const signer = signerOf(party, KINDS['register-page'])
  const text = headText({ origin: originOf(rules, party), size: page.size, root: page.root })
  const cosignatures = WITNESSES.map(async (witness) => {
    const name = witnessNameOf(rules, witness)
    const { bytes } = await cosign(text, now, name, signerOf(witness, 'witness'))
    return { witness, time: now, signature: bytes.slice(TIME_BYTES) }
  })
  return {
    page: await signStatement(signer, typ, registerPageClaims(party, page, now)),
    cosignatures: await Promise.all(cosignatures),
  }
}
