import { describe, expect, it } from 'vitest'
import { erasureReport, type KeptField, mayErase, nameKeptUntil, pseudonymOf } from './erasure.ts'

const CLOSED = Date.parse('2026-01-01T00:00:00Z')
const retention = { years: 3, source: 'CORE III' }
const FIELDS: readonly KeptField[] = [
  { where: 'a.b.c', what: 'name', until: 'years' },
  { where: 'a.b.d', what: 'signed', until: 'record' },
]

describe('mayErase', () => {
  const account = { id: 'one', closedAt: new Date(CLOSED), erasedAt: null }
  it.each<[string, Parameters<typeof mayErase>, string]>([
    ['a closed account of somebody else', [account, 'other'], 'accepted'],
    ['the own account', [account, 'one'], 'ACCESS_NOT_ONESELF'],
    ['an open account', [{ ...account, closedAt: null }, 'other'], 'ACCESS_STILL_OPEN'],
    ['one that was erased', [{ ...account, erasedAt: new Date() }, 'other'], 'ACCESS_ERASED'],
  ])('%s', (_, asked, code) => {
    const may = mayErase(...asked)
    expect(may.ok ? 'accepted' : may.refusals[0].code).toBe(code)
  })
})

describe('erasureReport', () => {
  it('names what stays, until when and by which clause', () => {
    const { kept } = erasureReport(FIELDS, CLOSED, { retention, now: CLOSED })
    expect(kept).toEqual([
      { where: 'a.b.c', what: 'name', source: 'CORE III', until: '2029-01-03' },
      { where: 'a.b.d', what: 'signed', source: 'CORE III', until: null },
    ])
  })

  it('after the years nothing stays but what is signed', () => {
    const now = nameKeptUntil(CLOSED, retention)
    const places = (at: number) =>
      erasureReport(FIELDS, CLOSED, { retention, now: at }).kept.map(({ where }) => where)
    expect(places(now - 1)).toEqual(['a.b.c', 'a.b.d'])
    expect(places(now)).toEqual(['a.b.d'])
  })
})

it('a pseudonym names nobody and is the same wherever the person was', () => {
  expect(pseudonymOf('3f2a1b4c-0000-0000-0000-000000000000')).toBe('Former officer 3f2a1b4c')
})
