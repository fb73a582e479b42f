import { createContext, type ReactNode, useContext, useEffect, useMemo, useState } from 'react'
import { IntlProvider } from 'react-intl'

/** Every language that has a complete catalogue. */
export const LANGUAGES = ['en', 'fr'] as const
export type Language = (typeof LANGUAGES)[number]
export type Catalogue = Readonly<Record<string, string>>
/** One loader a language, so that a reader downloads only the words that they read. */
export type Catalogues = Readonly<Record<Language, () => Promise<Catalogue>>>

export const LANGUAGE_NAMES: Readonly<Record<Language, string>> = {
  en: 'English',
  fr: 'Français',
}

/** The locale whose dates read `21 Nov 2026`: the scheme writes days before months. */
export const LOCALES: Readonly<Record<Language, string>> = { en: 'en-GB', fr: 'fr' }

/** Scripts that run from right to left; no catalogue of ours is in one yet, but the pages are ready. */
const RIGHT_TO_LEFT = new Set(['ar', 'fa', 'he', 'ur'])

function directionOf(language: string): 'ltr' | 'rtl' {
  return RIGHT_TO_LEFT.has(language) ? 'rtl' : 'ltr'
}

const KEPT_UNDER = 'openkp.language'

export function isLanguage(value: unknown): value is Language {
  return LANGUAGES.includes(value as Language)
}

/** What was chosen on this device before, else what the browser asks for, else English. */
function firstLanguage(): Language {
  const kept = localStorage.getItem(KEPT_UNDER)
  if (isLanguage(kept)) return kept
  const asked = navigator.languages.map((each) => each.slice(0, 2)).find(isLanguage)
  return asked ?? 'en'
}

type Chosen = { readonly language: Language; readonly choose: (language: Language) => void }
const LanguageContext = createContext<Chosen>({ language: 'en', choose: () => undefined })

export function useLanguage(): Chosen {
  return useContext(LanguageContext)
}

type Props = { readonly catalogues: Catalogues; readonly children: ReactNode }

/** Loads the words of the chosen language and says `lang` and `dir` on the document. */
export function LanguageProvider({ catalogues, children }: Props) {
  const [language, setLanguage] = useState(firstLanguage)
  const [loaded, setLoaded] = useState<{ language: Language; words: Catalogue }>()
  useEffect(() => {
    let wanted = true
    void catalogues[language]().then((words) => {
      if (!wanted) return
      document.documentElement.lang = language
      document.documentElement.dir = directionOf(language)
      setLoaded({ language, words })
    })
    return () => {
      wanted = false
    }
  }, [language, catalogues])
  const chosen = useMemo<Chosen>(
    () => ({
      language: loaded?.language ?? language,
      choose: (next) => {
        localStorage.setItem(KEPT_UNDER, next)
        setLanguage(next)
      },
    }),
    [loaded, language],
  )
  if (loaded === undefined) return null
  return (
    <LanguageContext value={chosen}>
      <IntlProvider locale={LOCALES[loaded.language]} messages={loaded.words} key={loaded.language}>
        {children}
      </IntlProvider>
    </LanguageContext>
  )
}
