import fc from 'fast-check'
import { expect, test } from 'vitest'
import { type CborValue, encodeCbor } from '../crypto/cbor.ts'
import type { PartyCode } from '../values/codes.ts'
import { accept, refuse } from '../values/outcome.ts'
import {
  decodeAnswer,
  decodeRequest,
  encodeAnswer,
  encodeRequest,
  ownKeyItems,
  ownKeysOf,
  type SignerRequest,
} from './signer-messages.ts'

const CD = 'CD' as PartyCode
const bytes = (fill: number, length = 32) => new Uint8Array(length).fill(fill)
const assertion = {
  credentialId: bytes(1, 16),
  authenticatorData: bytes(2, 37),
  clientDataJSON: bytes(3, 100),
  signature: bytes(4, 70),
}
const approvals = {
  issued: { officer: 'anna', assertion },
  validated: { officer: 'boris', assertion: null },
}

test.each<SignerRequest>([
  { verb: 'keys' },
  { verb: 'make', places: [{ party: CD, usage: 'status' }] },
  { verb: 'sign', key: bytes(5), message: bytes(6, 200) },
  { verb: 'certificate', key: bytes(5), message: bytes(6, 200), approvals },
  { verb: 'officers', party: CD },
  { verb: 'change', list: bytes(7, 10), approvals: [approvals.issued, approvals.validated] },
])('a request is read back as it was written: $verb', (body) => {
  expect(decodeRequest(encodeRequest({ id: 9, body }))).toEqual({ id: 9, body })
})

test.each<[string, CborValue]>([
  ['a verb that there is not', [1, 'export', null]],
  ['an argument where there is none', [1, 'keys', []]],
  ['a usage that there is not', [1, 'make', [['CD', 'root']]]],
  ['a party that there is not', [1, 'officers', 'QQ']],
  ['a key of another length', [1, 'sign', [bytes(1, 31), bytes(2)]]],
  ['an argument too many', [1, 'sign', [bytes(1), bytes(2), null]]],
  ['one officer', [1, 'certificate', [bytes(1), bytes(2), ['anna', null]]]],
  [
    'three officers',
    [1, 'certificate', [bytes(1), bytes(2), ['anna', null], ['boris', null], ['cleo', null]]],
  ],
  ['an officer of 65 letters', [1, 'change', [bytes(1), [['x'.repeat(65), null]]]]],
  [
    'an assertion of three parts',
    [1, 'change', [bytes(1), [['anna', [bytes(1), bytes(1), bytes(1)]]]]],
  ],
  ['nine approvals', [1, 'change', [bytes(1), Array.from({ length: 9 }, () => ['anna', null])]]],
])('%s is answered as not understood', (_, value) => {
  expect(decodeRequest(encodeCbor(value))).toEqual({ id: 1, body: undefined })
})

test('an answer is read back as it was written', () => {
  const refused = refuse('PARTICIPANTS_ASSERTION', undefined, {
    role: 'issue',
    cause: 'X',
  } as const)
  for (const outcome of [accept(null), accept([bytes(1), ['issued']]), accept('x'), refused]) {
    expect(decodeAnswer(encodeAnswer(3, outcome))).toEqual({ id: 3, body: outcome })
  }
})

test('keys are read back as they were written, and nothing else is', () => {
  const key = { alg: 'ESP256', x: bytes(1), y: bytes(2) } as const
  const own = { party: CD, usage: 'confirm', key, madeAt: 7 } as const
  expect(ownKeysOf([ownKeyItems(own)])).toEqual([own])
  for (const bad of [
    null,
    [null],
    [['CD', 'confirm', bytes(1), 7]],
    [['CD', 'root', bytes(1), 7]],
  ]) {
    expect(ownKeysOf(bad)).toBeUndefined()
  }
})

test('no bytes make the readers throw', () => {
  fc.assert(
    fc.property(fc.uint8Array({ maxLength: 60 }), (each) => {
      decodeRequest(each)
      decodeAnswer(each)
    }),
  )
})
