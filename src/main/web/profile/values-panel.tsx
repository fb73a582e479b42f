import { Button } from '../../../ui/button.tsx'
import { Chip } from '../../../ui/chip.tsx'
import { type Column, DataTable } from '../../../ui/data-table.tsx'
import { Panel } from '../../../ui/panel.tsx'
import type { ProfileValue } from './profile-query.ts'
import { useProfileSay } from './say.ts'
import { useTold } from './value-told.ts'

type Props = {
  readonly values: readonly ProfileValue[]
  /** Null for who may only look. */
  readonly change: ((value: ProfileValue) => void) | null
}

const NOT_ESTABLISHED = 'not established'

/** Every value of today. One that nobody has found a law for says so: it is our working default. */
export function ValuesPanel({ values, change }: Props) {
  const say = useProfileSay()
  const tell = useTold()
  const columns: Column<ProfileValue>[] = [
    {
      key: 'field',
      head: say('what'),
      names: true,
      phone: 'wide',
      cell: ({ field }) => say(field),
    },
    {
      key: 'value',
      head: say('value'),
      phone: 'wide',
      cell: ({ field, value }) => <span dir="auto">{tell(field, value)}</span>,
    },
    { key: 'source', head: say('source'), phone: 'wide', cell: (each) => <Source of={each} /> },
    ...(change === null ? [] : [changeColumn(say, change)]),
  ]
  return (
    <Panel title={say('today')} flush>
      <DataTable
        caption={say('today')}
        columns={columns}
        rows={values}
        keyOf={({ field }) => field}
      />
    </Panel>
  )
}

function changeColumn(
  say: ReturnType<typeof useProfileSay>,
  change: (value: ProfileValue) => void,
): Column<ProfileValue> {
  return {
    key: 'change',
    head: say('change'),
    phone: 'end',
    cell: (each) =>
      each.mayChange ? (
        <Button
          small
          aria-label={say('changeNamed', { what: say(each.field) })}
          onClick={() => change(each)}
        >
          {say('change')}
        </Button>
      ) : null,
  }
}

function Source({ of: { source, note, mayChange } }: { readonly of: ProfileValue }) {
  const say = useProfileSay()
  return (
    <span className="stack stack-tight">
      {source === NOT_ESTABLISHED ? (
        <span>
          <Chip tone="quiet">{say('notEstablished')}</Chip>
        </span>
      ) : (
        <span dir="auto">{source}</span>
      )}
      {note === undefined ? null : <span className="soft small">{note}</span>}
      {mayChange ? null : <span className="soft small">{say('withRelease')}</span>}
    </span>
  )
}
