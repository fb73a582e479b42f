import { SelectField, TextField } from '../../../ui/inputs.tsx'
import { SOURCE_KINDS } from '../../application.ts'
import { MAX_REFERENCE, MAX_SOURCES } from '../../limits.ts'
import { ListField } from './list-field.tsx'
import { CountryField } from './party-fields.tsx'
import { useApplicationSay } from './say.ts'
import { useTextField } from './use-draft.ts'

export function SourceFields() {
  const say = useApplicationSay()
  const field = useTextField()
  return (
    <ListField
      path="sources"
      label={say('sourcesLead')}
      add={say('addSource')}
      empty={{}}
      max={MAX_SOURCES}
      entryName={(at) => say('sourceKind', { number: at + 1 })}
      entry={(at) => (
        <div className="fields">
          <SelectField
            {...field(`sources.${at}.kind`)}
            label={say('sourceKind', { number: at + 1 })}
            empty={say('choose')}
            options={SOURCE_KINDS.map((value) => ({ value, label: say(`source_${value}`) }))}
          />
          <TextField
            {...field(`sources.${at}.reference`)}
            label={say('sourceReference')}
            hint={say('sourceReferenceHint')}
            maxLength={MAX_REFERENCE}
          />
          <CountryField path={`sources.${at}.country`} label={say('sourceCountry')} optional />
        </div>
      )}
    />
  )
}
