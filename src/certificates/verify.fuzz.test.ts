import { readFileSync } from 'node:fs'
import fc from 'fast-check'
import { beforeAll, describe, expect, test } from 'vitest'
import { readCases } from '../../conformance/kit/case.ts'
import { hex } from '../../conformance/kit/keys.ts'
import { AT } from '../../conformance/kit/lists.ts'
import { materialOf, readTrust } from '../../conformance/kit/trust.ts'
import { anyCharacter } from '../../test/any-text.ts'
import { encodeBase45 } from '../crypto/base45.ts'
import { compareBytes, concatBytes, sameBytes } from '../crypto/bytes.ts'
import { type CborValue, encodeCbor, MAJOR } from '../crypto/cbor.ts'
import { decodeCbor } from '../crypto/strict-cbor.ts'
import { encodeUtf8 } from '../crypto/utf8.ts'
import { nodeVerify } from '../participants/adapters/node-verify.ts'
import { type Bundle, parseBundle } from '../participants/bundle.ts'
import { openTrust } from '../participants/open-trust.ts'
import type { Document } from './document.ts'
import { createVerifier, type Verdict, type Verifier } from './verify.ts'

/** More runs, or the run of a failure again: OPENKP_FUZZ_RUNS=100000 OPENKP_FUZZ_SEED=... */
const RUNS = Number(process.env.OPENKP_FUZZ_RUNS ?? 250)
const SEED = Number(process.env.OPENKP_FUZZ_SEED ?? Date.now() % 2_147_483_647)
const settings = { numRuns: RUNS, seed: SEED }
const TIMEOUT = 20_000 + RUNS * 40

/** No document may take longer, however it is made: the largest takes two milliseconds. */
const SLOWEST_MS = 1000

const originals = readCases('valid')
  .filter(({ trust, cose }) => trust === 'scheme' && cose !== null)
  .map(({ cose }) => hex(cose as string))
const original = fc.constantFrom(...originals)

let verifier: Verifier
beforeAll(() => {
  verifier = createVerifier(materialOf(readTrust('scheme'), AT), nodeVerify())
})

async function survives(document: Document): Promise<Verdict> {
  const before = performance.now()
  const verdict = await verifier(document, AT)
  expect(performance.now() - before).toBeLessThan(SLOWEST_MS)
  expect(verdict.reasons.length).toBeGreaterThan(0)
  return verdict
}

/** As bytes and as text: VALID only for the bytes that somebody signed. */
async function onlyOriginalsAreValid(bytes: Uint8Array): Promise<void> {
  const known = originals.some((each) => sameBytes(each, bytes))
  for (const document of [{ cose: bytes }, { text: `KPC1:${encodeBase45(bytes)}` }]) {
    const { verdict } = await survives(document)
    if (!known) expect(verdict).not.toBe('VALID')
  }
}

const run = (bytes: fc.Arbitrary<Uint8Array>) =>
  fc.assert(fc.asyncProperty(bytes, onlyOriginalsAreValid), settings)

const place = fc.double({ min: 0, max: 1, maxExcluded: true, noNaN: true })
const indexAt = (bytes: Uint8Array, where: number) => Math.floor(where * bytes.length)

