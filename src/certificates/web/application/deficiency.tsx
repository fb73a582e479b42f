import { useFormat } from '../../../ui/format.ts'
import type { Application } from '../answers.ts'
import { useApplicationSay } from './say.ts'

/** Why the authority sent it back, in the officer's words, field by field. */
export function Deficiency({ application }: { readonly application: Application }) {
  const say = useApplicationSay()
  const format = useFormat()
  const { deficiency } = application
  if (deficiency === null) return null
  const { by, at, reason, fields } = deficiency
  return (
    <section className="summary stack stack-tight" aria-labelledby="deficiency-title">
      <h2 id="deficiency-title">{say('deficiencyTitle')}</h2>
      <p className="soft small">{say('deficiencyBy', { by, at: format.moment(at) })}</p>
      <p className="keep-lines" dir="auto">
        {reason}
      </p>
      <ul>
        {fields.map(({ field, text }) => (
          <li key={`${field} ${text}`}>
            <a href={`#field-${field}`} dir="auto">
              {text}
            </a>
          </li>
        ))}
      </ul>
    </section>
  )
}
