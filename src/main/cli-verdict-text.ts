import type { VerdictJson } from '../certificates/adapters/cli-verify.ts'
import { explanationWords, type StepShown } from '../certificates/explain-sentence.ts'
import { headlineOf, listName } from '../certificates/verdict-sentence.ts'
import type { Language } from '../platform/words.ts'
import { showAge } from './cli-time.ts'

const WORDS = {
  en: {
    certificate: 'Certificate',
    lists: 'Lists',
    notConsulted: 'not consulted',
    age: (age: string, at: string) => `${age} old, of ${at}`,
    to: (issuer: string, destination: string) => `from ${issuer} to ${destination}`,
    days: (from: string, until: string) => `issued on ${from}, good until ${until}`,
    parcels: (count: number) => `${count} ${count === 1 ? 'parcel' : 'parcels'}`,
    seals: 'seals',
    exporter: 'exporter',
    importer: 'importer',
  },
  fr: {
    certificate: 'Certificat',
    lists: 'Listes',
    notConsulted: 'non consultée',
    age: (age: string, at: string) => `vieille de ${age}, du ${at}`,
    to: (issuer: string, destination: string) => `de ${issuer} à ${destination}`,
    days: (from: string, until: string) => `délivré le ${from}, valable jusqu’au ${until}`,
    parcels: (count: number) => `${count} ${count === 1 ? 'colis' : 'colis'}`,
    seals: 'scellés',
    exporter: 'exportateur',
    importer: 'importateur',
  },
} as const

/** A verdict for a person at a terminal: the answer, the reasons, the ages, and what to compare. */
export function verdictText(verdict: VerdictJson, language: Language): string {
  const { word, line, act } = headlineOf(verdict.verdict, language)
  const reasons = verdict.reasons.map(({ code, text }) => `- ${code}: ${text}`)
  return [
    word,
    line,
    act,
    '',
    ...reasons,
    ...certificateLines(verdict.certificate, language),
    ...listLines(verdict.lists, language),
    ...stepLines(verdict.steps ?? [], language),
  ].join('\n')
}

function certificateLines(
  certificate: VerdictJson['certificate'],
  language: Language,
): readonly string[] {
  if (certificate === null) return []
  const words = WORDS[language]
  const shown = certificate as unknown as Shown
  const { number, issuer, destination, issuedOn, expiresOn, lines, parcels, seals } = shown
  const party = (who: 'exporter' | 'importer') => {
    const { name, place, country } = shown[who]
    return `  ${words[who]}: ${name}, ${place} (${country})`
  }
  return [
    '',
    `${words.certificate} ${number}, ${words.to(issuer, destination)}`,
    `  ${words.days(issuedOn, expiresOn)}`,
    party('exporter'),
    party('importer'),
    ...lines.map(({ hs, carats, usd }) => `  ${hs}: ${carats} ct, ${usd} US$`),
    `  ${words.parcels(parcels)}; ${words.seals}: ${seals.join(', ')}`,
  ]
}

const MARKS = { passed: '+', failed: 'x', open: '?', not_asked: '-', not_reached: ' ' } as const

function stepLines(steps: readonly StepShown[], language: Language): readonly string[] {
  if (steps.length === 0) return []
  const lines = steps.flatMap(({ state, title, asks, answer, found, reasons }, at) => [
    `${MARKS[state]} ${at + 1}. ${title}: ${answer}`,
    `     ${asks}`,
    ...found.map((each) => `     ${each}`),
    ...reasons.map(({ code, text }) => `     ${code}: ${text}`),
  ])
  return ['', explanationWords(language).title, ...lines]
}

type PartyShown = { readonly name: string; readonly place: string; readonly country: string }
/** The certificate as the field table writes it for programs. */
type Shown = {
  readonly number: string
  readonly issuer: string
  readonly destination: string
  readonly issuedOn: string
  readonly expiresOn: string
  readonly exporter: PartyShown
  readonly importer: PartyShown
  readonly lines: readonly { readonly hs: string; readonly carats: string; readonly usd: string }[]
  readonly parcels: number
  readonly seals: readonly string[]
}

function listLines(lists: VerdictJson['lists'], language: Language): readonly string[] {
  if (lists.length === 0) return []
  const words = WORDS[language]
  const rows = lists.map(({ name, issuedAt, ageSeconds }) => {
    const age =
      issuedAt === null || ageSeconds === null
        ? words.notConsulted
        : words.age(showAge(ageSeconds), issuedAt)
    return `  ${listName(name, language)}: ${age}`
  })
  return ['', words.lists, ...rows]
}