describe(`documents, seed ${SEED}`, () => {
  test('the originals themselves are VALID or say why not', async () => {
    const verdicts = await Promise.all(originals.map((cose) => survives({ cose })))
    expect(verdicts.filter(({ verdict }) => verdict === 'VALID').length).toBeGreaterThan(10)
  })

  test('one to four bits turned', { timeout: TIMEOUT }, () =>
    run(
      fc
        .tuple(original, fc.array(fc.tuple(place, fc.nat(7)), { minLength: 1, maxLength: 4 }))
        .map(([bytes, flips]) => {
          const changed = bytes.slice()
          for (const [where, bit] of flips) {
            const at = indexAt(bytes, where)
            changed[at] = (changed[at] as number) ^ (1 << bit)
          }
          return changed
        }),
    ),
  )

  test('cut, and lengthened', { timeout: TIMEOUT }, () =>
    run(
      fc
        .tuple(original, place, place, fc.uint8Array({ maxLength: 40 }))
        .map(([bytes, from, to, tail]) =>
          concatBytes(bytes.subarray(indexAt(bytes, from * 0.2), indexAt(bytes, to)), tail),
        ),
    ),
  )

  test('a part of one in another', { timeout: TIMEOUT }, () =>
    run(
      fc
        .tuple(original, original, place, place, fc.nat(120))
        .map(([one, other, from, to, length]) => {
          const start = indexAt(other, from)
          const at = indexAt(one, to)
          const part = other.subarray(start, start + length)
          return concatBytes(one.subarray(0, at), part, one.subarray(at + part.length))
        }),
    ),
  )

  test('written in other words', { timeout: TIMEOUT }, () =>
    run(
      fc
        .tuple(
          original,
          fc.array(fc.nat(STYLES.length - 1), { minLength: 1, maxLength: 12 }),
          fc.boolean(),
        )
        .map(([bytes, styles, inside]) => rewrite(bytes, styles, inside)),
    ),
  )

  test('random bytes', { timeout: TIMEOUT }, () => run(fc.uint8Array({ maxLength: 5000 })))

  test('things inside each other, 1 to 1,000 deep', { timeout: TIMEOUT }, () =>
    run(
      fc
        .tuple(
          fc.integer({ min: 1, max: 1000 }),
          fc.constantFrom(0x81, 0x9f, 0xa1, 0xbf, 0xc1, 0xd2),
          original,
        )
        .map(([depth, head, bytes]) => concatBytes(new Uint8Array(depth).fill(head), bytes)),
    ),
  )

  test('text of any kind', { timeout: TIMEOUT }, () =>
    fc.assert(
      fc.asyncProperty(
        fc.oneof(
          fc.string({ unit: anyCharacter, maxLength: 200 }),
          fc.string({ unit: anyCharacter, maxLength: 200 }).map((text) => `KPC1:${text}`),
          fc
            .tuple(fc.string({ minLength: 1, maxLength: 9 }), fc.nat(100_000))
            .map(([text, times]) => `KPC1:${text.repeat(times)}`),
          fc
            .tuple(original, place, fc.string({ minLength: 1, maxLength: 3 }))
            .map(([bytes, where, put]) => {
              const text = `KPC1:${encodeBase45(bytes)}`
              const at = Math.floor(where * text.length)
              return `${text.slice(0, at)}${put}${text.slice(at + put.length)}`
            }),
        ),
        async (text) => {
          const { verdict } = await survives({ text })
          const known = originals.some((bytes) => text === `KPC1:${encodeBase45(bytes)}`)
          if (!known) expect(verdict).not.toBe('VALID')
        },
      ),
      settings,
    ),
  )
})

/** How one head, or what follows it, can be written otherwise than it should be. */
const STYLES = ['plain', 'longer', 'longest', 'indefinite', 'doubled', 'reversed'] as const
type Style = (typeof STYLES)[number]

/** The same content by another encoder: `styles` are taken in turn, item by item. */
function rewrite(bytes: Uint8Array, styles: readonly number[], inside: boolean): Uint8Array {
  const decoded = decodeCbor(bytes)
  if (!decoded.ok) throw new Error('an original that does not decode')
  let turn = 0
  const next = (): Style => {
    turn += 1
    return STYLES[styles[turn % styles.length] as number] ?? 'plain'
  }
  return write(decoded.value, next, inside)
}

function write(value: CborValue, next: () => Style, inside: boolean): Uint8Array {
  const style = next()
  if (value instanceof Uint8Array) return chunk(MAJOR.bytes, within(value, next, inside), style)
  if (typeof value === 'string') return chunk(MAJOR.text, encodeUtf8(value), style)
  if (typeof value === 'number') {
    return value < 0 ? head(MAJOR.negative, -1 - value, style) : head(MAJOR.unsigned, value, style)
  }
  if (value === null || typeof value === 'boolean') return encodeCbor(value)
  if (value instanceof Map) {
    const entries = [...value].map(([key, each]): [Uint8Array, Uint8Array] => [
      encodeCbor(key),
      write(each, next, inside),
    ])
    return container(MAJOR.map, arranged(entries, style), style)
  }
  if ('tag' in value)
    return concatBytes(head(MAJOR.tag, value.tag, style), write(value.value, next, inside))
  return container(
    MAJOR.array,
    (value as readonly CborValue[]).map((each) => [write(each, next, inside)]),
    style,
  )
}

