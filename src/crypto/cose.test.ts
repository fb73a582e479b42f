import { createPublicKey } from 'node:crypto'
import { Sign1 as Auth0Sign1 } from '@auth0/cose'
import { coseVerify } from 'cose-kit'
import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { nobleVerify, publicKey, signerOf } from '../../conformance/kit/keys.ts'
import { fromHex, toHex } from './bytes.ts'
import { type CborMap, type CborValue, encodeCbor } from './cbor.ts'
import { parseSign1, sign1 } from './cose.ts'
import { keyId, type PublicKey, withLowS } from './signature.ts'
import { encodeUtf8 } from './utf8.ts'

const TYP = 'application/kpc+cwt'
const PAYLOAD = encodeUtf8('what is signed')
const KEY = 'CD certificate'
const key = publicKey(KEY)
const ORDER = 0xffffffff00000000ffffffffffffffffbce6faada7179e84f3b9cac2fc632551n

const headerOf = (alg: number, kid: Uint8Array = keyId(key), typ: CborValue = TYP) =>
  new Map<number, CborValue>([
    [1, alg],
    [4, kid],
    [16, typ],
  ])

/** COSE_Sign1 written from RFC 9052 by hand, so that each part of it can be wrong. */
async function written({
  header = encodeCbor(headerOf(-9)),
  unprotected = new Map() as CborMap,
  payload = PAYLOAD as CborValue,
  tag = 18,
  change = (signature: Uint8Array): CborValue => signature,
  name = KEY,
} = {}): Promise<Uint8Array> {
  const content = payload instanceof Uint8Array ? payload : new Uint8Array()
  const toSign = encodeCbor(['Signature1', header, new Uint8Array(), content])
  const signature = await signerOf(name).sign(toSign)
  return encodeCbor({ tag, value: [header, unprotected, payload, change(signature)] })
}

test('a signed statement is tag 18 over the structure of RFC 9052, and reads back', async () => {
  const bytes = await sign1(signerOf(KEY), TYP, PAYLOAD)
  expect(bytes).toEqual(await written())
  const parsed = parseSign1(bytes)
  if (!parsed.ok) throw new Error(parsed.refusals[0].code)
  const { alg, kid, typ, payload, signature, signed } = parsed.value
  expect({ alg, typ, kid: toHex(kid) }).toEqual({ alg: 'ESP256', typ: TYP, kid: toHex(keyId(key)) })
  expect(payload).toEqual(PAYLOAD)
  expect(signed).toEqual(
    encodeCbor(['Signature1', encodeCbor(headerOf(-9)), new Uint8Array(), PAYLOAD]),
  )
  expect(await nobleVerify(key, signed, signature)).toBe(true)
})

test('Ed25519 under -19', async () => {
  const name = 'CA certificate, Ed25519'
  const bytes = await sign1(signerOf(name), TYP, PAYLOAD)
  const header = encodeCbor(headerOf(-19, keyId(publicKey(name))))
  expect(bytes).toEqual(await written({ header, name }))
  const parsed = parseSign1(bytes)
  expect(parsed).toMatchObject({ ok: true, value: { alg: 'Ed25519' } })
  if (parsed.ok)
    expect(await nobleVerify(publicKey(name), parsed.value.signed, parsed.value.signature)).toBe(
      true,
    )
})

function keyObject({ x, y }: Extract<PublicKey, { alg: 'ESP256' }>) {
  const coordinate = (bytes: Uint8Array) => Buffer.from(bytes).toString('base64url')
  const jwk = { kty: 'EC', crv: 'P-256', x: coordinate(x), y: coordinate(y) }
  return createPublicKey({ key: jwk, format: 'jwk' })
}

/**
 * Neither library knows ESP256, so the same bytes say ES256 (-7), which is the same algorithm. Both
 * register tag 18 with one CBOR decoder and the later wins: one of them reads it without its tag.
 */
const untagged = (bytes: Uint8Array) => bytes.subarray(1)

describe('other implementations read the same structure with alg -7', () => {
  const verifyingKey = keyObject(key as Extract<PublicKey, { alg: 'ESP256' }>)

  test('and find the signature good', async () => {
    const bytes = await written({ header: encodeCbor(headerOf(-7)) })
    await Auth0Sign1.decode(untagged(bytes)).verify(verifyingKey)
    expect(await coseVerify(bytes, verifyingKey)).toMatchObject({ isValid: true })
  })

  test('and find it bad after one bit of the payload', async () => {
    const bytes = await written({ header: encodeCbor(headerOf(-7)) })
    bytes[bytes.length - 70] = (bytes[bytes.length - 70] as number) ^ 1
    await expect(Auth0Sign1.decode(untagged(bytes)).verify(verifyingKey)).rejects.toThrow()
    expect(await coseVerify(bytes, verifyingKey)).toMatchObject({ isValid: false })
  })

  test('and all that the two spellings differ in is the algorithm', async () => {
    const [ours, theirs] = [await written(), await written({ header: encodeCbor(headerOf(-7)) })]
    const before = ours.length - 64
    const different = [...ours.subarray(0, before)].filter((byte, at) => byte !== theirs[at])
    expect(different).toEqual([0x28])
  })
})

