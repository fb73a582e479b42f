import { accept, type Outcome, refuse } from '../values/outcome.ts'
import { concatBytes } from './bytes.ts'
import { type CborValue, encodeCbor } from './cbor.ts'
import { ALGORITHMS, type Algorithm, hasLowS, keyId, type Signer } from './signature.ts'
import { type CborRefusal, decodeCbor } from './strict-cbor.ts'

/** Header labels (RFC 9052 for alg and kid, RFC 9596 for typ). */
const LABEL = { alg: 1, kid: 4, typ: 16 } as const
const COSE_SIGN1 = 18

export type CoseRefusal =
  | CborRefusal
  | 'COSE_NOT_SIGN1'
  | 'COSE_UNPROTECTED_NOT_EMPTY'
  | 'COSE_HEADER'
  | 'COSE_ALGORITHM'
  | 'COSE_KEY_ID'
  | 'COSE_TYPE'
  | 'COSE_SIGNATURE_LENGTH'
  | 'COSE_HIGH_S'

export type Sign1 = {
  readonly alg: Algorithm
  readonly kid: Uint8Array
  readonly typ: string
  readonly payload: Uint8Array
  readonly signature: Uint8Array
  /** The bytes that were signed: the Sig_structure of RFC 9052, 4.4, without external data. */
  readonly signed: Uint8Array
}

/** Signs `payload` as a COSE_Sign1 (tag 18, RFC 9052) with an empty unprotected header. */
export async function sign1(signer: Signer, typ: string, payload: Uint8Array): Promise<Uint8Array> {
  const header = encodeCbor(
    new Map<number, CborValue>([
      [LABEL.alg, ALGORITHMS[signer.key.alg]],
      [LABEL.kid, keyId(signer.key)],
      [LABEL.typ, typ],
    ]),
  )
  const signature = await signer.sign(sigStructure(header, payload))
  return joinSign1({ header, payload, signature })
}

/** The parts of a COSE_Sign1 whose unprotected header is empty, each as its bytes stand in it. */
export type Sign1Parts = {
  readonly header: Uint8Array
  readonly payload: Uint8Array
  readonly signature: Uint8Array
}

export function joinSign1({ header, payload, signature }: Sign1Parts): Uint8Array {
  return encodeCbor({ tag: COSE_SIGN1, value: [header, new Map(), payload, signature] })
}

/** The reverse of `joinSign1`; says nothing of what stands in the parts. */
export function splitSign1(bytes: Uint8Array): Sign1Parts | undefined {
  const decoded = decodeCbor(bytes)
  const parts = decoded.ok ? sign1Parts(decoded.value) : undefined
  if (parts === undefined || parts.unprotected.size !== 0) return undefined
  const { header, payload, signature } = parts
  return { header, payload, signature }
}

/** Takes a COSE_Sign1 apart and accepts exactly the one spelling that `sign1` makes. */
export function parseSign1(bytes: Uint8Array): Outcome<Sign1, CoseRefusal> {
  const decoded = decodeCbor(bytes)
  if (!decoded.ok) return decoded
  const parts = sign1Parts(decoded.value)
  if (parts === undefined) return refuse('COSE_NOT_SIGN1')
  if (parts.unprotected.size !== 0) return refuse('COSE_UNPROTECTED_NOT_EMPTY')
  const header = parseHeader(parts.header)
  if (!header.ok) return header
  if (parts.signature.length !== 64) return refuse('COSE_SIGNATURE_LENGTH')
  if (header.value.alg === 'ESP256' && !hasLowS(parts.signature)) return refuse('COSE_HIGH_S')
  return accept({
    ...header.value,
    payload: parts.payload,
    signature: parts.signature,
    signed: sigStructure(parts.header, parts.payload),
  })
}

/**
 * What a key is asked to sign, taken apart: the reverse of the bytes that `sign1` gives its signer. A
 * signer reads them before it signs; undefined for anything but the one spelling that `sign1` makes.
 */
export function parseSigStructure(
  bytes: Uint8Array,
): Pick<Sign1, 'alg' | 'kid' | 'typ' | 'payload'> | undefined {
  const decoded = decodeCbor(bytes)
  if (!decoded.ok || !Array.isArray(decoded.value) || decoded.value.length !== 4) return undefined
  const [context, header, external, payload] = decoded.value as CborValue[]
  if (context !== CONTEXT_NAME || !(header instanceof Uint8Array)) return undefined
  if (!(external instanceof Uint8Array) || external.length !== 0) return undefined
  const parsed = parseHeader(header)
  return parsed.ok && payload instanceof Uint8Array ? { ...parsed.value, payload } : undefined
}

function sign1Parts(value: CborValue) {
  if (value === null || typeof value !== 'object' || !('tag' in value)) return undefined
  if (value.tag !== COSE_SIGN1 || !Array.isArray(value.value) || value.value.length !== 4) {
    return undefined
  }
  const [header, unprotected, payload, signature] = value.value as CborValue[]
  const shaped =
    header instanceof Uint8Array &&
    unprotected instanceof Map &&
    payload instanceof Uint8Array &&
    signature instanceof Uint8Array
  return shaped ? { header, unprotected, payload, signature } : undefined
}

function parseHeader(bytes: Uint8Array): Outcome<Pick<Sign1, 'alg' | 'kid' | 'typ'>, CoseRefusal> {
  const decoded = decodeCbor(bytes)
  if (!decoded.ok) return decoded
  const header = decoded.value
  if (!(header instanceof Map) || header.size !== 3) return refuse('COSE_HEADER')
  const alg = algorithmOf(header.get(LABEL.alg))
  if (alg === undefined) return refuse('COSE_ALGORITHM')
  const kid = header.get(LABEL.kid)
  if (!(kid instanceof Uint8Array) || kid.length !== 8) return refuse('COSE_KEY_ID')
  const typ = header.get(LABEL.typ)
  return typeof typ === 'string' ? accept({ alg, kid, typ }) : refuse('COSE_TYPE')
}

function algorithmOf(label: CborValue | undefined): Algorithm | undefined {
  return (Object.keys(ALGORITHMS) as Algorithm[]).find((name) => ALGORITHMS[name] === label)
}

const CONTEXT_NAME = 'Signature1'
const CONTEXT = encodeCbor(CONTEXT_NAME)
const NO_EXTERNAL_DATA = Uint8Array.of(0x40)

function sigStructure(header: Uint8Array, payload: Uint8Array): Uint8Array {
  const arrayOfFour = Uint8Array.of(0x84)
  return concatBytes(
    arrayOfFour,
    CONTEXT,
    encodeCbor(header),
    NO_EXTERNAL_DATA,
    encodeCbor(payload),
  )
}
