import { sign } from 'node:crypto'
import {
  Key,
  Metadata,
  type Root,
  Signature,
  type Snapshot,
  type Targets,
  type Timestamp,
} from '@tufjs/models'
import { sameBytes } from '../../crypto/bytes.ts'
import type { PublicKey } from '../../crypto/signature.ts'
import { encodeUtf8 } from '../../crypto/utf8.ts'
import { canonicalJson, isJsonObject, member, parseJson, sha256Hex } from '../canonical-json.ts'
import { encodePem } from '../der.ts'
import { formatTime, parseTime } from '../tuf-metadata.ts'
import type { HeldKey } from './key-files.ts'

type Signed = Root | Timestamp | Snapshot | Targets

/** The members that change with each signing of a file. */
export type Edition = {
  readonly specVersion: string
  readonly version: number
  /** `YYYY-MM-DDTHH:MM:SSZ`. */
  readonly issued: string
  readonly expires: string
}

/** Builds, and signs again when it must be, one metadata file. */
export type FilePlan = {
  /** The bytes in force, if any. */
  readonly current: Uint8Array | undefined
  readonly lifetimeSeconds: number
  readonly build: (edition: Edition) => Signed
  readonly signers: readonly HeldKey[]
}

const SPEC_VERSION = '1.0.31'

/**
 * The bytes in force while they still say the same and have half of their life before them,
 * otherwise the next version, signed now. Signing half-way leaves time to notice a node that stopped.
 */
export function edition(plan: FilePlan, now: number): Uint8Array {
  const last = plan.current && editionOf(plan.current)
  if (plan.current !== undefined && last !== undefined) {
    const left = (parseTime(last.expires) ?? 0) - now
    const same =
      saysTheSame(plan.current, plan.build(last)) && isSignedBy(plan.current, plan.signers)
    if (same && 2 * left > plan.lifetimeSeconds) return plan.current
  }
  return signed(
    plan.build({
      specVersion: SPEC_VERSION,
      version: (last?.version ?? 0) + 1,
      issued: formatTime(now),
      expires: formatTime(now + plan.lifetimeSeconds),
    }),
    plan.signers,
  )
}

/** Whether all of `signers` signed it: a holder whose key was lost and made anew has to sign again. */
function isSignedBy(bytes: Uint8Array, signers: readonly HeldKey[]): boolean {
  const json = parseJson(bytes)
  const signatures = isJsonObject(json) ? member(json, 'signatures') : undefined
  const ids = Array.isArray(signatures)
    ? signatures.map((each) => (isJsonObject(each) ? member(each, 'keyid') : undefined))
    : []
  return signers.every(({ key }) => ids.includes(tufKey(key).keyID))
}

/** What the file at hand says of its own signing. The files are this node's own work: no checks. */
function editionOf(bytes: Uint8Array): Edition | undefined {
  const body = signedPart(bytes)
  if (body === undefined) return undefined
  const text = (name: string) => String(member(body, name) ?? '')
  return {
    specVersion: text('spec_version'),
    version: versionOf(bytes),
    issued: text('issued'),
    expires: text('expires'),
  }
}

function saysTheSame(current: Uint8Array, next: Signed): boolean {
  const [old, renewed] = [canonicalJson(signedPart(current)), canonicalJson(next.toJSON())]
  return old !== undefined && renewed !== undefined && sameBytes(old, renewed)
}

export function signedPart(bytes: Uint8Array) {
  const json = parseJson(bytes)
  const body = isJsonObject(json) ? member(json, 'signed') : undefined
  return isJsonObject(body) ? body : undefined
}

/** The version of a metadata file of this node. */
export function versionOf(bytes: Uint8Array): number {
  const body = signedPart(bytes)
  return Number(body && member(body, 'version'))
}

function signed(content: Signed, signers: readonly HeldKey[]): Uint8Array {
  const metadata = new Metadata(content)
  for (const key of signers) {
    const keyID = tufKey(key.key).keyID
    metadata.sign(
      (data) =>
        new Signature({ keyID, sig: sign('sha256', data, key.privateKey()).toString('hex') }),
    )
  }
  return encodeUtf8(JSON.stringify(metadata.toJSON()))
}

/** A key as TUF writes it; its id is the SHA-256 of its canonical JSON. */
export function tufKey(key: PublicKey): Key {
  const value = {
    keytype: 'ecdsa',
    scheme: 'ecdsa-sha2-nistp256',
    keyval: { public: encodePem(key) },
  }
  const canonical = canonicalJson(value) as Uint8Array
  return Key.fromJSON(sha256Hex(canonical), value)
}
