import { RadioField } from '../../../ui/choices.tsx'
import { MAX_ORIGINS } from '../../limits.ts'
import type { OriginMode } from '../../origin.ts'
import { ListField } from './list-field.tsx'
import { CountryField } from './party-fields.tsx'
import { listAt, textAt } from './paths.ts'
import { useApplicationSay } from './say.ts'
import { useForm } from './use-draft.ts'

/** How many countries each way of naming them begins with. */
const BEGIN: Readonly<Record<OriginMode, number>> = {
  single: 1,
  mixed_listed: 2,
  mixed_undisclosed: 0,
}

export function OriginFields() {
  const say = useApplicationSay()
  const { content, set, errorOf } = useForm()
  const mode = textAt(content, 'origin.mode') as OriginMode
  const countries = listAt(content, 'origin.countries')
  const choose = (next: OriginMode) => {
    const count = next === 'mixed_listed' ? Math.max(2, countries.length) : BEGIN[next]
    set('origin', {
      mode: next,
      countries: Array.from({ length: count }, (_, at) => countries[at] ?? ''),
    })
  }
  return (
    <div className="stack">
      <RadioField
        path="origin.mode"
        label={say('originMode')}
        error={errorOf('origin.mode') ?? errorOf('origin')}
        value={mode}
        onChoose={choose}
        choices={[
          { value: 'single', label: say('origin_single') },
          { value: 'mixed_listed', label: say('origin_mixed_listed') },
          {
            value: 'mixed_undisclosed',
            label: say('origin_mixed_undisclosed'),
            hint: say('origin_mixed_undisclosedHint'),
          },
        ]}
      />
      {mode === 'single' ? (
        <CountryField path="origin.countries.0" label={say('originCountry')} />
      ) : null}
      {mode === 'mixed_listed' ? (
        <ListField
          path="origin.countries"
          label={say('originCountry')}
          add={say('addOrigin')}
          empty=""
          max={MAX_ORIGINS}
          entryName={(at) => say('originCountryAt', { number: at + 1 })}
          entry={(at) => (
            <CountryField
              path={`origin.countries.${at}`}
              label={say('originCountryAt', { number: at + 1 })}
            />
          )}
        />
      ) : null}
    </div>
  )
}
