import { toHex } from '../src/crypto/bytes.ts'
import { headText } from '../src/crypto/tree-head.ts'
import type { JsonObject } from '../src/participants/canonical-json.ts'
import {
  type ChangeFacts,
  changeBytes,
  changeEntry,
  type DelegatedKeys,
  type DelegationChange,
  tufKeyId,
} from '../src/participants/delegation-change.ts'
import { delegatedKey } from '../src/participants/keys.ts'
import type { Environment } from '../src/participants/kinds.ts'
import type { LogRules } from '../src/participants/log-rules.ts'
import type { CosignedHead, Publication } from '../src/participants/publication.ts'
import { cosign } from '../src/transparency/cosignature.ts'
import type { PartyCode } from '../src/values/codes.ts'
import { ed25519Signer as newSigner } from './ed25519.ts'
import { logInMemory } from './log-in-memory.ts'

/** Changes of delegations as a ceremony makes them, with keys that are named by small numbers. */

export const ZA = 'ZA' as PartyCode
export const DAY = 86_400
/** 2026-01-01T00:00:00Z. */
export const START = 1_767_225_600
export const RULES: LogRules = { origin: 'kp.example/2026', quorum: 3, operators: new Map() }
const ENVIRONMENT: Environment = 'production'

/** Witnesses by the number of their key: three Participants, ZA itself, and two observers. */
export const WITNESSES = { 'X-ADPA': 60, 'X-DDI': 61, BE: 62, CN: 63, IN: 64, ZA: 65 } as const
export type WitnessCode = keyof typeof WITNESSES

/** Made once: most of the time of a property goes into it otherwise. */
const SIGNERS = new Map<number, ReturnType<typeof newSigner>>()

function ed25519Signer(seed: number) {
  const signer = SIGNERS.get(seed) ?? newSigner(seed)
  SIGNERS.set(seed, signer)
  return signer
}

/** What `keys.json` of each says of witnesses, for a list that names them. */
export function witnessKeys(codes: readonly string[] = Object.keys(WITNESSES)) {
  return new Map(
    codes.map((code) => {
      const party = code as PartyCode
      const { key } = ed25519Signer(WITNESSES[code as WitnessCode])
      const span = { notBefore: 0, notAfter: 2 ** 40, state: 'active', since: null } as const
      return [party, [delegatedKey({ party, usage: 'witness', key, ...span })]] as const
    }),
  )
}

function keyJson(seed: number): JsonObject {
  const { x } = ed25519Signer(seed).key
  return { keytype: 'ed25519', scheme: 'ed25519', keyval: { public: toHex(x) } }
}

export function delegated(...seeds: readonly number[]): DelegatedKeys {
  return { keys: seeds.map(keyJson), threshold: seeds.length }
}

export async function agreed(
  facts: ChangeFacts,
  seeds: readonly number[],
  environment = ENVIRONMENT,
): Promise<DelegationChange> {
  const signatures = new Map<string, string>()
  for (const seed of seeds) {
    const signature = await ed25519Signer(seed).sign(changeBytes(facts, environment))
    signatures.set(tufKeyId(keyJson(seed)), toHex(signature))
  }
  return { ...facts, agreed: signatures, published: null }
}

export type Announced = {
  readonly log?: string
  /** When each witness saw the entry first: epoch seconds. */
  readonly first: Readonly<Record<string, number>>
  /** And when it saw the log again. */
  readonly later: Readonly<Record<string, number>>
  readonly change?: (publication: Publication) => Publication
  /** What is logged in place of the entry. */
  readonly entry?: Uint8Array
}

export async function announced(facts: ChangeFacts, how: Announced): Promise<DelegationChange> {
  const { log = 'BE', first, later, change = (same) => same } = how
  const kept = logInMemory(`${RULES.origin}/${log}`, 90)
  const iat = START
  kept.append([Uint8Array.of(1), how.entry ?? changeEntry(facts, ENVIRONMENT, iat)])
  const hashes = kept.inclusion(1)
  const before = await headOf(kept, first)
  kept.append([Uint8Array.of(2), Uint8Array.of(3)])
  const after = await headOf(kept, later)
  const at = { log: log as PartyCode, iat, index: 1, hashes }
  return {
    ...facts,
    agreed: new Map(),
    published: change({ ...at, first: before, later: after }),
  }
}

async function headOf(
  log: ReturnType<typeof logInMemory>,
  times: Readonly<Record<string, number>>,
): Promise<CosignedHead> {
  const head = { size: log.size(), root: log.root() }
  const text = headText({ origin: log.origin, ...head })
  const cosignatures = await Promise.all(
    Object.entries(times).map(async ([code, time]) => {
      const name = `${RULES.origin}/${code}/witness`
      const { bytes } = await cosign(
        text,
        time,
        name,
        ed25519Signer(WITNESSES[code as WitnessCode]),
      )
      return { witness: code as PartyCode, time, signature: bytes.subarray(8) }
    }),
  )
  return { ...head, cosignatures }
}

/** The same time for each. */
export function all(time: number, codes: readonly string[] = ['X-ADPA', 'CN', 'IN']) {
  return Object.fromEntries(codes.map((code) => [code, time]))
}
