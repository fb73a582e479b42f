import { readFileSync } from 'node:fs'
import type { Bundle, RegisterCopy } from '../../src/participants/bundle.ts'
import { type DelegatedKey, delegatedKey } from '../../src/participants/keys.ts'
import type { Environment, KeyUsage } from '../../src/participants/kinds.ts'
import { type logRulesJson, parseLogRules } from '../../src/participants/log-rules.ts'
import type { Registry } from '../../src/participants/registry.ts'
import type { Trust } from '../../src/participants/trust.ts'
import type { PartyCode } from '../../src/values/codes.ts'
import { suiteUrl } from './case.ts'
import { hex } from './keys.ts'

/** What a reader holds after it opened a trust list, spelled out: `certificate/trust/<name>.json`. */
export type TrustFile = {
  readonly about: string
  readonly environment: Environment
  readonly rootFingerprint: string
  readonly pinned: boolean
  readonly register: 'off' | 'on'
  readonly loggingLimitSeconds: number
  readonly issuedAt: number
  readonly newestSignedTime: number
  readonly keys: readonly KeyFile[]
  readonly registry: Registry
  readonly numberBlocks: Readonly<Record<string, readonly string[]>>
  readonly statusPages: Readonly<Record<string, string>>
  /** `logs` of the root, where `register` is on. */
  readonly logs?: ReturnType<typeof logRulesJson>
  readonly registerPages?: Readonly<Record<string, RegisterFile>>
}

/** A register page as hex, with what witnesses say of the head that it is made of. */
export type RegisterFile = {
  readonly page: string
  readonly cosignatures: readonly CosignatureFile[]
}

export type CosignatureFile = {
  readonly witness: string
  readonly time: number
  readonly signature: string
}

export type KeyFile = {
  readonly party: string
  readonly usage: KeyUsage
  readonly alg: 'ESP256' | 'Ed25519'
  readonly x: string
  readonly y?: string
  readonly notBefore: number
  readonly notAfter: number
  readonly state: DelegatedKey['state']
  readonly since: number | null
}

export function readTrust(name: string): TrustFile {
  return JSON.parse(readFileSync(suiteUrl(`trust/${name}.json`), 'utf8')) as TrustFile
}

export function materialOf(file: TrustFile, now: number): { trust: Trust; bundle: Bundle } {
  const { newestSignedTime, environment, rootFingerprint, pinned, register, issuedAt } = file
  const trust: Trust = {
    environment,
    rootFingerprint,
    pinned,
    register,
    logs: parseLogRules(file.logs) ?? null,
    issuedAt,
    newestSignedTime,
    loggingLimitSeconds: file.loggingLimitSeconds,
    versions: { root: 1, timestamp: 1, snapshot: 1, targets: 1 },
    partyVersions: new Map(),
    pagesSeen: new Map(),
    headsSeen: new Map(),
    newestRootFingerprint: rootFingerprint,
    rootExpiresAt: Number.MAX_SAFE_INTEGER,
    timeUsed: Math.max(now, newestSignedTime),
    clockBehindSeconds: Math.max(newestSignedTime - now, 0),
    keys: keysOf(file.keys),
    registry: file.registry,
  }
  return { trust, bundle: bundleOf(file) }
}

function keysOf(files: readonly KeyFile[]): ReadonlyMap<PartyCode, readonly DelegatedKey[]> {
  const keys = new Map<PartyCode, DelegatedKey[]>()
  for (const { alg, x, y, ...rest } of files) {
    const party = rest.party as PartyCode
    const key = alg === 'ESP256' ? { alg, x: hex(x), y: hex(y ?? '') } : { alg, x: hex(x) }
    keys.set(party, [...(keys.get(party) ?? []), delegatedKey({ ...rest, party, key })])
  }
  return keys
}

/** The statements of the file as a bundle that has no list of its own. */
export function bundleOf({
  numberBlocks,
  statusPages,
  registerPages,
}: Pick<TrustFile, 'numberBlocks' | 'statusPages' | 'registerPages'>): Bundle {
  return {
    roots: [],
    parts: new Map(),
    numberBlocks: new Map(
      Object.entries(numberBlocks).map(([party, each]) => [party as PartyCode, each.map(hex)]),
    ),
    statusPages: new Map(
      Object.entries(statusPages).map(([party, page]) => [party as PartyCode, hex(page)]),
    ),
    ...(registerPages && {
      register: new Map(
        Object.entries(registerPages).map(([party, copy]) => [party as PartyCode, copyOf(copy)]),
      ),
    }),
  }
}

function copyOf({ page, cosignatures }: RegisterFile): RegisterCopy {
  return {
    page: hex(page),
    cosignatures: cosignatures.map(({ witness, time, signature }) => ({
      witness: witness as PartyCode,
      time,
      signature: hex(signature),
    })),
  }
}
