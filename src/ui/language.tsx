import {
  createContext,
  type ReactNode,
  useContext,
  useEffect,
  useMemo,
  useRef,
  useState,
} from 'react'
import { IntlProvider } from 'react-intl'
import { languageCookie } from './language-cookie.ts'

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
export function firstLanguage(): Language {
  const kept = localStorage.getItem(KEPT_UNDER)
  if (isLanguage(kept)) return kept
  const asked = navigator.languages.map((each) => each.slice(0, 2)).find(isLanguage)
  return asked ?? 'en'
}

type Chosen = {
  readonly language: Language
  /** What somebody chose by hand: kept on this device, and it outweighs what an account asks for. */
  readonly choose: (language: Language) => void
  /** What the account of whoever signs in asks for; ignored after a choice by hand on this page. */
  readonly suggest: (language: Language) => void
}
const LanguageContext = createContext<Chosen>({
  language: 'en',
  choose: () => undefined,
  suggest: () => undefined,
})

export function useLanguage(): Chosen {
  return useContext(LanguageContext)
}

/** The words that are there already, so that the first paint waits for nothing. */
export type Loaded = { readonly language: Language; readonly words: Catalogue }

type Props = {
  readonly catalogues: Catalogues
  readonly first?: Loaded
  readonly children: ReactNode
}

/** Loads the words of the chosen language and says `lang` and `dir` on the document. */
export function LanguageProvider({ catalogues, first, children }: Props) {
  const [language, setLanguage] = useState(() => first?.language ?? firstLanguage())
  const [loaded, setLoaded] = useState(first)
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
  const byHand = useRef(false)
  const chosen = useMemo<Chosen>(() => {
    const apply = (next: Language) => {
      localStorage.setItem(KEPT_UNDER, next)
      // biome-ignore lint/suspicious/noDocumentCookie: the Cookie Store is missing on plain http and in older browsers.
      document.cookie = languageCookie(next, location.protocol)
      setLanguage(next)
    }
    return {
      language: loaded?.language ?? language,
      choose: (next) => {
        byHand.current = true
        apply(next)
      },
      suggest: (next) => {
        if (!byHand.current) apply(next)
      },
    }
  }, [loaded, language])
  if (loaded === undefined) return null
  return (
    <LanguageContext value={chosen}>
      <IntlProvider locale={LOCALES[loaded.language]} messages={loaded.words} key={loaded.language}>
        {children}
      </IntlProvider>
    </LanguageContext>
  )
}
