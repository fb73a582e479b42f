import { useQuery } from '@tanstack/react-query'
import { useState } from 'react'
import { mayDo } from '../../../access/grants.ts'
import { ProposalsPanel } from '../../../access/web/second/proposals-panel.tsx'
import { useOfficer } from '../../../access/web/session.tsx'
import { Button, buttonClass } from '../../../ui/button.tsx'
import { EmptyState } from '../../../ui/empty-state.tsx'
import { Facts } from '../../../ui/facts.tsx'
import { Go } from '../../../ui/go.tsx'
import { Page } from '../../../ui/page.tsx'
import { Panel } from '../../../ui/panel.tsx'
import { ProblemNote } from '../../../ui/problem-note.tsx'
import { Skeleton } from '../../../ui/skeleton.tsx'
import type { HeldRun, Numbers } from '../answers.ts'
import { ActDialog, type ActForm } from '../certificate/act-dialog.tsx'
import { licencesQuery } from '../licences/licences-query.ts'
import { useLicencesSay } from '../licences/say.ts'
import { numbersQuery } from '../queries.ts'
import { BlocksTable } from './blocks-table.tsx'
import { HeldTable } from './held-table.tsx'
import { announceForm, handOverForm, spoilForm, takeBackForm } from './number-forms.ts'
import { useNumbersSay } from './say.ts'

export function NumbersPage() {
  const say = useNumbersSay()
  const { data, error, refetch, isPending } = useQuery(numbersQuery)
  return (
    <Page
      title={say('title')}
      lead={say('lead')}
      end={
        <>
          <LicencesLink />
          <StationeryActs />
        </>
      }
    >
      {isPending ? <Skeleton /> : null}
      <ProblemNote error={error} retry={() => void refetch()} loading />
      <ProposalsPanel thing="" />
      {data === undefined ? null : <Shown numbers={data} />}
    </Page>
  )
}

/** To the firms that issue themselves, where national practice knows such. */
function LicencesLink() {
  const say = useLicencesSay()
  const mayLook = mayDo(useOfficer(), 'certificates:read-delegations')
  const { data } = useQuery({ ...licencesQuery, enabled: mayLook })
  if (data?.clause == null) return null
  return (
    <Go href="/licences" className={buttonClass()}>
      {say('title')}
    </Go>
  )
}

function Shown({ numbers }: { readonly numbers: Numbers }) {
  const say = useNumbersSay()
  const { blocks, next, gaps, held } = numbers
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
      <Held held={held} />
      {gaps.length === 0 ? null : (
        <Panel title={say('gaps')}>
          <p>{say('gapsText')}</p>
          <p className="code">{gaps.map(gapText).join(', ')}</p>
        </Panel>
      )}
    </div>
  )
}

function Held({ held }: Pick<Numbers, 'held'>) {
  const say = useNumbersSay()
  const [form, setForm] = useState<ActForm | null>(null)
  const takeBack = (run: HeldRun) => setForm(takeBackForm(say, run))
  const isCustodian = useIsCustodian()
  return (
    <Panel title={say('held')} flush>
      {held.length === 0 ? (
        <EmptyState title={say('heldEmptyTitle')} text={say('heldEmptyText')} />
      ) : (
        <HeldTable held={held} onTakeBack={isCustodian ? takeBack : undefined} />
      )}
      <ActDialog form={form} onClose={() => setForm(null)} />
    </Panel>
  )
}

/** A gap is one number, or a record that names its first and last. */
function gapText(gap: unknown): string {
  if (typeof gap !== 'object' || gap === null) return String(gap)
  return Object.values(gap).join('–')
}

function StationeryActs() {
  const say = useNumbersSay()
  const { data } = useQuery(numbersQuery)
  const [form, setForm] = useState<ActForm | null>(null)
  if (!useIsCustodian()) return null
  return (
    <>
      <Button onClick={() => setForm(spoilForm(say))}>{say('spoil')}</Button>
      <Button
        kind={data?.nextRun === null ? 'primary' : 'plain'}
        onClick={() => setForm(announceForm(say))}
      >
        {say('announce')}
      </Button>
      {data === undefined || data.nextRun === null ? null : (
        <Button kind="primary" onClick={() => setForm(handOverForm(say, data))}>
          {say('handOver')}
        </Button>
      )}
      <ActDialog form={form} onClose={() => setForm(null)} />
    </>
  )
}

function useIsCustodian(): boolean {
  return mayDo(useOfficer(), 'certificates:allot')
}
