import type { Bilingual, Sheet, SheetElement } from '../sheet.ts'
import { SHEET_WORDS, type SheetWord } from '../sheet-words.ts'

/** Sheets that tests and people who change the drawing look at. Every firm and number is invented. */

type Words = {
  readonly language: string
  readonly authority: Bilingual
  readonly local: Readonly<Partial<Record<SheetWord, string>>>
}

const FR: Words = {
  language: 'fr',
  authority: {
    en: 'Democratic Republic of the Congo: Centre for Expertise, Evaluation and Certification',
    local:
      'République démocratique du Congo : Centre d’expertise, d’évaluation et de certification',
  },
  local: SHEET_WORDS.fr,
}

const PT: Words = {
  language: 'pt',
  authority: {
    en: 'Brazil: National Mining Agency',
    local: 'Brasil: Agência Nacional de Mineração',
  },
  local: SHEET_WORDS.pt,
}

/** Not a language of the sheets yet: it shows that the drawing turns where the words do. */
const AR: Words = {
  language: 'ar',
  authority: {
    en: 'United Arab Emirates: Kimberley Process Office',
    local: 'الإمارات العربية المتحدة: مكتب عملية كيمبرلي (KP)',
  },
  local: {
    title: 'شهادة عملية كيمبرلي',
    statement:
      'تم التعامل مع الماس الخام في هذه الشحنة وفقا لأحكام نظام عملية كيمبرلي لإصدار شهادات الماس الخام',
    origin: 'بلد المنشأ',
    issuedOn: 'تاريخ الإصدار',
    exporter: 'المصدِّر',
    carats: 'الوزن بالقيراط',
    confirmation: 'تأكيد الاستيراد',
  },
}

type Facts = {
  readonly number: string
  readonly exporter: readonly string[]
  readonly importer: readonly string[]
  readonly origin: readonly string[]
  readonly destination: string
  readonly rows: Sheet['goods']['rows']
  readonly totals: readonly [carats: string, usd: string]
  readonly seals: readonly string[]
  readonly parcels: string
}

function sampleSheet(words: Words, facts: Facts, rest: Partial<Sheet> = {}): Sheet {
  const name = (word: SheetWord): Bilingual => ({
    en: SHEET_WORDS.en[word],
    local: words.local[word] ?? null,
  })
  const element = (number: string, label: SheetWord, values: readonly string[]): SheetElement => ({
    number,
    label: name(label),
    values,
  })
  return {
    title: name('title'),
    number: facts.number,
    authority: words.authority,
    statement: name('statement'),
    specimen: true,
    copy: false,
    elements: [
      element('3', 'origin', facts.origin),
      element('', 'destination', [facts.destination]),
      element('7', 'issuedOn', ['21 Nov 2026']),
      element('8', 'expiresOn', ['20 Jan 2027']),
      element('9', 'authority', [words.authority.en]),
      element('13', 'parcels', [facts.parcels]),
      element('10', 'exporter', facts.exporter),
      element('10', 'importer', facts.importer),
    ],
    goods: {
      heads: [name('hs'), name('carats'), name('value')],
      rows: facts.rows,
      totals: [SHEET_WORDS.en.total, ...facts.totals],
    },
    seals: facts.seals,
    signatures: [name('exportSignature'), name('exportStamp')],
    confirmation: {
      title: name('confirmation'),
      elements: [
        element('', 'destination', [facts.destination]),
        element('', 'importer', [facts.importer[0] ?? '']),
        element(
          '14',
          'hs',
          facts.rows.map(([hs]) => hs),
        ),
        element('11', 'carats', []),
        element('12', 'value', []),
        element('', 'receivedOn', []),
      ],
      signatures: [name('importSignature')],
    },
    qr: `KPCTEST1:${codeText(575)}`,
    clear: [facts.number, '21 Nov 2026 – 20 Jan 2027'],
    language: words.language,
    ...rest,
  }
}

/** As many characters of Base45 as a certificate has; they decode to nothing. */
function codeText(length: number): string {
  const alphabet = '0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZ $%*+-./:'
  let state = 7
  return Array.from({ length }, () => {
    state = (state * 1_103_515_245 + 12_345) % 2_147_483_648
    return alphabet[Math.floor(state / 65_536) % alphabet.length] ?? '0'
  }).join('')
}

const ONE_LINE = {
  rows: [['7102.31', '1,204.57', '482,300.00']],
  totals: ['1,204.57', '482,300.00'],
} as const

export const oneLine = sampleSheet(FR, {
  ...ONE_LINE,
  number: 'CD00012345',
  origin: ['Democratic Republic of the Congo (CD)'],
  destination: 'European Union (EU)',
  exporter: ['Comptoir Lubilanji SARL', 'Mbuji-Mayi, Democratic Republic of the Congo'],
  importer: ['Hoveniers Rough NV', 'Antwerp, Belgium'],
  seals: ['KPS-884201', 'KPS-884202'],
  parcels: '3',
})

export const threeLines = sampleSheet(PT, {
  number: 'BR0000417',
  origin: ['Brazil (BR)'],
  destination: 'United Arab Emirates (AE)',
  exporter: ['Mineração Serra do Cabral Ltda', 'Diamantina, Brazil'],
  importer: ['Almas Rough Trading DMCC', 'Dubai, United Arab Emirates'],
  rows: [
    ['7102.10', '15.00', '900.50'],
    ['7102.21', '1,380.25', '12,422.25'],
    ['7102.31', '204.57', '1,048,300.00'],
  ],
  totals: ['1,599.82', '1,061,622.75'],
  seals: ['BR-0009914'],
  parcels: '12',
})

export const longNames = sampleSheet(
  FR,
  {
    ...ONE_LINE,
    number: 'CD00099999',
    origin: Array.from(
      { length: 24 },
      (_, index) => `Democratic Republic of Sample ${index + 1} (CD)`,
    ),
    destination: 'United Kingdom of Great Britain and Northern Ireland (GB)',
    exporter: [
      'Société Anonyme d’Exploitation Minière et de Commercialisation Dupont',
      'Bakwanga-Tshibombo-Sud, province du Kasaï, Democratic Republic of the Congo',
    ],
    importer: [
      'Donaudampfschifffahrtsgesellschaftskapitänswitwenversicherungsanstalt',
      'Llanfairpwllgwyngyllgogerychwyrndrobwll, United Kingdom',
    ],
    seals: Array.from({ length: 24 }, (_, index) => `KPS-EXPORT-${884_200 + index}-AB`),
    parcels: '500',
  },
  { copy: true },
)

export const rightToLeft = sampleSheet(AR, {
  ...ONE_LINE,
  number: 'AE7710023',
  origin: ['*****'],
  destination: 'India (IN)',
  exporter: ['شركة الماس للتجارة 24 DMCC', 'Dubai, United Arab Emirates'],
  importer: ['Surat Rough Pvt Ltd', 'Surat, India'],
  seals: ['AE-114455', 'AE-114456', 'AE-114457'],
  parcels: '1',
})

/** Issued and not yet validated: nothing sealed, no code, English alone. */
export const unsigned: Sheet = {
  ...oneLine,
  qr: null,
  clear: [],
  seals: [],
  language: 'en',
  specimen: false,
  authority: { ...oneLine.authority, local: null },
  title: { ...oneLine.title, local: null },
  statement: { ...oneLine.statement, local: null },
}
