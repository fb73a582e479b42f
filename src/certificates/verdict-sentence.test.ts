import { describe, expect, it } from 'vitest'
import { EFFECTS, type ReasonCode, reason } from './reasons.ts'
import {
  AS_WRITTEN,
  headlineOf,
  listName,
  reasonSentence,
  type VerdictPrinter,
} from './verdict-sentence.ts'

const PRINTER: VerdictPrinter = {
  party: (code) => ({ ZA: 'South Africa', EU: 'European Union' })[code] ?? code,
  day: (day) => `<${day}>`,
  time: (instant) => `[${instant}]`,
}

/** Every value that a verdict gives with any of its reasons. */
const EVERYTHING = {
  issuer: 'ZA',
  destination: 'EU',
  party: 'ZA',
  zones: 'Boda, Carnot',
  from: '2016',
  standing: 'suspended',
  since: '2026-11-21T10:00:00.000Z',
  other: 'ZA000018',
  expiresOn: '2026-11-20',
  validFrom: '2026-12-01',
  fingerprint: 'ab12',
  list: 'status',
  days: 15,
  seconds: 900,
  newest: '2026-11-21T10:00:00.000Z',
  seals: 'A1, A2',
  field: 'origin',
  expired: '2026-01-01T00:00:00Z',
}

describe('reasonSentence', () => {
  it.each(Object.keys(EFFECTS) as ReasonCode[])(
    '%s asks for nothing that no verdict gives',
    (code) => {
      for (const language of ['en', 'fr'] as const) {
        expect(reasonSentence(reason(code, EVERYTHING), language, AS_WRITTEN)).not.toMatch(/[{}]/)
      }
    },
  )

  it('names parties, days, instants, lists and standings as the reader does', () => {
    const said = (code: ReasonCode, language: 'en' | 'fr' = 'en') =>
      reasonSentence(reason(code, EVERYTHING), language, PRINTER)
    expect(said('ISSUER_MAY_NOT_EXPORT')).toContain('South Africa was not allowed')
    expect(said('ISSUER_MAY_NOT_EXPORT')).toContain('on that day: suspended.')
    expect(said('ISSUER_MAY_NOT_EXPORT', 'fr')).toContain('ce jour-là : suspendu.')
    expect(said('EXPIRED')).toContain('<2026-11-20>')
    expect(said('VOID')).toContain('[2026-11-21T10:00:00.000Z]')
    expect(said('LIST_STALE')).toContain('issuer’s list of numbers. It is 15 days old')
    expect(said('LIST_STALE', 'fr')).toContain('liste des numéros de l’émetteur. Elle a 15 jours')
  })

  it('names the Participant whose law does not name a party', () => {
    const said = reason('NOT_ON_LEGAL_LIST', { party: 'ZA', list: 'EU' })
    expect(reasonSentence(said, 'en', PRINTER)).toContain('the law of European Union did not')
  })

  it.each(Object.keys(EFFECTS) as ReasonCode[])(
    '%s does not say again what the band says',
    (code) => {
      const said = (language: 'en' | 'fr') => reasonSentence(reason(code), language, AS_WRITTEN)
      expect(said('en')).not.toMatch(/detain|release|keep the goods|check again|photocopy/i)
      expect(said('fr')).not.toMatch(/retenez|libérez|gardez les|de nouveau|photocopie/i)
    },
  )

  it('shows a dash for what the issuer did not say', () => {
    const replaced = reason('REPLACED', { since: '2026-11-21T10:00:00.000Z', other: '' })
    expect(reasonSentence(replaced, 'en', AS_WRITTEN)).toContain('New number: –.')
  })
})

describe('headlineOf', () => {
  it('has three words, never two', () => {
    for (const language of ['en', 'fr'] as const) {
      const words = (['VALID', 'INVALID', 'CANNOT_TELL'] as const).map(
        (answer) => headlineOf(answer, language).word,
      )
      expect(new Set(words).size).toBe(3)
    }
    expect(headlineOf('VALID', 'en').act).toContain('a photocopy carries the same code')
    expect(headlineOf('INVALID', 'fr').word).toBe('NON VALABLE')
  })
})

describe('listName', () => {
  it('names each list in both languages', () => {
    expect(listName('register', 'en')).toBe('register of all certificates')
    expect(listName('register', 'fr')).toBe('registre de tous les certificats')
  })
})
