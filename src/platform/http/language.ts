import { LANGUAGES, type Language } from '../words.ts'

/** A header of more languages than that is no person's. */
const MAX_RANGES = 20

/** The language to answer in, by Accept-Language (RFC 9110, 12.5.4); English when none of ours is asked for. */
export function languageOf(acceptLanguage: string | undefined): Language {
  const ranges = (acceptLanguage ?? '').split(',', MAX_RANGES).flatMap(rangeOf)
  const best = ranges.sort((a, b) => b.weight - a.weight)[0]
  return best?.language ?? 'en'
}

function rangeOf(text: string): { readonly language: Language; readonly weight: number }[] {
  const [tag = '', ...parameters] = text.trim().toLowerCase().split(';')
  const language = LANGUAGES.find((each) => each === tag.trim().split('-')[0])
  const quality = parameters
    .map((each) => /^\s*q=([01](?:\.\d{0,3})?)\s*$/.exec(each)?.[1])
    .find(Boolean)
  const weight = Number(quality ?? '1')
  return language !== undefined && weight > 0 ? [{ language, weight }] : []
}
