import { useQuery } from '@tanstack/react-query'
import { useState } from 'react'
import { Button } from '../../../ui/button.tsx'
import { Dialog } from '../../../ui/dialog.tsx'
import { Panel } from '../../../ui/panel.tsx'
import { ProblemNote } from '../../../ui/problem-note.tsx'
import { mayDo } from '../../grants.ts'
import { DAILY_ROLES } from '../../standing-in.ts'
import { useAccessClick } from '../account-query.ts'
import { useOfficer } from '../session.tsx'
import { DeputyForm } from './deputy-form.tsx'
import { useStandingSay } from './say.ts'
import { StandingLine } from './standing-line.tsx'
import { type Standing, standingQuery } from './standing-query.ts'
import { TakeForm } from './take-form.tsx'

/** Who stands in for oneself and for whom one stands in, on the page of the own account. */
export function StandingPanel() {
  const say = useStandingSay()
  const officer = useOfficer()
  const isOffered = mayDo(officer, 'access:standing-in')
  const { data } = useQuery({ ...standingQuery, enabled: isOffered })
  const [open, setOpen] = useState<'deputy' | 'take' | null>(null)
  const close = () => setOpen(null)
  if (!isOffered || data === undefined) return null
  const taken = new Set((officer.standing ?? []).map(({ role }) => role))
  const own = officer.roles.filter((role) => DAILY_ROLES.includes(role) && !taken.has(role))
  return (
    <Panel title={say('title')}>
      <div className="stack">
        <p className="soft">{say('lead')}</p>
        {data.standing.length === 0 ? <p>{say('nobody')}</p> : <Lines standing={data.standing} />}
        <div className="row">
          <Button onClick={() => setOpen('deputy')}>{say('nameDeputy')}</Button>
          <Button kind="quiet" onClick={() => setOpen('take')}>
            {say('take')}
          </Button>
        </div>
        <Dialog title={say('nameDeputy')} open={open === 'deputy'} onClose={close}>
          <DeputyForm
            path="/api/access/deputies"
            roles={own}
            colleagues={data.colleagues}
            how="alone"
            close={close}
          />
        </Dialog>
        <Dialog title={say('take')} open={open === 'take'} onClose={close}>
          <TakeForm close={close} />
        </Dialog>
      </div>
    </Panel>
  )
}

function Lines({ standing }: { readonly standing: readonly Standing[] }) {
  const say = useStandingSay()
  const end = useAccessClick(say('ended'))
  return (
    <>
      <ProblemNote error={end.error} />
      <ul className="list-lines">
        {standing.map((each) => (
          <StandingLine key={each.id} of={each}>
            {new Date(each.endsAt) < new Date() ? null : (
              <Button
                small
                busy={end.isPending}
                aria-label={say('endNamed', { name: each.name })}
                onClick={() =>
                  end.mutate({ path: `/api/access/deputies/${each.id}`, method: 'DELETE' })
                }
              >
                {say('end')}
              </Button>
            )}
          </StandingLine>
        ))}
      </ul>
    </>
  )
}
