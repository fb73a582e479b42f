import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import type { Answered } from './caller.ts'
import { type Office, openOffice } from './office.ts'
import { goods, stepsOf, VALIDATION } from './shipment.ts'

let office: Office
let steps: ReturnType<typeof stepsOf>
beforeAll(async () => {
  office = await openOffice()
  steps = stepsOf(office)
})
afterAll(() => office.close())

const ROOT = '/api/certificates'
type Asked = readonly [
  who: string | null,
  method: string,
  path: string,
  body?: unknown,
  headers?: Readonly<Record<string, string>>,
]

/** How many rows there are of everything that a request may write. */
async function stored(): Promise<unknown> {
  const tables = ['application', 'attachment', 'certificate', 'statement', 'arrival', 'event']
  const counts = tables.map((each) => `(select count(*) from certificates.${each}) as ${each}`)
  const [row] = await office.rows(
    `select ${counts.join(', ')}, (select sum(version) from certificates.application) as versions,
       (select count(*) from certificates.blank where state <> 'in_stock') as blanks`,
  )
  return row
}

/** Asks in both languages: the same code, a sentence in each, and nothing stored. */
async function refused([who, method, path, body, headers]: Asked): Promise<string> {
  const before = await stored()
  const say = (language: string) =>
    office.call(who, method, path, body, { ...headers, 'accept-language': language })
  const [english, french] = [await say('en'), await say('fr')]
  expect(await stored()).toEqual(before)
  expect(french.body.code).toBe(english.body.code)
  expect(sentence(english)).not.toBe(sentence(french))
  return `${english.status} ${String(english.body.code)}`
}

