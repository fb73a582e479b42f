import { createRequire } from 'node:module'
import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { canonicalJson, isJsonObject, member, parseJson, sha256Hex } from './canonical-json.ts'

/** The form that TUF's own JavaScript client signs and checks. */
const require = createRequire(createRequire(import.meta.url).resolve('tuf-js'))
const { canonicalize } = require('@tufjs/canonical-json') as {
  canonicalize(value: unknown): string
}

const text = (bytes: Uint8Array | undefined) => bytes && new TextDecoder().decode(bytes)
const utf8 = (json: string) => new TextEncoder().encode(json)

const { json } = fc.letrec((tie) => ({
  json: fc.oneof(
    { maxDepth: 6 },
    fc.string({ unit: 'grapheme' }),
    fc.maxSafeInteger(),
    fc.boolean(),
    fc.constant(null),
    fc.array(tie('json'), { maxLength: 4 }),
    fc.dictionary(fc.string(), tie('json'), { maxKeys: 4 }),
  ),
}))

test('the canonical form is the one that tuf-js makes', () => {
  fc.assert(
    fc.property(json, (value) => {
      expect(text(canonicalJson(value))).toBe(canonicalize(value))
    }),
  )
})

test('any other spelling of the same value has the same form', () => {
  fc.assert(
    fc.property(json, (value) => {
      const loose = parseJson(utf8(JSON.stringify(value, null, 3)))
      expect(canonicalJson(loose)).toEqual(canonicalJson(value))
    }),
  )
})

describe('what has no canonical form', () => {
  const nested = (depth: number) => JSON.parse(`${'['.repeat(depth)}${']'.repeat(depth)}`)
  test.each([
    ['a fraction', 0.5],
    ['a number beyond 2^53', 2 ** 53],
    ['infinity', Number.POSITIVE_INFINITY],
    ['half a character', '\ud800'],
    ['half a character in a name', { '\udc00': 1 }],
    ['nothing at all', undefined],
    ['a list that goes too deep', nested(17)],
    ['a fraction deep inside', { a: [{ b: 0.1 }] }],
  ])('%s', (_, value) => {
    expect(canonicalJson(value)).toBeUndefined()
  })

  test('sixteen levels have one', () => {
    expect(text(canonicalJson(nested(16)))).toBe('[[[[[[[[[[[[[[[[]]]]]]]]]]]]]]]]')
  })
})

test.each([
  ['bad UTF-8', Uint8Array.of(0x22, 0xff, 0x22)],
  ['a cut file', utf8('{"a":')],
  ['a byte order mark', utf8('\ufeff{}')],
  ['nothing', new Uint8Array()],
])('%s is no JSON', (_, bytes) => {
  expect(parseJson(bytes)).toBeUndefined()
})

test('inherited names are no members', () => {
  const object = parseJson(utf8('{"__proto__":{"a":1},"b":2}'))
  if (!isJsonObject(object)) throw new Error('not an object')
  expect(member(object, 'b')).toBe(2)
  expect(member(object, 'constructor')).toBeUndefined()
  expect(member(object, 'a')).toBeUndefined()
  expect(text(canonicalJson(object))).toBe('{"__proto__":{"a":1},"b":2}')
})

test('the digest of nothing is the known one', () => {
  expect(sha256Hex(new Uint8Array())).toBe(
    'e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855',
  )
})