/** The header and the payload are CBOR inside bytes: rewritten, the signature no longer fits. */
function within(value: Uint8Array, next: () => Style, inside: boolean): Uint8Array {
  const decoded = inside ? decodeCbor(value) : undefined
  return decoded?.ok && decoded.value instanceof Map ? write(decoded.value, next, inside) : value
}

function arranged(entries: [Uint8Array, Uint8Array][], style: Style): [Uint8Array, Uint8Array][] {
  const sorted = entries.sort(([a], [b]) => compareBytes(a, b))
  const [first] = sorted
  if (style === 'doubled' && first !== undefined) return [first, ...sorted]
  return style === 'reversed' ? sorted.reverse() : sorted
}

function chunk(major: number, bytes: Uint8Array, style: Style): Uint8Array {
  if (style !== 'indefinite') return concatBytes(head(major, bytes.length, style), bytes)
  const whole = concatBytes(head(major, bytes.length, 'plain'), bytes)
  return concatBytes(Uint8Array.of((major << 5) | 31), whole, Uint8Array.of(0xff))
}

function container(major: number, items: readonly Uint8Array[][], style: Style): Uint8Array {
  const content = concatBytes(...items.flat())
  if (style === 'indefinite') {
    return concatBytes(Uint8Array.of((major << 5) | 31), content, Uint8Array.of(0xff))
  }
  return concatBytes(head(major, items.length, style), content)
}

function head(major: number, argument: number, style: Style): Uint8Array {
  const plain = encodeCbor(argument)
  const width = plain.length - 1
  const wider =
    style === 'longest' ? 8 : style === 'longer' ? Math.min(8, Math.max(1, width * 2)) : width
  if (wider === width)
    return concatBytes(Uint8Array.of((major << 5) | (plain[0] as number)), plain.subarray(1))
  const out = new Uint8Array(wider + 1)
  out[0] = (major << 5) | { 1: 24, 2: 25, 4: 26, 8: 27 }[wider as 1 | 2 | 4 | 8]
  let rest = BigInt(argument)
  for (let at = wider; at > 0; at -= 1) {
    out[at] = Number(rest & 0xffn)
    rest >>= 8n
  }
  return out
}

describe(`bundles, seed ${SEED}`, () => {
  const file = new URL('../../conformance/certificate/bundles/good.hex', import.meta.url)
  const good = hex(readFileSync(file, 'utf8').trim())

  test('a changed bundle opens to the same list or not at all', { timeout: TIMEOUT }, async () => {
    const verify = nodeVerify()
    const open = (bundle: Bundle) =>
      openTrust(bundle, { pins: new Set(), acceptDemonstration: false, now: AT, verify })
    const parsed = parseBundle(good)
    const expected = parsed.ok ? await open(parsed.value) : parsed
    if (!expected.ok) throw new Error('the good bundle does not open')
    const changes = fc.array(fc.tuple(place, fc.nat(7)), { minLength: 1, maxLength: 3 })
    await fc.assert(
      fc.asyncProperty(changes, async (flips) => {
        const changed = good.slice()
        for (const [where, bit] of flips) {
          const at = indexAt(good, where)
          changed[at] = (changed[at] as number) ^ (1 << bit)
        }
        const bundle = parseBundle(changed)
        const trust = bundle.ok ? await open(bundle.value) : bundle
        // A bit of a root that is not pinned makes another root, which nobody vouches for.
        if (trust.ok && trust.value.rootFingerprint === expected.value.rootFingerprint) {
          expect(trust.value.keys).toEqual(expected.value.keys)
          expect(trust.value.registry).toEqual(expected.value.registry)
        }
      }),
      settings,
    )
  })
})
