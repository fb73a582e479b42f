import { describe, expect, it } from 'vitest'
import { loadRegistryFiles } from '../../participants/adapters/registry-files.ts'
import type { PartyCode } from '../../values/codes.ts'
import { ALARM_CODES } from '../alarms.ts'
import { reason } from '../reasons.ts'
import { historyText } from './history-text.ts'
import { alarmText, whereSigned, whereTold, wordingFor } from './wording.ts'
import { type KeptVerdict, keptVerdictJson, verdictPrinterFor } from './words.ts'

const { registry } = loadRegistryFiles()
const [en, fr] = [wordingFor(registry, 'en'), wordingFor(registry, 'fr')]
const EU = 'EU' as PartyCode

describe('an alarm', () => {
  const detail = {
    number: 'CD0000001',
    party: 'EU',
    place: 'Zaventem',
    firstParty: 'ZA',
    firstAt: '2026-11-21T22:49:00.000Z',
  }

  it('is told of the same row in the language of each reader', () => {
    const english = alarmText('SECOND_PRESENTATION', detail, en)
    expect(english).toContain('again in European Union, Zaventem.')
    expect(english).toContain('The first time was South Africa, 21 Nov 2026, 22:49 UTC.')
    const french = alarmText('SECOND_PRESENTATION', detail, fr)
    expect(french).toContain('de nouveau : Union européenne, Zaventem.')
    expect(french).toContain('La première fois : Afrique du Sud, 21 nov. 2026, 22:49 UTC.')
  })

  it('names the day by which a confirmation was due, and the destination', () => {
    const due = { number: 'CD0000001', destination: 'EU', due: '2026-07-01' }
    expect(alarmText('CONFIRMATION_OVERDUE', due, en)).toContain(
      'from European Union. It was due on 1 Jul 2026',
    )
    expect(alarmText('CONFIRMATION_OVERDUE', due, fr)).toContain(
      'Destination : Union européenne. Elle était due le 1 juil. 2026',
    )
  })

  it('of a row from before shows what the row says', () => {
    const old = {
      number: 'CD0000001',
      place: 'European Union, Zaventem',
      first: 'Antwerp, 2026-11-21 22:49 UTC',
    }
    const said = alarmText('SECOND_PRESENTATION', old, fr)
    expect(said).toContain('European Union, Zaventem. La première fois : Antwerp, 2026-11-21')
    const closed = { number: 'CD0000001', place: 'EU gate', since: '2026-11-21 22:49 UTC' }
    expect(alarmText('PRESENTED_AFTER_VOID', closed, fr)).toContain(
      'ici : EU gate. L’autorité émettrice l’avait clos depuis 2026-11-21 22:49 UTC.',
    )
  })

  it.each(ALARM_CODES)('%s of which little is known has dashes, and no holes', (code) => {
    const said = alarmText(code, { number: 'CD0000001' }, en)
    expect(said).toContain('–')
    expect(said).not.toMatch(/[{}]|undefined| [.,]/)
  })
})

describe('a line of the time line', () => {
  it('words why goods were stopped, where nobody wrote it', () => {
    const detail = { party: 'EU', discrepancies: 'SEAL_BROKEN,WEIGHT_LESS' }
    expect(historyText('detained-abroad', detail, en)).toBe(
      'Detained by European Union: a seal is broken, weighs less than declared.',
    )
    expect(historyText('detained-abroad', detail, fr)).toMatch(
      /^Envoi retenu\. Participant : Union européenne\. Motif : un scellé .*\.$/,
    )
    const written = { ...detail, reason: 'Sac mouillé.' }
    expect(historyText('refused-abroad', written, fr)).toContain('Motif : Sac mouillé.')
  })

  it('leaves the place of a presentation as the officer wrote it', () => {
    const detail = { office: 'customs', place: 'EU', verdict: 'VALID' }
    expect(historyText('present', detail, fr)).toContain('Lieu : EU.')
  })

  it('names the field and the country that were corrected', () => {
    const change = { field: 'importer.country', was: 'BE', is: 'DE' }
    expect(historyText('corrected-by-issuer', change, en)).toContain(
      'Importer, country: Belgium → Germany.',
    )
    expect(historyText('corrected-by-issuer', change, fr)).toContain(
      'Importateur, pays : Belgique → Allemagne.',
    )
    const foreign = { field: 'importer.country', was: 'Belgium', is: 'a land' }
    expect(historyText('corrected-by-issuer', foreign, fr)).toContain('Belgium → a land.')
  })

  it('from before shows the name that it holds', () => {
    expect(historyText('pre-alert', { place: 'Belgium' }, fr)).toContain('Émetteur : Belgium.')
  })
})

describe('where an alert was seen', () => {
  it.each([
    [{ party: EU, place: 'Zaventem' }, 'European Union, Zaventem'],
    [{ party: EU }, 'European Union'],
  ])('%j is signed in English and told to each reader', (where, signed) => {
    expect(whereSigned(registry, where)).toBe(signed)
    expect(whereTold(registry, EU, signed)).toEqual(where)
  })

  it('is as it came where another program wrote it', () => {
    expect(whereTold(registry, EU, 'Zaventem')).toEqual({ place: 'Zaventem' })
    expect(whereTold(registry, EU, 'European Unionist Hall')).toEqual({
      place: 'European Unionist Hall',
    })
  })
})

describe('a verdict that was kept', () => {
  const kept: KeptVerdict = {
    verdict: 'INVALID',
    reasons: [reason('ISSUER_MAY_NOT_EXPORT', { issuer: 'ZA', standing: 'suspended' })],
    lists: [],
    certificate: null,
  }
  const textIn = (language: 'en' | 'fr', of = kept) =>
    keptVerdictJson(of, language, verdictPrinterFor(registry, language)).reasons[0]

  it('is worded for whoever reads it', () => {
    expect(textIn('en')?.text).toContain('South Africa was not allowed')
    expect(textIn('fr')?.text).toContain('Afrique du Sud')
    expect(textIn('fr')?.code).toBe('ISSUER_MAY_NOT_EXPORT')
  })

  it('as text shows that text', () => {
    const old: KeptVerdict = { ...kept, reasons: [{ code: 'VOID', text: 'Made void.' }] }
    expect(textIn('fr', old)).toEqual({ code: 'VOID', text: 'Made void.' })
  })
})
