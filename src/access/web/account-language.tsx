import { SelectField } from '../../ui/inputs.tsx'
import { isLanguage, LANGUAGE_NAMES, LANGUAGES, useLanguage } from '../../ui/language.tsx'
import { useAccessClick } from './account-query.ts'
import { useAccessSay } from './say.ts'

/** The language in which the account is greeted, in every browser. */
export function AccountLanguage({ language }: { readonly language: 'en' | 'fr' }) {
  const say = useAccessSay()
  const { choose } = useLanguage()
  const click = useAccessClick()
  return (
    <SelectField
      path="accountLanguage"
      label={say('language')}
      options={LANGUAGES.map((value) => ({ value, label: LANGUAGE_NAMES[value] }))}
      value={language}
      onChange={(event) => {
        const next = event.currentTarget.value
        if (!isLanguage(next)) return
        click.mutate({ path: '/api/access/account/language', body: { language: next } })
        choose(next)
      }}
    />
  )
}
