import { readFileSync } from 'node:fs'
import { describe, expect, test } from 'vitest'
import { toHex } from '../src/crypto/bytes.ts'
import { encodeCbor } from '../src/crypto/cbor.ts'
import { decodeCbor } from '../src/crypto/strict-cbor.ts'
import { applyDelta } from '../src/transparency/delta.ts'
import { decodeEntry } from '../src/transparency/entry.ts'
import { registerPage } from '../src/transparency/register.ts'
import { decodeRegisterPage, encodeRegisterPage } from '../src/transparency/register-codec.ts'
import { hex } from './kit/keys.ts'
import { fileUrl, readList } from './kit/log-case.ts'
import type { BodyCase } from './kit/register-bodies.ts'
import type { DeltaCase } from './kit/register-deltas.ts'
import type { PageCase } from './kit/register-pages.ts'
import { makeRegisterSuite } from './kit/register-suite.ts'
import { treeOver } from './kit/tree.ts'

describe('a page is a function of the log and the moment', () => {
  test.each(readList<PageCase>('register/pages.json'))(
    '$name',
    ({ entries, iat, bounds, expected }) => {
      const leaves = entries.map(hex)
      const read = leaves.map(decodeEntry).filter((entry) => entry !== undefined)
      expect(read.length).toBe(leaves.length)
      const root = treeOver(leaves).rootOf(leaves.length)
      const body = encodeRegisterPage(registerPage(read, root, iat, bounds))
      expect(toHex(encodeCbor(body))).toBe(expected.body)
      expect(pageIn(expected.body)).toEqual(registerPage(read, root, iat, bounds))
    },
  )
})

function pageIn(body: string) {
  const decoded = decodeCbor(hex(body))
  return decoded.ok && decoded.value instanceof Map ? decodeRegisterPage(decoded.value) : undefined
}

describe('one spelling of a body', () => {
  test.each(readList<BodyCase>('register/bodies.json'))('$name', ({ body, expected }) => {
    const page = pageIn(body)
    const found = page ? { listed: page.slots.length } : { refused: 'ISSUER_LISTS_DAMAGED' }
    expect(found).toEqual(expected)
  })
})

describe('a delta leads to its target, or nowhere', () => {
  test.each(readList<DeltaCase>('register/deltas.json'))('$name', ({ base, delta, expected }) => {
    const applied = applyDelta(bundle(base), hex(delta))
    if ('refused' in expected) {
      expect(applied.ok ? 'accepted' : applied.refusals[0].code).toBe(expected.refused)
    } else expect(applied).toEqual({ ok: true, value: bundle(expected.target) })
  })
})

function bundle(name: string): Uint8Array {
  return hex(readFileSync(fileUrl(`register/bundles/${name}`), 'utf8').trim())
}

test('what stands in the folder is what the source makes, byte for byte', async () => {
  const made = await makeRegisterSuite()
  const different = [...made].filter(
    ([path, text]) => readFileSync(fileUrl(`register/${path}`), 'utf8') !== text,
  )
  expect(different.map(([path]) => path)).toEqual([])
})