/** The words, which must be words: no empty place, no name of a variable, no full stop missing. */
function sentence({ body, headers }: Answered): string {
  expect(headers.get('content-type')).toMatch(/^application\/problem\+json/)
  const text = String(body.detail)
  expect(text).toMatch(/^\p{Lu}.*[.?]$/su)
  expect(text).not.toMatch(/\{\w+\}|\bundefined\b|\bnull\b|\[object/)
  return text
}

const start = (change: Readonly<Record<string, unknown>>): Asked => [
  ...(['exporter@cd', 'POST', `${ROOT}/applications`] as const),
  { content: goods(change), submit: true },
]
const parcel = (change: Readonly<Record<string, unknown>>) =>
  start({ parcels: [{ hs: '7102.31', carats: '1.00', usd: '1.00', ...change }] })
const named = (name: string) =>
  start({ exporter: { name, address: 'A', place: 'Kinshasa', country: 'CD' } })

describe('an application', () => {
  test.each<[string, string, Asked]>([
    ['unknown destination', '422 VALUES_PARTICIPANT', start({ destination: 'XX' })],
    ['destination in small letters', '422 VALUES_PARTICIPANT', start({ destination: 'eu' })],
    [
      'unknown country of origin',
      '422 VALUES_COUNTRY',
      start({ origin: { mode: 'single', countries: ['EU'] } }),
    ],
    ['transit through the destination', '422 CERTIFICATES_TRANSIT', start({ transit: ['EU'] })],
    ['negative weight', '422 VALUES_CARATS_NOT_POSITIVE', parcel({ carats: '-1.00' })],
    ['zero weight', '422 VALUES_CARATS_NOT_POSITIVE', parcel({ carats: '0.00' })],
    ['three decimals', '422 VALUES_CARATS_DECIMALS', parcel({ carats: '1.005' })],
    ['no number', '422 VALUES_CARATS', parcel({ carats: 'NaN' })],
    ['a JSON number', '422 VALUES_CARATS', parcel({ carats: 1.5 })],
    ['exponent', '422 VALUES_CARATS', parcel({ carats: '1e3' })],
    [
      'a million million carats',
      '422 VALUES_CARATS_TOO_LARGE',
      parcel({ carats: '1'.padEnd(13, '0') }),
    ],
    ['weight without value', '422 VALUES_REQUIRED', parcel({ usd: undefined })],
    ['zero value', '422 VALUES_USD_NOT_POSITIVE', parcel({ usd: '0' })],
    ['value without weight', '422 VALUES_REQUIRED', parcel({ carats: undefined })],
    ['worked industrial stones', '422 VALUES_HS', parcel({ hs: '7102.29' })],
    ['stones from a laboratory', '422 VALUES_HS', parcel({ hs: '7104' })],
    ['no parcels', '422 VALUES_LIST_TOO_SHORT', start({ parcels: [] })],
    [
      'a parcel more than there may be',
      '422 VALUES_LIST_TOO_LONG',
      start({ parcels: Array(501).fill({}) }),
    ],
    ['parcels that are no list', '422 VALUES_LIST', start({ parcels: { length: 1 } })],
    ['parcels of nothing', '422 VALUES_RECORD', start({ parcels: [null] })],
    ['a control character', '422 VALUES_TEXT_CONTROL', named('A\u0007B')],
    ['a line break in a name', '422 VALUES_TEXT_CONTROL', named('A\nB')],
    ['text turned around', '422 VALUES_TEXT_DIRECTION', named('A\u202eB')],
    ['half a character', '422 VALUES_TEXT_CONTROL', named('A\ud800')],
    ['an empty name', '422 VALUES_REQUIRED', named('')],
    ['spaces for a name', '422 VALUES_TEXT_EMPTY', named('  ')],
    ['a name that fits no line', '422 VALUES_TEXT_TOO_LONG', named('A'.repeat(71))],
    ['a field that nobody knows', '422 VALUES_UNKNOWN_FIELD', start({ approved: true })],
    [
      'a declaration not made',
      '422 VALUES_YES',
      start({ declaration: { accepted: 'yes', name: 'A' } }),
    ],
    ['a number that is none', '422 CERTIFICATES_NUMBER', start({ relatedNumbers: ['17'] })],
    ['a kind of its own', '422 VALUES_CHOICE', start({ kind: 'temporary' })],
    [
      'one origin too many',
      '422 CERTIFICATES_ORIGIN_COUNTRIES',
      start({ origin: { mode: 'single', countries: ['CD', 'AO'] } }),
    ],
    [
      'technical without the first number',
      '422 CERTIFICATES_TECHNICAL_WITHOUT_NUMBER',
      start({ kind: 'technical' }),
    ],
    [
      'no content',
      '422 VALUES_RECORD',
      ['exporter@cd', 'POST', `${ROOT}/applications`, { content: 7 }],
    ],
  ])('%s: %s', async (_name, expected, asked) => {
    expect(await refused(asked)).toBe(expected)
  })
})

const draft = (content: unknown): Asked => [
  'exporter@cd',
  'POST',
  `${ROOT}/applications`,
  { content },
]
const nested = (levels: number) => `${'{"a":'.repeat(levels)}1${'}'.repeat(levels)}`
const text = (body: string, type = 'application/json'): Asked => [
  ...(['exporter@cd', 'POST', `${ROOT}/applications`, body] as const),
  { 'content-type': type },
]

describe('a draft and the request around it', () => {
  test.each<[string, string, Asked]>([
    ['NUL in a value', '422 VALUES_TEXT_CONTROL', draft({ remarks: 'A\u0000' })],
    ['NUL in a name', '422 VALUES_TEXT_CONTROL', draft({ 'a\u0000': 1 })],
    ['half a character in a name', '422 VALUES_TEXT_CONTROL', draft({ 'a\ud800': 1 })],
    [
      'text turned around, deep inside',
      '422 VALUES_TEXT_DIRECTION',
      draft({ a: [{ b: 'x\u202ey' }] }),
    ],
    [
      'more than a draft can need',
      '413 CERTIFICATES_DRAFT_TOO_LARGE',
      draft({ a: 'x'.repeat(262_144) }),
    ],
    [
      'ten thousand parcels',
      '413 CERTIFICATES_DRAFT_TOO_LARGE',
      draft({ parcels: Array(10_000).fill({ hs: '7102.31', carats: '1.00' }) }),
    ],
    ['ten thousand levels', '400 PLATFORM_JSON', text(`{"content":${nested(10_000)}}`)],
    ['a megabyte of text', '413 PLATFORM_BODY_TOO_LARGE', draft({ a: 'x'.repeat(1_000_000) })],
    ['half a JSON', '400 PLATFORM_JSON', text('{"content":')],
    ['no JSON at all', '400 PLATFORM_JSON', text('')],
    ['a prototype for its content', '400 PLATFORM_JSON', text('{"content":{"__proto__":{"a":1}}}')],
    ['a form', '415 PLATFORM_MEDIA_TYPE', text('a=1', 'application/x-www-form-urlencoded')],
    ['XML', '415 PLATFORM_MEDIA_TYPE', text('<a/>', 'application/xml')],
    [
      'a key with spaces',
      '400 PLATFORM_CLICK_KEY',
      [...draft({}), { 'idempotency-key': 'a b' }] as unknown as Asked,
    ],
    [
      'a key too long',
      '400 PLATFORM_CLICK_KEY',
      [...draft({}), { 'idempotency-key': 'a'.repeat(201) }] as unknown as Asked,
    ],
    ['nobody', '401 ACCESS_NOT_SIGNED_IN', [null, 'POST', `${ROOT}/applications`, { content: {} }]],
    [
      'an officer who may not apply',
      '403 ACCESS_NOT_ALLOWED',
      ['issuing@cd', 'POST', `${ROOT}/applications`, { content: {} }],
    ],
    [
      'no such door',
      '404 PLATFORM_NOT_FOUND',
      ['exporter@cd', 'POST', `${ROOT}/applications/1/approve`, {}],
    ],
  ])('%s: %s', async (_name, expected, asked) => {
    expect(await refused(asked)).toBe(expected)
  })

  /** Answers are remembered with their key, so a refusal must be fit to be stored like an answer. */
  test('a made-up field name is refused with a key as well as without one', async () => {
    const { number } = await steps.issued()
    for (const name of ['a\u0000', 'a\ud800', `${'x'.repeat(63)}\u{1f48e}`]) {
      const body = { ...VALIDATION, [name]: 1 }
      for (const key of [undefined, crypto.randomUUID()]) {
        const headers = key === undefined ? {} : { 'idempotency-key': key }
        const path = `${ROOT}/${number}/validate`
        const { status } = await office.call('validating@cd', 'POST', path, body, headers)
        expect(status).toBe(422)
      }
    }
  })
})

describe('addresses', () => {
  test.each(['%00', 'a%00b', '%ff', '..%2f..%2fetc%2fpasswd', '%F0%9F%92%8E', '%E2%80%AE'])(
    'nothing is found under %s, and nothing breaks',
    async (name) => {
      const { id } = await office.ask('exporter@cd', 'POST', '/applications', { content: goods() })
      const paths = [`/applications/${name}`, `/applications/${String(id)}/attachments/${name}`]
      const more = [`/${name}`, `/arrivals/CD/${name}`, `/arrivals/${name}/CD000001`]
      for (const path of [...paths, ...more]) {
        const { status } = await office.call('issuing@cd', 'GET', ROOT + path)
        expect(`${path} ${status}`).toMatch(/ (400|404)$/)
      }
      const dropped = await office.call('exporter@cd', 'DELETE', `${ROOT}${paths[1]}`)
      expect([400, 404]).toContain(dropped.status)
      const found = await office.call('issuing@cd', 'GET', `${ROOT}/search?q=${name}`)
      expect([200, 400, 422]).toContain(found.status)
      const alarm = await office.call(
        'issuing@cd',
        'POST',
        `${ROOT}/alarms/${name}/acknowledge`,
        {},
      )
      expect([400, 404]).toContain(alarm.status)
    },
  )
})
