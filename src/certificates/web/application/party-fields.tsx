import { useNames } from '../../../participants/web/names.ts'
import { SelectField, TextField } from '../../../ui/inputs.tsx'
import { MAX_ADDRESS, MAX_NAME, MAX_PLACE, MAX_REFERENCE } from '../../limits.ts'
import { useApplicationSay } from './say.ts'
import { useTextField } from './use-draft.ts'

type Props = { readonly party: 'exporter' | 'importer' | 'consignee'; readonly licence?: boolean }

export function PartyFields({ party, licence }: Props) {
  const say = useApplicationSay()
  const field = useTextField()
  return (
    <div className="fields">
      <TextField
        {...field(`${party}.name`)}
        label={say('name')}
        hint={say('nameHint')}
        maxLength={MAX_NAME}
        autoComplete="off"
      />
      <TextField
        {...field(`${party}.address`)}
        label={say('address')}
        maxLength={MAX_ADDRESS}
        autoComplete="off"
      />
      <TextField
        {...field(`${party}.place`)}
        label={say('place')}
        maxLength={MAX_PLACE}
        autoComplete="off"
      />
      <CountryField path={`${party}.country`} label={say('country')} />
      {licence ? (
        <TextField
          {...field(`${party}.licence`)}
          label={say('licence')}
          optional
          maxLength={MAX_REFERENCE}
          autoComplete="off"
        />
      ) : null}
    </div>
  )
}

type CountryProps = { readonly path: string; readonly label: string; readonly optional?: boolean }

export function CountryField({ path, label, optional }: CountryProps) {
  const say = useApplicationSay()
  const field = useTextField()
  const { countries, nameOf } = useNames()
  return (
    <SelectField
      {...field(path)}
      label={label}
      optional={optional ?? false}
      empty={say('choose')}
      options={countries.map(({ code }) => ({ value: code, label: `${nameOf(code)} (${code})` }))}
    />
  )
}