const highS = (signature: Uint8Array): Uint8Array => {
  const s = BigInt(`0x${toHex(signature.subarray(32))}`)
  const high = fromHex((ORDER - s).toString(16).padStart(64, '0')) as Uint8Array
  return Uint8Array.from([...signature.subarray(0, 32), ...high])
}

describe('refusals', () => {
  const plain = encodeCbor(headerOf(-9))
  const with_ = (more: [number | string, CborValue][]) =>
    encodeCbor(new Map<number | string, CborValue>([...headerOf(-9), ...more]))
  const without = (label: number) =>
    encodeCbor(new Map([...headerOf(-9)].filter(([each]) => each !== label)))

  test.each<[string, Parameters<typeof written>[0], string]>([
    ['tag 17', { tag: 17 }, 'COSE_NOT_SIGN1'],
    ['tag 98, COSE_Sign', { tag: 98 }, 'COSE_NOT_SIGN1'],
    ['tag 61, CWT', { tag: 61 }, 'COSE_NOT_SIGN1'],
    ['payload detached', { payload: null }, 'COSE_NOT_SIGN1'],
    ['payload as text', { payload: 'text' }, 'COSE_NOT_SIGN1'],
    ['signature as text', { change: () => 'text' }, 'COSE_NOT_SIGN1'],
    ['unprotected kid', { unprotected: new Map([[4, keyId(key)]]) }, 'COSE_UNPROTECTED_NOT_EMPTY'],
    ['header empty', { header: new Uint8Array() }, 'CBOR_TRUNCATED'],
    ['header an empty map', { header: encodeCbor(new Map()) }, 'COSE_HEADER'],
    ['header a list', { header: encodeCbor([]) }, 'COSE_HEADER'],
    ['header with crit', { header: with_([[2, [16]]]) }, 'COSE_HEADER'],
    ['header with a text label', { header: with_([['x5u', 'http://a']]) }, 'COSE_HEADER'],
    ['header without alg', { header: without(1) }, 'COSE_HEADER'],
    ['header without kid', { header: without(4) }, 'COSE_HEADER'],
    ['header without typ', { header: without(16) }, 'COSE_HEADER'],
    [
      'header with a longer head',
      { header: Uint8Array.from([0xb8, 3, ...plain.subarray(1)]) },
      'CBOR_NOT_SHORTEST',
    ],
    ['alg ES256', { header: encodeCbor(headerOf(-7)) }, 'COSE_ALGORITHM'],
    ['alg EdDSA', { header: encodeCbor(headerOf(-8)) }, 'COSE_ALGORITHM'],
    ['alg none', { header: encodeCbor(headerOf(0)) }, 'COSE_ALGORITHM'],
    ['alg HMAC', { header: encodeCbor(headerOf(5)) }, 'COSE_ALGORITHM'],
    ['kid of 7 bytes', { header: encodeCbor(headerOf(-9, new Uint8Array(7))) }, 'COSE_KEY_ID'],
    ['kid of 32 bytes', { header: encodeCbor(headerOf(-9, new Uint8Array(32))) }, 'COSE_KEY_ID'],
    ['typ a number', { header: encodeCbor(headerOf(-9, keyId(key), 1)) }, 'COSE_TYPE'],
    ['signature of 63 bytes', { change: (each) => each.subarray(1) }, 'COSE_SIGNATURE_LENGTH'],
    [
      'signature of 65 bytes',
      { change: (each) => Uint8Array.from([0, ...each]) },
      'COSE_SIGNATURE_LENGTH',
    ],
    ['no signature', { change: () => new Uint8Array() }, 'COSE_SIGNATURE_LENGTH'],
    ['the same signature with a high s', { change: highS }, 'COSE_HIGH_S'],
  ])('%s', async (_, how, code) => {
    expect(parseSign1(await written(how))).toMatchObject({ ok: false, refusals: [{ code }] })
  })

  test('no tag, three parts, five parts', async () => {
    const parts = [plain, new Map(), PAYLOAD, new Uint8Array(64)] as const
    for (const value of [
      [...parts],
      { tag: 18, value: parts.slice(0, 3) },
      { tag: 18, value: [...parts, 0] },
      { tag: 18, value: 'x' },
      1,
      null,
    ]) {
      expect(parseSign1(encodeCbor(value))).toMatchObject({
        refusals: [{ code: 'COSE_NOT_SIGN1' }],
      })
    }
  })
})

test('a high s that was refused verifies as mathematics: refusing it is what makes bytes unique', async () => {
  const parsed = parseSign1(await written())
  if (!parsed.ok) throw new Error(parsed.refusals[0].code)
  const high = highS(parsed.value.signature)
  expect(withLowS(high)).toEqual(parsed.value.signature)
})

test('whatever changes in the bytes is refused or is another statement', async () => {
  const bytes = await written()
  await fc.assert(
    fc.asyncProperty(
      fc.nat(bytes.length - 1),
      fc.integer({ min: 1, max: 255 }),
      async (at, flip) => {
        const changed = bytes.slice()
        changed[at] = (changed[at] as number) ^ flip
        const parsed = parseSign1(changed)
        if (!parsed.ok) return
        const { signed, signature, kid, alg } = parsed.value
        const sameKey = toHex(kid) === toHex(keyId(key)) && alg === 'ESP256'
        expect(sameKey && (await nobleVerify(key, signed, signature))).toBe(false)
      },
    ),
    { numRuns: 150 },
  )
})
