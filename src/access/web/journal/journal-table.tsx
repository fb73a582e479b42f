import type { ReactNode } from 'react'
import { Button } from '../../../ui/button.tsx'
import { Chip } from '../../../ui/chip.tsx'
import { type Column, DataTable } from '../../../ui/data-table.tsx'
import { useFormat } from '../../../ui/format.ts'
import type { Change, Facts } from '../../../values/change.ts'
import { isRole } from '../../roles.ts'
import { useActSay } from '../act-say.ts'
import { useAccessSay } from '../say.ts'
import type { JournalEntry, Told, Wanted } from './journal-query.ts'
import { useJournalSay } from './say.ts'

type Props = {
  readonly entries: readonly JournalEntry[]
  readonly wanted: Wanted
  readonly want: (wanted: Wanted) => void
}

export function JournalTable({ entries, wanted, want }: Props) {
  const say = useJournalSay()
  const columns = useColumns(wanted, want)
  return (
    <DataTable
      caption={say('entries')}
      columns={columns}
      rows={entries}
      keyOf={({ seq }) => String(seq)}
    />
  )
}

function useColumns(
  wanted: Wanted,
  want: (wanted: Wanted) => void,
): readonly Column<JournalEntry>[] {
  const say = useJournalSay()
  const sayAct = useActSay()
  const format = useFormat()
  const told = (show: (entry: Told) => ReactNode) => (entry: JournalEntry) =>
    entry.erased ? null : show(entry)
  return [
    { key: 'seq', head: '#', amount: true, phone: 'top', cell: ({ seq }) => format.count(seq) },
    { key: 'when', head: say('when'), phone: 'wide', cell: told(({ at }) => format.moment(at)) },
    {
      key: 'what',
      head: say('what'),
      names: true,
      phone: 'first',
      cell: (entry) => (entry.erased ? say('erased') : sayAct(entry.act)),
    },
    {
      key: 'who',
      head: say('who'),
      phone: 'wide',
      cell: told((entry) => <Who entry={entry} want={(officer) => want({ ...wanted, officer })} />),
    },
    {
      key: 'about',
      head: say('about'),
      phone: 'wide',
      cell: told(({ thing }) =>
        thing === '' ? null : (
          <Button
            kind="quiet"
            small
            aria-label={say('onlyAbout', { thing })}
            onClick={() => want({ ...wanted, thing })}
          >
            <span className="code">{thing}</span>
          </Button>
        ),
      ),
    },
    {
      key: 'outcome',
      head: say('outcome'),
      phone: 'wide',
      cell: told((entry) => <Outcome entry={entry} />),
    },
  ]
}

type WhoProps = {
  readonly entry: Told
  readonly want: (officer: Wanted['officer']) => void
}

function Who({ entry: { officer, by, from, standing }, want }: WhoProps) {
  const say = useJournalSay()
  const sayRole = useAccessSay()
  const { id } = officer
  const isConsole = by === 'console'
  const unnamed = isConsole ? say('console') : say('nobody')
  const name = officer.name ?? (id === null ? unnamed : say('gone'))
  return (
    <>
      {id === null ? (
        name
      ) : (
        <Button
          kind="quiet"
          small
          aria-label={say('onlyOf', { name })}
          onClick={() => want({ id, name })}
        >
          <bdi>{name}</bdi>
        </Button>
      )}
      <br />
      <span className="soft small">
        {isConsole ? null : say('fromAddress', { address: from })}
        {by === 'token' ? `, ${say('byToken')}` : ''}
      </span>
      {standing.map(({ role, of }) => {
        const values = { role: isRole(role) ? sayRole(role) : role, name: of ?? '' }
        return (
          <span key={role} className="small strong">
            <br />
            {say(of === null ? 'takenAlone' : 'deputyOf', values)}
          </span>
        )
      })}
    </>
  )
}

function Outcome({ entry: { refusals, changes, outcome } }: { readonly entry: Told }) {
  const say = useJournalSay()
  if (outcome === 'unknown') return <Chip tone="solid">{say('unknown')}</Chip>
  if (refusals.length > 0) {
    return <Chip tone="solid">{say('refused', { codes: refusals.join(', ') })}</Chip>
  }
  if (changes.length === 0) return say('done')
  return (
    <details>
      <summary>
        {say('done')}, {say('changes', { count: changes.length })}
      </summary>
      <ul className="small code">
        {changes.map((change) => (
          <li key={`${change.thing} ${change.key}`}>
            <ChangeLine change={change} />
          </li>
        ))}
      </ul>
    </details>
  )
}

/** As it is kept, in the words of the database: what an auditor compares must not be put nicely. */
function ChangeLine({ change: { thing, key, before, after } }: { readonly change: Change }) {
  const say = useJournalSay()
  return (
    <>
      {thing} {key}: {before === null ? say('made') : facts(before)} →{' '}
      {after === null ? say('removed') : facts(after)}
    </>
  )
}

function facts(of: Facts): string {
  return Object.entries(of)
    .map(([name, value]) => `${name} ${value ?? '–'}`)
    .join(', ')
}
