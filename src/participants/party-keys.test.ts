import fc from 'fast-check'
import { expect, test } from 'vitest'
import type { PublicKey } from '../crypto/signature.ts'
import type { PartyCode } from '../values/codes.ts'
import { canonicalJson } from './canonical-json.ts'
import { type DelegatedKey, delegatedKey } from './keys.ts'
import { KEY_USAGES } from './kinds.ts'
import { encodePartyKeys, parsePartyKeys } from './party-keys.ts'

const ZA = 'ZA' as PartyCode
const coordinate = fc.uint8Array({ minLength: 32, maxLength: 32 })
const publicKey = fc.oneof(
  fc.record({ alg: fc.constant('ESP256' as const), x: coordinate, y: coordinate }),
  fc.record({ alg: fc.constant('Ed25519' as const), x: coordinate }),
)
const time = fc.integer({ min: 0, max: 2_000_000_000 })
const standing = fc.oneof(
  fc.constant({ state: 'active' as const, since: null }),
  fc.record({ state: fc.constantFrom('retired' as const, 'compromised' as const), since: time }),
  fc.record({
    state: fc.constant('compromised' as const),
    since: time,
    goodBelow: fc.integer({ min: 1, max: 2 ** 40 - 1 }),
  }),
)
const delegated = fc
  .tuple(
    publicKey,
    fc.constantFrom(...KEY_USAGES),
    time,
    fc.integer({ min: 1, max: 1e9 }),
    standing,
  )
  .map(
    ([key, usage, notBefore, life, rest]): DelegatedKey =>
      delegatedKey({ party: ZA, key, usage, notBefore, notAfter: notBefore + life, ...rest }),
  )

function codeOf(json: string): string {
  const parsed = parsePartyKeys(ZA, new TextEncoder().encode(json))
  return parsed.ok ? `${parsed.value.length} keys` : parsed.refusals[0].code
}

test('what was written is read', () => {
  fc.assert(
    fc.property(fc.array(delegated, { maxLength: 8 }), (keys) => {
      const parsed = parsePartyKeys(ZA, encodePartyKeys(ZA, keys))
      expect(parsed).toEqual({ ok: true, value: keys })
    }),
  )
})

const X = '0a'.repeat(32)
const entry = (members: object): string => {
  const all = {
    key: { alg: 'Ed25519', x: X } as unknown,
    notAfter: 2,
    notBefore: 1,
    state: 'active',
    usage: 'log',
    ...members,
  }
  return JSON.stringify(all, [...Object.keys(all), 'alg', 'x', 'y'].sort())
}
const file = (...entries: readonly string[]) =>
  `{"format":"openkp-keys","keys":[${entries.join(',')}],"party":"ZA","version":1}`

test.each<[string, string, string]>([
  ['one good key', file(entry({})), '1 keys'],
  ['64 keys', file(...Array<string>(64).fill(entry({}))), '64 keys'],
  ['65 keys', file(...Array<string>(65).fill(entry({}))), 'TRUST_KEYS'],
  ['an Ed25519 key with a y', file(entry({ key: { alg: 'Ed25519', x: X, y: X } })), 'TRUST_KEYS'],
  ['upper-case digits', file(entry({ key: { alg: 'Ed25519', x: 'A'.repeat(64) } })), 'TRUST_KEYS'],
  ['a short coordinate', file(entry({ key: { alg: 'Ed25519', x: '0a' } })), 'TRUST_KEYS'],
  ['a time before 1970', file(entry({ notBefore: -1 })), 'TRUST_KEYS'],
  ['a time as text', file(entry({ notBefore: '1' })), 'TRUST_KEYS'],
  ['a time beyond the year 9999', file(entry({ notAfter: 253_402_300_800 })), 'TRUST_KEYS'],
  ['an active key that ended', file(entry({ since: 2 })), 'TRUST_KEYS'],
  ['a key that is text', file('"key"'), 'TRUST_KEYS'],
  ['another format', file().replace('openkp', 'other'), 'TRUST_KEYS'],
  ['a later version', file().replace('"version":1', '"version":2'), 'TRUST_KEYS'],
  ['a member twice', file().replace('{', '{"format":"openkp-keys",'), 'TRUST_KEYS'],
  ['no JSON', '{', 'TRUST_KEYS'],
])('%s', (_, json, code) => {
  expect(codeOf(json)).toBe(code)
})

test('a time that is no integer is a bug of the writer', () => {
  const key: PublicKey = { alg: 'Ed25519', x: new Uint8Array(32) }
  const bad = delegatedKey({
    party: ZA,
    key,
    usage: 'log',
    notBefore: 0.5,
    notAfter: 2,
    state: 'active',
    since: null,
  })
  expect(() => encodePartyKeys(ZA, [bad])).toThrow('no integers')
})

const stolen = { state: 'compromised', since: 5 }
test.each<[string, object, string]>([
  ['as it is written', { ...stolen, goodBelow: { log: 7 } }, '1 keys'],
  ['of nothing', { ...stolen, goodBelow: { log: 0 } }, 'TRUST_KEYS'],
  ['beyond every log', { ...stolen, goodBelow: { log: 2 ** 40 } }, 'TRUST_KEYS'],
  ['a number alone', { ...stolen, goodBelow: 7 }, 'TRUST_KEYS'],
  ['without a number', { ...stolen, goodBelow: {} }, 'TRUST_KEYS'],
  ['of a retired key', { state: 'retired', since: 5, goodBelow: { log: 7 } }, 'TRUST_KEYS'],
  ['of an active key', { goodBelow: { log: 7 } }, 'TRUST_KEYS'],
])('a place below which all is good, %s', (_, members, code) => {
  const parsed = codeOf(file(canonicalEntry(members)))
  expect(parsed).toBe(code)
})

function canonicalEntry(members: object): string {
  const key = { alg: 'Ed25519', x: X }
  const all = { key, notAfter: 2, notBefore: 1, state: 'active', usage: 'log', ...members }
  const bytes = canonicalJson(all)
  return new TextDecoder().decode(bytes)
}
