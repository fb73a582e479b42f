import { type CborValue, encodeCbor } from '../crypto/cbor.ts'
import { decodeCbor } from '../crypto/strict-cbor.ts'
import { isPartyCode, type PartyCode } from '../values/codes.ts'
import { accept, type Outcome, type Refusal, refuse } from '../values/outcome.ts'
import type { Approval, Approvals } from './approvals.ts'
import { decodeSpki, encodeSpki } from './der.ts'
import type { KeyPlace, OwnKey } from './keys.ts'
import { KEY_USAGES } from './kinds.ts'
import type { SignerRefusal } from './signer-refusals.ts'

/** The largest message is a register page that is full in every member; a list of officers takes a quarter megabyte. */
export const MAX_SIGNER_FRAME = 1_600_000
/** Keys that are asked for at once: all Participants with four usages, and room. */
const MAX_PLACES = 512
/** Nobody has more than a version of this program to say of a refusal. */
const MAX_APPROVALS = 8

/** Where keys are kept: in an encrypted file, or on a PKCS#11 token that gives none out. */
export type KeptIn = 'file' | 'token'

export function keptInOf(value: CborValue): KeptIn | undefined {
  return value === 'file' || value === 'token' ? value : undefined
}

/** What a signer is asked. A key is named by its thumbprint, 32 bytes. */
export type SignerRequest =
  | { readonly verb: 'keys' }
  | { readonly verb: 'make'; readonly places: readonly KeyPlace[] }
  /** One more key for a place that has some: the first step of a rotation. */
  | { readonly verb: 'another'; readonly place: KeyPlace }
  /** Where the keys are kept. */
  | { readonly verb: 'kept' }
  | { readonly verb: 'sign'; readonly key: Uint8Array; readonly message: Uint8Array }
  | {
      readonly verb: 'certificate'
      readonly key: Uint8Array
      readonly message: Uint8Array
      readonly approvals: Approvals
    }
  | { readonly verb: 'officers'; readonly party: PartyCode }
  | {
      readonly verb: 'change'
      readonly list: Uint8Array
      readonly approvals: readonly Approval[]
    }

export type Numbered<T> = { readonly id: number; readonly body: T }

export function encodeRequest({ id, body }: Numbered<SignerRequest>): Uint8Array {
  return encodeCbor([id, body.verb, argumentOf(body)])
}

function argumentOf(body: SignerRequest): CborValue {
  switch (body.verb) {
    case 'keys':
    case 'kept':
      return null
    case 'make':
      return body.places.map(({ party, usage }) => [party, usage])
    case 'another':
      return [body.place.party, body.place.usage]
    case 'sign':
      return [body.key, body.message]
    case 'certificate':
      return [
        body.key,
        body.message,
        approvalItems(body.approvals.issued),
        approvalItems(body.approvals.validated),
      ]
    case 'officers':
      return body.party
    default:
      return [body.list, body.approvals.map(approvalItems)]
  }
}

/** An approval as it travels and as it is kept. */
export function approvalItems({ officer, assertion }: Approval): CborValue {
  if (assertion === null) return [officer, null]
  const { credentialId, authenticatorData, clientDataJSON, signature } = assertion
  return [officer, [credentialId, authenticatorData, clientDataJSON, signature]]
}

/** Undefined for a frame that is not numbered: nobody can be answered then. */
export function decodeRequest(bytes: Uint8Array): Numbered<SignerRequest | undefined> | undefined {
  const decoded = decodeCbor(bytes)
  if (!decoded.ok || !Array.isArray(decoded.value) || decoded.value.length !== 3) return undefined
  const [id, verb, argument] = decoded.value as [CborValue, CborValue, CborValue]
  return typeof id === 'number' && id >= 0 ? { id, body: requestOf(verb, argument) } : undefined
}

function requestOf(verb: CborValue, argument: CborValue): SignerRequest | undefined {
  const items = Array.isArray(argument) ? (argument as CborValue[]) : []
  switch (verb) {
    case 'keys':
    case 'kept':
      return argument === null ? { verb } : undefined
    case 'another':
      return anotherOf(argument)
    case 'make':
      return makeOf(items)
    case 'sign':
      return signOf(items)
    case 'certificate':
      return certificateOf(items)
    case 'officers':
      return isPartyCode(argument) ? { verb, party: argument } : undefined
    case 'change':
      return changeOf(items)
    default:
      return undefined
  }
}

function makeOf(items: readonly CborValue[]): SignerRequest | undefined {
  const places = items.length <= MAX_PLACES ? items.map(placeOf) : [undefined]
  return places.every((each) => each !== undefined) ? { verb: 'make', places } : undefined
}

