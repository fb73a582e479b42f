import type { Profile } from '../participants/profile.ts'
import { showHundredthsGrouped } from '../values/hundredths.ts'
import type { Certificate } from './certificate.ts'
import { type FieldName, type Printer, printBody } from './fields.ts'
import type { Bilingual, Sheet, SheetElement } from './sheet.ts'
import { SHEET_WORDS, type SheetLanguage, type SheetWord, sheetLanguage } from './sheet-words.ts'

/** What each field is called on the sheet; null for what stands in a place of its own, or not on it. */
export const LABELS = {
  kind: null,
  origin: 'origin',
  issuedOn: 'issuedOn',
  expiresOn: 'expiresOn',
  exporter: 'exporter',
  importer: 'importer',
  destination: 'destination',
  transit: 'transit',
  lines: null,
  totals: null,
  parcels: 'parcels',
  seals: null,
  dossierDigest: null,
} as const satisfies Record<FieldName, SheetWord | null>

export type SheetFacts = {
  readonly qr: string | null
  readonly specimen: boolean
  readonly copy: boolean
  readonly profile: Profile
  readonly printer: Printer
}

/** A certificate as the paper that people know: element by element in the order of Annex I. */
export function sheetOf(certificate: Certificate, facts: SheetFacts): Sheet {
  const language = sheetLanguage(facts.profile.languages.value)
  const say = (word: SheetWord) => bilingual(word, language)
  const elements = elementsOf(certificate, facts, say)
  const dates = [facts.printer.day(certificate.issuedOn), facts.printer.day(certificate.expiresOn)]
  return {
    title:
      certificate.kind === 'technical' ? joined(say('title'), say('kindTechnical')) : say('title'),
    number: certificate.number,
    authority: authorityOf(facts.profile, language),
    statement: say('statement'),
    specimen: facts.specimen,
    copy: facts.copy,
    elements,
    goods: goodsOf(certificate, say),
    seals: certificate.seals,
    signatures: [say('exportSignature'), say('exportStamp')],
    confirmation: {
      title: say('confirmation'),
      elements: confirmationElements(certificate, facts, say),
      signatures: [say('importSignature')],
    },
    qr: facts.qr,
    clear: [certificate.number, dates.join(' – ')],
    language: language ?? 'en',
  }
}

type Say = (word: SheetWord) => Bilingual

function bilingual(word: SheetWord, language: SheetLanguage | null): Bilingual {
  return {
    en: SHEET_WORDS.en[word],
    local: language === null ? null : SHEET_WORDS[language][word],
  }
}

function joined(a: Bilingual, b: Bilingual): Bilingual {
  const local = a.local === null || b.local === null ? null : `${a.local}: ${b.local}`
  return { en: `${a.en}: ${b.en}`, local }
}

function authorityOf(profile: Profile, language: SheetLanguage | null): Bilingual {
  const { en, local } = profile.exportingAuthority.value
  return { en, local: (language === null ? null : local?.[language]) ?? null }
}

function elementsOf(certificate: Certificate, facts: SheetFacts, say: Say): SheetElement[] {
  const printed = printBody(certificate, facts.printer).flatMap(({ name, element, values }) => {
    const word = LABELS[name]
    if (word === null || values.length === 0) return []
    return [{ number: element === null ? '' : String(element), label: say(word), values }]
  })
  const authority = authorityOf(facts.profile, sheetLanguage(facts.profile.languages.value))
  // Its local name stands at the head of the sheet already.
  const named = { number: '9', label: say('authority'), values: [authority.en] }
  return [...printed, named].sort(inAnnexOrder)
}

/** By the element's number in Annex I; what it does not number stands behind. */
function inAnnexOrder(a: SheetElement, b: SheetElement): number {
  const rank = ({ number }: SheetElement) => (number === '' ? 99 : Number(number))
  return rank(a) - rank(b)
}

function goodsOf(certificate: Certificate, say: Say): Sheet['goods'] {
  const { lines, totals } = certificate
  return {
    heads: [say('hs'), say('carats'), say('value')],
    rows: lines.map(
      (line) =>
        [line.hs, showHundredthsGrouped(line.carats), showHundredthsGrouped(line.usd)] as const,
    ),
    totals: [
      say('total').en,
      showHundredthsGrouped(totals.carats),
      showHundredthsGrouped(totals.usd),
    ],
  }
}

/** Annex I, B: what the importing authority fills in and sends back, with the figures as declared. */
function confirmationElements(
  { importer, destination, totals, parcels, lines }: Certificate,
  { printer }: SheetFacts,
  say: Say,
): SheetElement[] {
  const carats = `${showHundredthsGrouped(totals.carats)} ct`
  const usd = `${showHundredthsGrouped(totals.usd)} US$`
  const unnumbered = (word: SheetWord, values: readonly string[]) => ({
    number: '',
    label: say(word),
    values,
  })
  return [
    unnumbered('destination', [`${printer.country(destination)} (${destination})`]),
    unnumbered('importer', [`${importer.name}, ${importer.place}`]),
    unnumbered('carats', [carats]),
    unnumbered('value', [usd]),
    unnumbered('parcels', [String(parcels)]),
    unnumbered('hs', [lines.map(({ hs }) => hs).join(', ')]),
    unnumbered('receivedOn', []),
    unnumbered('discrepancies', []),
  ]
}
