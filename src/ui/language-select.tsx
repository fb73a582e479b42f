import { isLanguage, LANGUAGE_NAMES, LANGUAGES, useLanguage } from './language.tsx'
import { useUiSay } from './say.ts'

export function LanguageSelect() {
  const say = useUiSay()
  const { language, choose } = useLanguage()
  return (
    <select
      className="input language-select"
      aria-label={say('language')}
      value={language}
      onChange={(event) => {
        const next = event.currentTarget.value
        if (isLanguage(next)) choose(next)
      }}
    >
      {LANGUAGES.map((each) => (
        <option key={each} value={each} lang={each}>
          {LANGUAGE_NAMES[each]}
        </option>
      ))}
    </select>
  )
}
