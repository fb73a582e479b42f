import { sha256 } from '@noble/hashes/sha2.js'
import { beforeAll } from 'vitest'
import { coseOf, fields } from '../conformance/kit/draft.ts'
import { signerOf } from '../conformance/kit/keys.ts'
import { AT } from '../conformance/kit/lists.ts'
import { materialOf, readTrust } from '../conformance/kit/trust.ts'
import { createVerifier } from '../src/certificates/verify.ts'
import { sameBytes } from '../src/crypto/bytes.ts'
import { parseStatement, signStatement } from '../src/crypto/statement.ts'
import { headText } from '../src/crypto/tree-head.ts'
import { nodeVerify } from '../src/participants/adapters/node-verify.ts'
import type { RegisterCopy } from '../src/participants/bundle.ts'
import { type DelegatedKey, delegatedKey } from '../src/participants/keys.ts'
import { type KeyUsage, typOf } from '../src/participants/kinds.ts'
import type { Trust } from '../src/participants/trust.ts'
import { cosign } from '../src/transparency/cosignature.ts'
import type { LogEntry } from '../src/transparency/entry.ts'
import { registerPage } from '../src/transparency/register.ts'
import { registerPageClaims } from '../src/transparency/register-statement.ts'
import type { PartyCode } from '../src/values/codes.ts'
import { ed25519Signer } from './ed25519.ts'
import { logInMemory } from './log-in-memory.ts'

/** A scheme whose logs are live: pages of registers with what witnesses say of them, and a verdict under them. */

export const CD = 'CD' as PartyCode
export const EU = 'EU' as PartyCode
export const ORIGIN = 'kp.example/2026'
export const GOOD = fields()
export const SLOT = 16
export const verify = nodeVerify()
/** An observer and three Participants; CD's own witness counts for nothing in CD's log. */
export const WITNESSES: Readonly<Record<string, number>> = { CD: 40, 'X-DDI': 41, ZA: 42, AE: 43 }
const log = logInMemory(`${ORIGIN}/CD`, 50)

const SPAN = { notBefore: 0, notAfter: 2 ** 40, state: 'active', since: null } as const
const SIGNER = signerOf('CD certificate')
/** Its blocks stand under a key of their own, which counts when that of the certificate does not. */
const AGAIN = ed25519Signer(51)

let cose: Uint8Array
export let digest: Uint8Array
export let trust: Trust
export let blocks: readonly Uint8Array[]

beforeAll(async () => {
  cose = await coseOf({ name: '', about: '', expect: 'VALID', fields: GOOD })
  digest = sha256(cose)
  const { trust: off, bundle } = materialOf(readTrust('scheme'), AT)
  blocks = await Promise.all((bundle.numberBlocks.get(CD) ?? []).map(signedAgain))
  const keys = new Map(off.keys)
  const add = (party: PartyCode, usage: KeyUsage, x: Uint8Array) => {
    const key = { alg: 'Ed25519' as const, x }
    keys.set(party, [...(keys.get(party) ?? []), delegatedKey({ party, usage, key, ...SPAN })])
  }
  for (const [party, seed] of Object.entries(WITNESSES)) {
    add(party as PartyCode, 'witness', ed25519Signer(seed).key.x)
  }
  add(CD, 'log', log.key.x)
  add(CD, 'certificate', AGAIN.key.x)
  const logs = { origin: ORIGIN, quorum: 3, operators: new Map() }
  trust = { ...off, register: 'on', logs, keys }
})

async function signedAgain(block: Uint8Array): Promise<Uint8Array> {
  const parsed = parseStatement(block)
  if (!parsed.ok) throw new Error('a block that cannot be read')
  return signStatement(AGAIN, typOf('number-block', 'production'), parsed.value)
}

export const entry = (more: Partial<LogEntry>): LogEntry => ({
  ...{ kind: 'certificate', slot: SLOT, iat: GOOD.iat, exp: GOOD.exp, subject: null, digest },
  ...more,
})
const announced = (): LogEntry[] =>
  blocks.map((bytes, at) =>
    entry({ kind: 'number-block', slot: at, exp: null, digest: sha256(bytes) }),
  )
export const other = (at: number) => sha256(Uint8Array.of(at))

