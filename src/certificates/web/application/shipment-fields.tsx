import { useNames } from '../../../participants/web/names.ts'
import { RadioField } from '../../../ui/choices.tsx'
import { type Option, SelectField, TextField } from '../../../ui/inputs.tsx'
import { PURPOSES } from '../../application.ts'
import { MAX_RELATED_NUMBERS, MAX_TRANSIT } from '../../limits.ts'
import { ListField } from './list-field.tsx'
import { useApplicationSay } from './say.ts'
import { useForm, useTextField } from './use-draft.ts'

export function ShipmentFields() {
  const say = useApplicationSay()
  const field = useTextField()
  const { content, set, errorOf } = useForm()
  const options = useParticipantOptions()
  return (
    <div className="stack">
      <RadioField
        path="kind"
        label={say('kind')}
        error={errorOf('kind')}
        value={content.kind}
        onChoose={(kind) => set('kind', kind)}
        choices={[
          { value: 'regular', label: say('kind_regular') },
          { value: 'technical', label: say('kind_technical') },
        ]}
      />
      <div className="fields">
        <SelectField
          {...field('destination')}
          label={say('destination')}
          hint={say('destinationHint')}
          empty={say('choose')}
          options={options}
        />
        <SelectField
          {...field('purpose')}
          label={say('purpose')}
          empty={say('choose')}
          options={PURPOSES.map((value) => ({ value, label: say(`purpose_${value}`) }))}
        />
      </div>
      <TransitField options={options} />
      <RelatedField />
    </div>
  )
}

function TransitField({ options }: { readonly options: readonly Option[] }) {
  const say = useApplicationSay()
  const field = useTextField()
  return (
    <ListField
      path="transit"
      label={say('transit')}
      hint={say('transitHint')}
      add={say('addTransit')}
      empty=""
      max={MAX_TRANSIT}
      entryName={(at) => `${say('transit')} ${at + 1}`}
      entry={(at) => (
        <SelectField
          {...field(`transit.${at}`)}
          label={`${say('transit')} ${at + 1}`}
          empty={say('choose')}
          options={options}
        />
      )}
    />
  )
}

function RelatedField() {
  const say = useApplicationSay()
  const field = useTextField()
  return (
    <ListField
      path="relatedNumbers"
      label={say('related')}
      hint={say('relatedHint')}
      add={say('addRelated')}
      empty=""
      max={MAX_RELATED_NUMBERS}
      entryName={(at) => `${say('related')} ${at + 1}`}
      entry={(at) => (
        <TextField
          {...field(`relatedNumbers.${at}`)}
          label={`${say('related')} ${at + 1}`}
          maxLength={64}
          dir="ltr"
        />
      )}
    />
  )
}

/** Participants by name; one that may not import today stays in the list and says so. */
function useParticipantOptions() {
  const say = useApplicationSay()
  const { participants, withCode } = useNames()
  return participants.map(({ code, mayImport }) => ({
    value: code,
    label: mayImport ? withCode(code) : say('mayNotImport', { name: withCode(code) }),
  }))
}
