import { describe, expect, test } from 'vitest'
import { parseCarats } from './carats.ts'
import { list, oneOf, optional, record, text, yes } from './input.ts'
import { accept, acceptUnless, refusal, refuse, under } from './outcome.ts'

const parcel = record({ carats: text(parseCarats, {}), kind: oneOf(['single', 'mixed']) })
const form = record({
  parcels: list(parcel, { min: 1, max: 3 }),
  remarks: optional(text((value) => (value === 'ok' ? accept('ok') : refuse('BAD')), {})),
  declared: yes,
})
const good = { carats: '1.00', kind: 'single' }

test('a good form is read', () => {
  expect(form.parse({ parcels: [good], remarks: '', declared: true })).toEqual({
    ok: true,
    value: { parcels: [{ carats: 100, kind: 'single' }], remarks: null, declared: true },
  })
})

describe('faults', () => {
  test.each<[string, unknown, [string, string | undefined][]]>([
    ['not a record', [], [['VALUES_RECORD', undefined]]],
    ['null', null, [['VALUES_RECORD', undefined]]],
    ['nothing', undefined, [['VALUES_REQUIRED', undefined]]],
    ['no list', { parcels: {}, declared: true }, [['VALUES_LIST', 'parcels']]],
    ['list absent', { declared: true }, [['VALUES_REQUIRED', 'parcels']]],
    ['list empty', { parcels: [], declared: true }, [['VALUES_LIST_TOO_SHORT', 'parcels']]],
    [
      'list of four',
      { parcels: [good, good, good, good], declared: true },
      [['VALUES_LIST_TOO_LONG', 'parcels']],
    ],
    [
      'word unknown',
      { parcels: [{ ...good, kind: 'x' }], declared: true },
      [['VALUES_CHOICE', 'parcels.0.kind']],
    ],
    ['not declared', { parcels: [good], declared: 'true' }, [['VALUES_YES', 'declared']]],
    [
      'field unknown',
      { parcels: [good], declared: true, admin: 1 },
      [['VALUES_UNKNOWN_FIELD', 'admin']],
    ],
    [
      'inherited name',
      { parcels: [good], declared: true, constructor: 1 },
      [['VALUES_UNKNOWN_FIELD', 'constructor']],
    ],
    [
      'all faults at once',
      { parcels: [good, { carats: '-1' }], remarks: 'no' },
      [
        ['VALUES_CARATS_NOT_POSITIVE', 'parcels.1.carats'],
        ['VALUES_REQUIRED', 'parcels.1.kind'],
        ['BAD', 'remarks'],
        ['VALUES_YES', 'declared'],
      ],
    ],
  ])('%s', (_, value, expected) => {
    const parsed = form.parse(value)
    const found = parsed.ok ? [] : parsed.refusals.map(({ code, field }) => [code, field])
    expect(found).toEqual(expected)
  })

  test('a list of 10,000 parcels is refused before any of them is read', () => {
    let read = 0
    const counting = {
      schema: {},
      parse: () => {
        read += 1
        return accept(read)
      },
    }
    const parsed = list(counting, { min: 0, max: 500 }).parse(new Array(10_000).fill(good))
    expect(parsed).toMatchObject({
      refusals: [{ code: 'VALUES_LIST_TOO_LONG', detail: { max: 500 } }],
    })
    expect(read).toBe(0)
  })

  test('a thousand unknown fields are named no more than eight times, and shortened', () => {
    const many = Object.fromEntries(
      Array.from({ length: 1000 }, (_, at) => [`${'x'.repeat(80)}${at}`, 1]),
    )
    const parsed = record({}).parse(many)
    expect(parsed.ok ? [] : parsed.refusals).toHaveLength(8)
    if (!parsed.ok) expect(parsed.refusals[0].field).toHaveLength(64)
  })
})

test('the schema says what the parser accepts', () => {
  expect(form.schema).toMatchObject({
    type: 'object',
    additionalProperties: false,
    properties: { parcels: { type: 'array', minItems: 1, maxItems: 3 }, declared: { const: true } },
  })
})

test('refusals keep their order and get their path', () => {
  expect(acceptUnless([], () => 1)).toEqual({ ok: true, value: 1 })
  expect(acceptUnless([refusal('A'), refusal('B', 'x')], () => 1)).toEqual({
    ok: false,
    refusals: [{ code: 'A' }, { code: 'B', field: 'x' }],
  })
  expect(under('parcels.2', [refusal('A'), refusal('B', 'hs', { was: 1 })])).toEqual([
    { code: 'A', field: 'parcels.2' },
    { code: 'B', field: 'parcels.2.hs', detail: { was: 1 } },
  ])
})