function anotherOf(argument: CborValue): SignerRequest | undefined {
  const place = placeOf(argument)
  return place === undefined ? undefined : { verb: 'another', place }
}

function placeOf(value: CborValue): KeyPlace | undefined {
  const [party, usage] = Array.isArray(value) ? (value as CborValue[]) : []
  const known = KEY_USAGES.find((each) => each === usage)
  return isPartyCode(party) && known !== undefined ? { party, usage: known } : undefined
}

function signOf([key, message, ...more]: readonly CborValue[]): SignerRequest | undefined {
  const shaped = isBytes(key) && key.length === 32 && isBytes(message) && more.length === 0
  return shaped ? { verb: 'sign', key, message } : undefined
}

function certificateOf([key, message, one, other, ...more]: readonly CborValue[]) {
  const sign = signOf([key ?? null, message ?? null])
  const [issued, validated] = [approvalOf(one), approvalOf(other)]
  if (sign?.verb !== 'sign' || more.length > 0) return undefined
  if (issued === undefined || validated === undefined) return undefined
  return { ...sign, verb: 'certificate' as const, approvals: { issued, validated } }
}

function changeOf([list, approvals, ...more]: readonly CborValue[]): SignerRequest | undefined {
  if (
    !isBytes(list) ||
    more.length > 0 ||
    !Array.isArray(approvals) ||
    approvals.length > MAX_APPROVALS
  )
    return undefined
  const read = (approvals as CborValue[]).map(approvalOf)
  return read.every((each) => each !== undefined)
    ? { verb: 'change', list, approvals: read }
    : undefined
}

function approvalOf(value: CborValue | undefined): Approval | undefined {
  const [officer, parts] = Array.isArray(value) ? (value as CborValue[]) : []
  if (typeof officer !== 'string' || officer.length > 64) return undefined
  if (parts === null) return { officer, assertion: null }
  const all = Array.isArray(parts) ? (parts as CborValue[]) : []
  if (all.length !== 4 || !all.every(isBytes)) return undefined
  const [credentialId, authenticatorData, clientDataJSON, signature] = all as [
    Uint8Array,
    Uint8Array,
    Uint8Array,
    Uint8Array,
  ]
  return { officer, assertion: { credentialId, authenticatorData, clientDataJSON, signature } }
}

function isBytes(value: CborValue | undefined): value is Uint8Array {
  return value instanceof Uint8Array
}

/** `[id, value]`, or `[id, code, detail]` for a refusal. */
export function encodeAnswer(id: number, outcome: Outcome<CborValue, SignerRefusal>): Uint8Array {
  if (outcome.ok) return encodeCbor([id, outcome.value])
  const [{ code, detail = {} }] = outcome.refusals
  return encodeCbor([id, code, new Map(Object.entries(detail))])
}

export type SignerAnswer = Outcome<CborValue, SignerRefusal>

export function decodeAnswer(bytes: Uint8Array): Numbered<SignerAnswer> | undefined {
  const decoded = decodeCbor(bytes)
  if (!decoded.ok || !Array.isArray(decoded.value)) return undefined
  const [id, value, detail, ...more] = decoded.value as CborValue[]
  if (typeof id !== 'number' || value === undefined || more.length > 0) return undefined
  if (detail === undefined) return { id, body: accept(value) }
  const isRefusal = typeof value === 'string' && detail instanceof Map
  if (!isRefusal) return undefined
  const named = Object.fromEntries(detail) as NonNullable<Refusal['detail']>
  return { id, body: refuse(value as SignerRefusal, undefined, named) }
}

export function ownKeyItems({ party, usage, key, madeAt }: OwnKey): CborValue {
  return [party, usage, encodeSpki(key), madeAt]
}

/** Undefined for anything that is no list of keys. */
export function ownKeysOf(value: CborValue): readonly OwnKey[] | undefined {
  if (!Array.isArray(value)) return undefined
  const keys = (value as CborValue[]).map(ownKeyOf)
  return keys.every((each) => each !== undefined) ? keys : undefined
}

function ownKeyOf(value: CborValue): OwnKey | undefined {
  const [party, usage, spki, madeAt] = Array.isArray(value) ? (value as CborValue[]) : []
  const place = placeOf([party ?? null, usage ?? null])
  const key = isBytes(spki) ? decodeSpki(spki) : undefined
  if (place === undefined || key === undefined || typeof madeAt !== 'number') return undefined
  return { ...place, key, madeAt }
}
