import type { Bilingual } from '../sheet.ts'

/** The words that belong to the paper and not to the certificate. */
const WORDS = {
  number: { en: 'Number', fr: 'Numéro', pt: 'Número', nl: 'Nummer', ar: 'الرقم' },
  seals: { en: 'Seals', fr: 'Scellés', pt: 'Selos', nl: 'Zegels', ar: 'الأختام' },
  goods: { en: 'Goods', fr: 'Marchandises', pt: 'Mercadorias', nl: 'Goederen', ar: 'البضائع' },
  stamp: { en: 'Stamp', fr: 'Cachet', pt: 'Carimbo', nl: 'Stempel', ar: 'الختم' },
  signature: {
    en: 'Name, signature, date',
    fr: 'Nom, signature, date',
    pt: 'Nome, assinatura, data',
    nl: 'Naam, handtekening, datum',
    ar: 'الاسم والتوقيع والتاريخ',
  },
  unsigned: {
    en: 'Not yet validated',
    fr: 'Pas encore validé',
    pt: 'Ainda não validado',
    nl: 'Nog niet gevalideerd',
    ar: 'لم يُصدَّق عليها بعد',
  },
} as const

export type PaperWord = keyof typeof WORDS

/** In English and, where the paper knows it, in the language of `tag` (BCP 47; its region is ignored). */
export function paperWord(word: PaperWord, tag: string): Bilingual {
  const words: Readonly<Record<string, string>> & { readonly en: string } = WORDS[word]
  const language = tag.toLowerCase().split('-')[0] ?? 'en'
  return { en: words.en, local: language === 'en' ? null : (words[language] ?? null) }
}
