import type { Bilingual, Sheet, SheetElement } from '../sheet.ts'

/** Sheets that tests and people who change the drawing look at. Every firm and number is invented. */

type Words = {
  readonly language: string
  readonly title: string
  readonly authority: Bilingual
  readonly statement: string
  readonly labels: Readonly<Record<Label, string>>
}
type Label =
  | 'origin'
  | 'issued'
  | 'expires'
  | 'issuer'
  | 'exporter'
  | 'importer'
  | 'destination'
  | 'parcels'
  | 'hs'
  | 'carats'
  | 'usd'
  | 'total'
  | 'issuing'
  | 'exporting'
  | 'confirmation'
  | 'received'
  | 'importing'
  | 'customs'

const EN: Readonly<Record<Label, string>> = {
  origin: 'Country of origin',
  issued: 'Date of issue',
  expires: 'Date of expiry',
  issuer: 'Issuing authority',
  exporter: 'Exporter',
  importer: 'Importer',
  destination: 'Country of destination',
  parcels: 'Number of parcels',
  hs: 'HS code',
  carats: 'Carat weight',
  usd: 'Value in US$',
  total: 'Total',
  issuing: 'Issuing authority',
  exporting: 'Validated by the exporting authority',
  confirmation: 'Import confirmation',
  received: 'Date of receipt',
  importing: 'Importing authority',
  customs: 'Customs',
}

const FR: Words = {
  language: 'fr',
  title: 'Certificat du Processus de Kimberley',
  authority: {
    en: 'Democratic Republic of the Congo: Centre for Expertise, Evaluation and Certification',
    local:
      'République démocratique du Congo : Centre d’expertise, d’évaluation et de certification',
  },
  statement:
    'Les diamants bruts de cet envoi ont été traités conformément aux dispositions du Système de certification du Processus de Kimberley relatif aux diamants bruts',
  labels: {
    origin: 'Pays d’origine',
    issued: 'Date de délivrance',
    expires: 'Date d’expiration',
    issuer: 'Autorité de délivrance',
    exporter: 'Exportateur',
    importer: 'Importateur',
    destination: 'Pays de destination',
    parcels: 'Nombre de lots',
    hs: 'Code SH',
    carats: 'Poids en carats',
    usd: 'Valeur en US$',
    total: 'Total',
    issuing: 'Autorité de délivrance',
    exporting: 'Validé par l’autorité d’exportation',
    confirmation: 'Confirmation d’importation',
    received: 'Date de réception',
    importing: 'Autorité d’importation',
    customs: 'Douane',
  },
}

const PT: Words = {
  language: 'pt',
  title: 'Certificado do Processo de Kimberley',
  authority: {
    en: 'Brazil: National Mining Agency',
    local: 'Brasil: Agência Nacional de Mineração',
  },
  statement:
    'Os diamantes brutos contidos nesta remessa foram manuseados de acordo com as disposições do Sistema de Certificação do Processo de Kimberley para diamantes brutos',
  labels: {
    origin: 'País de origem',
    issued: 'Data de emissão',
    expires: 'Data de validade',
    issuer: 'Autoridade emissora',
    exporter: 'Exportador',
    importer: 'Importador',
    destination: 'País de destino',
    parcels: 'Número de lotes',
    hs: 'Código SH',
    carats: 'Peso em quilates',
    usd: 'Valor em US$',
    total: 'Total',
    issuing: 'Autoridade emissora',
    exporting: 'Validado pela autoridade exportadora',
    confirmation: 'Confirmação de importação',
    received: 'Data de recebimento',
    importing: 'Autoridade importadora',
    customs: 'Alfândega',
  },
}

const AR: Words = {
  language: 'ar',
  title: 'شهادة عملية كيمبرلي',
  authority: {
    en: 'United Arab Emirates: Kimberley Process Office',
    local: 'الإمارات العربية المتحدة: مكتب عملية كيمبرلي (KP)',
  },
  statement:
    'تم التعامل مع الماس الخام في هذه الشحنة وفقا لأحكام نظام عملية كيمبرلي لإصدار شهادات الماس الخام',
  labels: {
    origin: 'بلد المنشأ',
    issued: 'تاريخ الإصدار',
    expires: 'تاريخ الانتهاء',
    issuer: 'جهة الإصدار',
    exporter: 'المصدِّر',
    importer: 'المستورد',
    destination: 'بلد الوجهة',
    parcels: 'عدد الطرود',
    hs: 'رمز النظام المنسق',
    carats: 'الوزن بالقيراط',
    usd: 'القيمة بالدولار',
    total: 'المجموع',
    issuing: 'جهة الإصدار',
    exporting: 'صادقت عليها جهة التصدير',
    confirmation: 'تأكيد الاستيراد',
    received: 'تاريخ الاستلام',
    importing: 'جهة الاستيراد',
    customs: 'الجمارك',
  },
}

const STATEMENT =
  'The rough diamonds in this shipment have been handled in accordance with the provisions of the Kimberley Process Certification Scheme for rough diamonds'

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
  const name = (label: Label): Bilingual => ({ en: EN[label], local: words.labels[label] })
  const element = (number: string, label: Label, values: readonly string[]): SheetElement => ({
    number,
    label: name(label),
    values,
  })
  return {
    title: { en: 'Kimberley Process Certificate', local: words.title },
    number: facts.number,
    authority: words.authority,
    statement: { en: STATEMENT, local: words.statement },
    specimen: true,
    copy: false,
    elements: [
      element('3', 'origin', facts.origin),
      element('', 'destination', [facts.destination]),
      element('7', 'issued', ['21 Nov 2026']),
      element('8', 'expires', ['20 Jan 2027']),
      element('9', 'issuer', [words.authority.en]),
      element('13', 'parcels', [facts.parcels]),
      element('10', 'exporter', facts.exporter),
      element('10', 'importer', facts.importer),
    ],
    goods: {
      heads: [name('hs'), name('carats'), name('usd')],
      rows: facts.rows,
      totals: [
        words.labels.total === EN.total ? EN.total : `${EN.total} · ${words.labels.total}`,
        ...facts.totals,
      ],
    },
    seals: facts.seals,
    signatures: [name('issuing'), name('exporting')],
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
        element('12', 'usd', []),
        element('', 'received', []),
      ],
      signatures: [name('importing'), name('customs')],
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
