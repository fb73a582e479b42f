import { readdirSync, readFileSync } from 'node:fs'
import { describe, expect, test } from 'vitest'
import { KINDS, typOf } from '../participants/kinds.ts'
import { STATUSES } from '../transparency/statuses.ts'
import { ALARM_CODES } from './alarms.ts'
import { DISCREPANCY_CODES } from './discrepancies.ts'
import { FIELDS } from './fields.ts'
import * as limits from './limits.ts'
import { EFFECTS, type Effect, type ReasonCode } from './reasons.ts'

/** The pages that strangers implement from say what the code does. */
const folder = new URL('../../docs/formats/', import.meta.url)
const page = (name: string) => readFileSync(new URL(name, folder), 'utf8')
const certificate = page('certificate.md')

/** Cells of the rows of every table on a page. */
const rowsOf = (text: string) =>
  text
    .split('\n')
    .filter((line) => line.startsWith('| '))
    .map((line) =>
      line
        .split('|')
        .slice(1, -1)
        .map((cell) => cell.trim()),
    )

describe('certificate.md', () => {
  const body = rowsOf(certificate.slice(certificate.indexOf('## The body')))

  test.each(Object.entries(FIELDS))('%s stands under its key and element', (name, field) => {
    const row = body.find(([, named]) => named === name)
    expect(row?.[0]).toBe(String(field.key))
    if (field.element !== null) expect(row?.[3]?.split(', ')).toContain(String(field.element))
  })

  test.each([
    [String(limits.MAX_PARCELS), 'parcels'],
    [String(limits.MAX_SEALS), 'seals'],
    [String(limits.MAX_SEAL_LENGTH), 'seals'],
    [String(limits.MAX_NAME), 'exporter'],
    [String(limits.MAX_PLACE), 'exporter'],
    [String(limits.MAX_ORIGINS), 'origin'],
    [String(limits.MAX_TRANSIT), 'transit'],
  ])('the limit %s of %s', (limit, name) => {
    expect(body.find(([, named]) => named === name)?.[2]).toMatch(new RegExp(`\\b${limit}\\b`))
  })

  test('no row is of a field that there is not', () => {
    const keyed = body.filter(([key = '']) => /^\d+$/.test(key)).map(([, name]) => name)
    expect(keyed.sort()).toEqual(['version', ...Object.keys(FIELDS)].sort())
  })
})

const EFFECT_WORDS: Readonly<Record<string, Effect>> = {
  INVALID: 'invalid',
  'CANNOT TELL': 'cannot_tell',
  note: 'note',
}

test('every effect that a table names is the effect', () => {
  const wrong = rowsOf(certificate).flatMap(([codes = '', word = '']) => {
    const effect = EFFECT_WORDS[word]
    const named = [...codes.matchAll(/`([A-Z_0-9]+)`/g)].map(([, code]) => code as ReasonCode)
    return effect === undefined ? [] : named.filter((code) => EFFECTS[code] !== effect)
  })
  expect(wrong).toEqual([])
})

test('every reason stands on some page', () => {
  const all = readdirSync(folder).map(page).join('\n')
  const missing = Object.keys(EFFECTS).filter((code) => !all.includes(`\`${code}\``))
  expect(missing).toEqual([])
})

test('status-page.md has every status in its place, with its effect', () => {
  const rows = rowsOf(page('status-page.md')).filter(([key = '']) => /^\d+$/.test(key))
  const effects = rows.slice(-STATUSES.length)
  expect(effects.map(([choice]) => Number(choice))).toEqual(STATUSES.map((_, at) => at))
  for (const [at, status] of STATUSES.entries()) {
    const [, words = '', code = '', effect = ''] = effects[at] ?? []
    expect(words.replace(/[ :].*/, '')).toBe(status.replace(/_.*/, ''))
    if (status !== 'valid') {
      expect(EFFECTS[code.replaceAll('`', '') as ReasonCode]).toBe(EFFECT_WORDS[effect])
    }
  }
})

test('alert.md has every code in its place', () => {
  const rows = rowsOf(page('alert.md')).slice(-ALARM_CODES.length)
  expect(rows.map(([at, code]) => [at, code])).toEqual(
    ALARM_CODES.map((code, at) => [String(at), `\`${code}\``]),
  )
})

test('import-confirmation.md has every reason of a discrepancy', () => {
  const text = page('import-confirmation.md')
  expect(DISCREPANCY_CODES.filter((code) => !text.includes(`\`${code}\``))).toEqual([])
})

test('README.md says of exactly the kinds of this version that they are there', () => {
  const rows = rowsOf(page('README.md')).filter((row) => row.length === 7 && row[6] === 'yes')
  const said = rows.map(([kind = '', , usage, typ]) => [kind.replaceAll('`', ''), usage, typ])
  const known = Object.entries(KINDS).map(([kind, usage]) => [
    kind,
    usage,
    `\`${typOf(kind as keyof typeof KINDS, 'production').replace('application/', '')}\``,
  ])
  expect(said.sort()).toEqual(known.sort())
})

test('no page links to a page that there is not', () => {
  const pages = readdirSync(folder)
  const links = pages.flatMap((name) =>
    [...page(name).matchAll(/\]\(([a-z-]+\.md)\)/gi)].map(([, target]) => target as string),
  )
  expect(links.filter((target) => !pages.includes(target))).toEqual([])
})
