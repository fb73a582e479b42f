import { useQuery } from '@tanstack/react-query'
import { useState } from 'react'
import { mayDo } from '../../../access/grants.ts'
import { ProposalsPanel } from '../../../access/web/second/proposals-panel.tsx'
import { useOfficer } from '../../../access/web/session.tsx'
import { Button } from '../../../ui/button.tsx'
import { EmptyState } from '../../../ui/empty-state.tsx'
import { Page } from '../../../ui/page.tsx'
import { Panel } from '../../../ui/panel.tsx'
import { ProblemNote } from '../../../ui/problem-note.tsx'
import { Skeleton } from '../../../ui/skeleton.tsx'
import { ActDialog, type ActForm } from '../certificate/act-dialog.tsx'
import { grantForm, suspendForm } from './licence-forms.ts'
import { type Licences, licencesQuery } from './licences-query.ts'
import { LicencesTable } from './licences-table.tsx'
import { useLicencesSay } from './say.ts'

/** Firms that issue for themselves: the authority licenses and suspends here, a firm reads its own. */
export function LicencesPage() {
  const say = useLicencesSay()
  const officer = useOfficer()
  const { data, error, refetch, isPending } = useQuery(licencesQuery)
  const [form, setForm] = useState<ActForm | null>(null)
  const mayGrant = mayDo(officer, 'certificates:delegate') && data?.clause != null
  return (
    <Page
      title={say('title')}
      lead={say('lead')}
      end={
        mayGrant ? (
          <Button kind="primary" onClick={() => setForm(grantForm(say))}>
            {say('grant')}
          </Button>
        ) : null
      }
    >
      <div className="stack">
        {isPending ? <Skeleton /> : null}
        <ProblemNote error={error} retry={() => void refetch()} loading />
        <ProposalsPanel thing="" />
        {data === undefined ? null : <Shown licences={data} onForm={setForm} />}
      </div>
      <ActDialog form={form} onClose={() => setForm(null)} />
    </Page>
  )
}

type ShownProps = { readonly licences: Licences; readonly onForm: (form: ActForm) => void }

function Shown({ licences: { delegations, clause }, onForm }: ShownProps) {
  const say = useLicencesSay()
  const maySuspend = mayDo(useOfficer(), 'certificates:suspend-delegation')
  return (
    <>
      <p className="soft">{clause === null ? say('notHere') : say('clause', clause)}</p>
      <Panel title={say('title')} flush>
        {delegations.length === 0 ? (
          <EmptyState title={say('emptyTitle')} text={say('emptyText')} />
        ) : (
          <LicencesTable
            licences={delegations}
            onSuspend={maySuspend ? (each) => onForm(suspendForm(say, each)) : undefined}
          />
        )}
      </Panel>
    </>
  )
}
