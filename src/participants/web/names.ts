import { type QueryClient, useQuery } from '@tanstack/react-query'
import { useMemo } from 'react'
import { call } from '../../ui/http.ts'
import { LOCALES, useLanguage } from '../../ui/language.tsx'

type ParticipantName = {
  readonly code: string
  readonly name: string
  readonly nameFr: string
  readonly standing: string
  readonly mayExport: boolean
  readonly mayImport: boolean
}
type CountryName = { readonly code: string; readonly name: string; readonly nameFr: string }
export type NamesAnswer = {
  readonly participants: readonly ParticipantName[]
  readonly countries: readonly CountryName[]
}

export type Names = {
  readonly participants: readonly ParticipantName[]
  readonly countries: readonly CountryName[]
  /** The name of a Participant or country in the reader's language; the code when nobody knows it. */
  readonly nameOf: (code: string) => string
  /** `Sierra Leone (SL)`: codes go with their names. */
  readonly withCode: (code: string) => string
}

const NAMES = ['participants']
const A_DAY_MS = 86_400_000

/** Names in the reader's language, sorted as that language sorts. */
export function useNames(): Names {
  const { language } = useLanguage()
  const { data } = useQuery({
    queryKey: NAMES,
    queryFn: ({ signal }) => call<NamesAnswer>('/api/participants', { signal }),
    staleTime: A_DAY_MS,
  })
  return useMemo(() => namesIn(data, language), [data, language])
}

/** The few names that the first page shows; the whole list is asked for at once. */
export function primeNames(client: QueryClient, names: NamesAnswer): void {
  client.setQueryData(NAMES, names, { updatedAt: 1 })
}

function namesIn(data: NamesAnswer | undefined, language: 'en' | 'fr'): Names {
  const word = (each: CountryName) => (language === 'fr' ? each.nameFr : each.name) || each.name
  const collator = new Intl.Collator(LOCALES[language])
  const sorted = <T extends CountryName>(list: readonly T[]) =>
    [...list].sort((a, b) => collator.compare(word(a), word(b)))
  const countries = data?.countries ?? []
  const participants = data?.participants ?? []
  const byCode = new Map([...countries, ...participants].map((each) => [each.code, word(each)]))
  const nameOf = (code: string) => byCode.get(code) ?? code
  return {
    participants: sorted(participants),
    countries: sorted(countries),
    nameOf,
    withCode: (code) => (byCode.has(code) ? `${nameOf(code)} (${code})` : code),
  }
}
