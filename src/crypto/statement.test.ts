import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { signerOf } from '../../conformance/kit/keys.ts'
import type { PartyCode } from '../values/codes.ts'
import { type CborKey, type CborValue, encodeCbor } from './cbor.ts'
import { sign1 } from './cose.ts'
import {
  type Claims,
  encodeClaims,
  MAX_STATEMENT_BYTES,
  parseStatement,
  signStatement,
} from './statement.ts'
import { encodeUtf8 } from './utf8.ts'

const TYP = 'application/kpc+cwt'
const CLAIMS: Claims = {
  iss: 'CD' as PartyCode,
  iat: 1_772_445_600,
  exp: 1_777_672_800,
  cti: 'CD000017',
  body: new Map([[0, 1]]),
}
const signer = signerOf('CD certificate')

const WIRE: readonly [CborKey, CborValue][] = [
  [1, 'CD'],
  [4, CLAIMS.exp],
  [6, CLAIMS.iat],
  [7, encodeUtf8('CD000017')],
  [-65_537, new Map([[0, 1]])],
]

test('claims are a CWT claims set with one private claim', () => {
  expect(encodeClaims(CLAIMS)).toEqual(encodeCbor(new Map(WIRE)))
  const without = new Map(WIRE.filter(([key]) => key !== 4))
  expect(encodeClaims({ ...CLAIMS, exp: null })).toEqual(encodeCbor(without))
})

test('what is signed is read back', async () => {
  for (const claims of [
    CLAIMS,
    { ...CLAIMS, exp: null },
    { ...CLAIMS, iss: 'X-WDC' as PartyCode },
  ]) {
    const bytes = await signStatement(signer, TYP, claims)
    const parsed = parseStatement(bytes)
    expect(parsed).toMatchObject({ ok: true, value: claims })
    if (parsed.ok) {
      expect(parsed.value.bytes).toBe(bytes)
      expect(parsed.value.sign1.typ).toBe(TYP)
    }
  }
})

const changed = (key: CborKey, value: CborValue) =>
  [...WIRE.filter(([each]) => each !== key), [key, value]] as const
const missing = (key: CborKey) => WIRE.filter(([each]) => each !== key)
const replaced = (all: readonly (readonly [CborKey, CborValue])[]) =>
  sign1(signer, TYP, encodeCbor(new Map(all)))

describe('claims that are refused', () => {
  test.each<[string, readonly (readonly [CborKey, CborValue])[]]>([
    ['no iss', missing(1)],
    ['no iat', missing(6)],
    ['no cti', missing(7)],
    ['no body', missing(-65_537)],
    ['one more claim: aud', [...WIRE, [3, 'EU']]],
    ['one more claim: nbf', [...WIRE, [5, CLAIMS.iat]]],
    ['one more claim by text', [...WIRE, ['x', 1]]],
    ['another claim instead of exp', [...missing(4), [5, CLAIMS.iat]]],
    ['exp null', changed(4, null)],
    ['exp as text', changed(4, '2026')],
    ['exp equal to iat', changed(4, CLAIMS.iat)],
    ['exp before iat', changed(4, CLAIMS.iat - 1)],
    ['exp in milliseconds', changed(4, 1_777_672_800_000)],
    ['iat in milliseconds', changed(6, 1_772_445_600_000)],
    ['iat before 2000', changed(6, 946_684_799)],
    ['iat negative', changed(6, -1)],
    ['iat as text', changed(6, '2026-03-02')],
    ['iat tagged', changed(6, { tag: 1, value: CLAIMS.iat })],
    ['iss unknown', changed(1, 'QQ')],
    ['iss in lower case', changed(1, 'cd')],
    ['iss as bytes', changed(1, encodeUtf8('CD'))],
    ['cti as text', changed(7, 'CD000017')],
    ['cti empty', changed(7, new Uint8Array())],
    ['cti of 65 bytes', changed(7, new Uint8Array(65).fill(48))],
    ['cti no UTF-8', changed(7, Uint8Array.of(0xff))],
    ['body a list', changed(-65_537, [])],
    ['body bytes', changed(-65_537, encodeCbor(new Map()))],
  ])('%s', async (_, claims) => {
    expect(parseStatement(await replaced(claims))).toMatchObject({
      ok: false,
      refusals: [{ code: 'STATEMENT_CLAIMS' }],
    })
  })

  test('a payload that is a list, or nothing', async () => {
    const list = await sign1(signer, TYP, encodeCbor([]))
    expect(parseStatement(list)).toMatchObject({ refusals: [{ code: 'STATEMENT_CLAIMS' }] })
    const nothing = await sign1(signer, TYP, new Uint8Array())
    expect(parseStatement(nothing)).toMatchObject({ refusals: [{ code: 'CBOR_TRUNCATED' }] })
  })
})

describe('limits', () => {
  test('the length is looked at before anything else', () => {
    const tooLong = { refusals: [{ code: 'STATEMENT_TOO_LONG' }] }
    expect(parseStatement(new Uint8Array(MAX_STATEMENT_BYTES + 1))).toMatchObject(tooLong)
    expect(parseStatement(new Uint8Array(11), 10)).toMatchObject(tooLong)
    expect(parseStatement(new Uint8Array(10), 10)).not.toMatchObject(tooLong)
  })

  test.each([946_684_800, 253_402_300_798])('iat %d is a time', async (iat) => {
    const bytes = await signStatement(signer, TYP, { ...CLAIMS, iat, exp: 253_402_300_799 })
    expect(parseStatement(bytes)).toMatchObject({ ok: true, value: { iat } })
  })
})

test('any party and id come back as they went in', async () => {
  const party = fc.constantFrom('EU', 'TW', 'ZW', 'X-OBSERVER').map((code) => code as PartyCode)
  const id = fc
    .string({ unit: 'grapheme', minLength: 1, maxLength: 12 })
    .filter((text) => encodeUtf8(text).length <= 64)
  await fc.assert(
    fc.asyncProperty(party, id, async (iss, cti) => {
      const parsed = parseStatement(await signStatement(signer, TYP, { ...CLAIMS, iss, cti }))
      expect(parsed).toMatchObject({ ok: true, value: { iss, cti } })
    }),
    { numRuns: 30 },
  )
})
