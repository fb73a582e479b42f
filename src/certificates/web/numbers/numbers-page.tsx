import { useQuery } from '@tanstack/react-query'
import { useState } from 'react'
import { hasRole } from '../../../access/officer.ts'
import { useOfficer } from '../../../access/web/session.tsx'
import { Button } from '../../../ui/button.tsx'
import { EmptyState } from '../../../ui/empty-state.tsx'
import { Facts } from '../../../ui/facts.tsx'
import { Page } from '../../../ui/page.tsx'
import { Panel } from '../../../ui/panel.tsx'
import { ProblemNote } from '../../../ui/problem-note.tsx'
import { Skeleton } from '../../../ui/skeleton.tsx'
import type { Numbers } from '../answers.ts'
import { ActDialog, type ActForm } from '../certificate/act-dialog.tsx'
import { numbersQuery } from '../queries.ts'
import { BlocksTable } from './blocks-table.tsx'
import { useNumbersSay } from './say.ts'

export function NumbersPage() {
  const say = useNumbersSay()
  const { data, error, refetch, isPending } = useQuery(numbersQuery)
  return (
    <Page title={say('title')} lead={say('lead')} end={<StationeryActs />}>
      {isPending ? <Skeleton /> : null}
      <ProblemNote error={error} retry={() => void refetch()} loading />
      {data === undefined ? null : <Shown numbers={data} />}
    </Page>
  )
}

function Shown({ numbers }: { readonly numbers: Numbers }) {
  const say = useNumbersSay()
  const { blocks, next, gaps } = numbers
  return (
    <div className="stack">
      {next === null ? null : <Facts large facts={[{ label: say('next'), value: String(next) }]} />}
      <Panel title={say('blocks')} flush>
        {blocks.length === 0 ? (
          <EmptyState title={say('emptyTitle')} text={say('emptyText')} />
        ) : (
          <BlocksTable blocks={blocks} />
        )}
      </Panel>
      {gaps.length === 0 ? null : (
        <Panel title={say('gaps')}>
          <p>{say('gapsText')}</p>
          <p className="code">{gaps.map(gapText).join(', ')}</p>
        </Panel>
      )}
    </div>
  )
}

/** A gap is one number, or a record that names its first and last. */
function gapText(gap: unknown): string {
  if (typeof gap !== 'object' || gap === null) return String(gap)
  return Object.values(gap).join('–')
}

function StationeryActs() {
  const say = useNumbersSay()
  const officer = useOfficer()
  const [form, setForm] = useState<ActForm | null>(null)
  if (!hasRole(officer, ['stationery_custodian'])) return null
  return (
    <>
      <Button onClick={() => setForm(spoilForm(say))}>{say('spoil')}</Button>
      <Button kind="primary" onClick={() => setForm(announceForm(say))}>
        {say('announce')}
      </Button>
      <ActDialog form={form} onClose={() => setForm(null)} />
    </>
  )
}

type SayNumbers = ReturnType<typeof useNumbersSay>

function announceForm(say: SayNumbers): ActForm {
  return {
    title: say('announce'),
    text: say('announceText'),
    button: say('announce'),
    path: '/api/certificates/number-blocks',
    done: say('announced'),
    fields: [
      { name: 'prefix', label: say('prefix'), kind: 'line', optional: true },
      { name: 'first', label: say('first'), kind: 'number' },
      { name: 'last', label: say('last'), kind: 'number' },
      { name: 'stationery', label: say('stationery'), kind: 'line' },
    ],
  }
}

function spoilForm(say: SayNumbers): ActForm {
  return {
    title: say('spoil'),
    text: say('spoilText'),
    button: say('spoil'),
    path: '/api/certificates/blanks/spoil',
    done: say('spoilDone'),
    fields: [
      { name: 'number', label: say('number'), kind: 'line' },
      { name: 'reason', label: say('reason'), kind: 'note' },
    ],
  }
}