export type Made = {
  /** After the blocks; the certificate itself where it is left out. */
  readonly entries?: readonly LogEntry[]
  /** What the EU's log holds. */
  readonly imports?: readonly LogEntry[]
  readonly signedAt?: number
  /** When the trust list was signed. */
  readonly listedAt?: number
  readonly times?: Readonly<Record<string, number>>
  readonly signer?: string
  readonly of?: PartyCode
  /** When the EU signed its page. */
  readonly importsSignedAt?: number
  /** A party whose page the bundle lacks. */
  readonly takeAway?: PartyCode
  readonly change?: (copy: RegisterCopy) => RegisterCopy
  /** Places that the issuer's page tells certificates apart by. */
  readonly bounds?: readonly number[]
  /** What the trust list says of the key that signed the certificate. */
  readonly key?: Pick<DelegatedKey, 'state' | 'since' | 'goodBelow'>
}

async function copyOf(party: PartyCode, entries: readonly LogEntry[], made: Made) {
  const { signedAt = AT - 60, times = everybody(AT - 30), signer = `${party} status` } = made
  const root = other(entries.length)
  const page = registerPage(entries, root, signedAt, made.bounds)
  const claims = registerPageClaims(party, page, signedAt)
  const typ = typOf('register-page', 'production')
  const text = headText({ origin: `${ORIGIN}/${party}`, size: page.size, root })
  const cosignatures = await Promise.all(
    Object.entries(times).map(async ([witness, time]) => {
      const name = `${ORIGIN}/${witness}/witness`
      const { bytes } = await cosign(text, time, name, ed25519Signer(WITNESSES[witness] ?? 99))
      return { witness: witness as PartyCode, time, signature: bytes.subarray(8) }
    }),
  )
  return { page: await signStatement(signerOf(signer), typ, claims), cosignatures }
}

export const everybody = (time: number) => ({ AE: time, CD: time, 'X-DDI': time, ZA: time })

export async function makeMaterial(made: Made, seen: Trust['headsSeen'] = new Map()) {
  const { entries = [entry({})], imports = [], change = (copy) => copy, of = CD } = made
  const { importsSignedAt } = made
  const own = change(await copyOf(of, [...announced(), ...entries], made))
  const { signedAt: _, times: __, signer: ___, bounds: ____, ...plain } = made
  const signedThen = importsSignedAt === undefined ? {} : { signedAt: importsSignedAt }
  const register = new Map([
    [CD, own],
    [EU, await copyOf(EU, imports, { ...plain, ...signedThen })],
  ])
  if (made.takeAway !== undefined) register.delete(made.takeAway)
  const { bundle } = materialOf(readTrust('scheme'), AT)
  const numberBlocks = new Map(bundle.numberBlocks).set(CD, blocks)
  const { listedAt = trust.issuedAt } = made
  const listed = { issuedAt: listedAt, newestSignedTime: listedAt }
  const keys = new Map(trust.keys).set(CD, (trust.keys.get(CD) ?? []).map(saidOf(made)))
  return {
    trust: { ...trust, ...listed, keys, headsSeen: seen },
    bundle: { ...bundle, numberBlocks, register },
  }
}

function saidOf({ key }: Made) {
  const { kid } = delegatedKey({ ...SPAN, party: CD, usage: 'certificate', key: SIGNER.key })
  return (each: DelegatedKey) => (sameBytes(each.kid, kid) ? { ...each, ...key } : each)
}

export async function ask(made: Made, { now = AT, proof, seen }: Asked = {}) {
  const asked = createVerifier(await makeMaterial(made, seen?.()), verify)
  const document = proof === undefined ? { cose } : { cose, proof: await proof() }
  const answer = await asked(document, now)
  const deciding = answer.reasons.filter(({ code }) => code !== 'COMPARE_SEALS_AND_WEIGHT')
  return { ...answer, codes: deciding.map(({ code }) => code) }
}
export type Asked = {
  readonly now?: number
  readonly proof?: () => Promise<Uint8Array>
  readonly seen?: () => Trust['headsSeen']
}

export const confirmed = (subject: Uint8Array, slot: number | null): LogEntry =>
  entry({ kind: 'import-confirmation', slot, subject, digest: other(9) })
export const fresh = () => GOOD.iat + 3600
export const atFirst = () => ({ signedAt: fresh(), listedAt: fresh() })
export const two = { 'X-DDI': AT, ZA: AT }
