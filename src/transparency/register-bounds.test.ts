import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import type { LogEntry } from './entry.ts'
import { statusEntryKind } from './entry-kind.ts'
import { registerPage } from './register.ts'
import { decodeRegisterPage, encodeRegisterPage } from './register-codec.ts'
import { placeOf } from './register-page.ts'

const NOW = 1_800_000_000
const ROOT = new Uint8Array(32).fill(7)
const digest = (at: number) => new Uint8Array(32).map((_, byte) => (at * 31 + byte * 7 + 1) % 256)
const of = (kind: string, slot: number, more: Partial<LogEntry>): LogEntry => ({
  ...{ kind, slot, iat: NOW, exp: null, subject: null, digest: digest(99) },
  ...more,
})
const certificate = (slot: number) => of('certificate', slot, { digest: digest(slot) })
const noted = (slot: number) => of('import-confirmation', slot, { subject: digest(slot) })
const spoiled = (slot: number) => of(statusEntryKind('spoiled'), slot, {})

describe('places in the log that a stolen key is good below', () => {
  const log = [certificate(3), spoiled(9), certificate(1), certificate(2), noted(3)]
  const boundsOf = (bounds: readonly number[]) => registerPage(log, ROOT, NOW, bounds).bounds

  test('the slots whose certificate stands there or behind it', () => {
    expect(boundsOf([1, 3])).toEqual([
      { bound: 1, slots: [1, 2] },
      { bound: 3, slots: [2] },
    ])
    expect(boundsOf([4])).toEqual([{ bound: 4, slots: [] }])
  })
  test('each once, in their order; what tells nothing is left out', () => {
    expect(boundsOf([3, 1, 3, 0, 5, 99]).map(({ bound }) => bound)).toEqual([1, 3])
    expect(registerPage(log, ROOT, NOW).bounds).toEqual([])
  })
  test('the first certificate of a slot is the one that is placed', () => {
    const twice = [certificate(1), certificate(2), certificate(1)]
    expect(registerPage(twice, ROOT, NOW, [2]).bounds).toEqual([{ bound: 2, slots: [] }])
  })

  const entry = fc.tuple(fc.nat(9), fc.constantFrom('certificate', 'note', 'spoiled'))
  test('whatever the log and the places, a listed slot is below one exactly where its entry is', () => {
    fc.assert(
      fc.property(fc.array(entry), fc.array(fc.nat(30), { maxLength: 8 }), (drawn, bounds) => {
        const entries = drawn.map(([slot, what]) => {
          if (what === 'certificate') return certificate(slot)
          return what === 'note' ? noted(slot) : spoiled(slot)
        })
        const made = registerPage(entries, ROOT, NOW, bounds)
        const page = decodeRegisterPage(encodeRegisterPage(made))
        expect(page).toEqual(made)
        for (const { slot, prefix } of page?.slots ?? []) {
          if (prefix.every((byte) => byte === 0) || page === undefined) continue
          const index = entries.findIndex(
            (each) => each.kind === 'certificate' && each.slot === slot,
          )
          const place = placeOf(page, slot)
          expect(place.from <= index && index < place.before).toBe(true)
          for (const bound of bounds.filter((each) => each > 0)) {
            expect(place.before <= bound).toBe(index < bound)
            expect(place.from >= bound).toBe(index >= bound)
          }
        }
      }),
    )
  })
})
