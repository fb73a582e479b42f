import { useQuery } from '@tanstack/react-query'
import { useState } from 'react'
import { Button } from '../../../ui/button.tsx'
import { Chip } from '../../../ui/chip.tsx'
import { Dialog } from '../../../ui/dialog.tsx'
import { useFormat } from '../../../ui/format.ts'
import { TextArea } from '../../../ui/inputs.tsx'
import { Panel } from '../../../ui/panel.tsx'
import { ProblemNote } from '../../../ui/problem-note.tsx'
import { mayDo } from '../../grants.ts'
import { useAccessClick } from '../account-query.ts'
import { useOfficer } from '../session.tsx'
import { useStandingSay } from './say.ts'
import { StandingLine } from './standing-line.tsx'
import { type Standing, takenQuery } from './standing-query.ts'

/** Rings where somebody took a role alone, until somebody else has looked at it. */
export function TakenPanel() {
  const say = useStandingSay()
  const format = useFormat()
  const me = useOfficer()
  const mayReview = mayDo(me, 'access:review-break-glass')
  const { data = [] } = useQuery({ ...takenQuery, enabled: mayDo(me, 'access:see-break-glass') })
  const [chosen, choose] = useState<Standing | null>(null)
  const close = () => choose(null)
  if (data.length === 0) return null
  return (
    <Panel title={say('rings')} important>
      <div className="stack" role="alert">
        <p className="soft">{say(mayReview ? 'ringsLead' : 'ringsOnly')}</p>
        <ul className="list-lines">
          {data.map((each) => (
            <StandingLine key={each.id} of={each}>
              <div className="row">
                <Chip tone={each.isOverdue ? 'solid' : 'plain'}>
                  {say(each.isOverdue ? 'overdue' : 'due', {
                    at: format.moment(each.reviewDue ?? ''),
                  })}
                </Chip>
                {!mayReview || each.officerId === me.id ? null : (
                  <Button
                    kind="primary"
                    onClick={() => choose(each)}
                    aria-label={say('lookNamed', { name: each.name })}
                  >
                    {say('look')}
                  </Button>
                )}
              </div>
            </StandingLine>
          ))}
        </ul>
        <Dialog title={say('look')} open={chosen !== null} onClose={close}>
          {chosen === null ? null : <FindingForm of={chosen} close={close} />}
        </Dialog>
      </div>
    </Panel>
  )
}

function FindingForm({ of, close }: { readonly of: Standing; readonly close: () => void }) {
  const say = useStandingSay()
  const click = useAccessClick(say('looked'), close)
  const [finding, setFinding] = useState('')
  return (
    <form
      className="stack"
      onSubmit={(event) => {
        event.preventDefault()
        click.mutate({ path: `/api/access/break-glass/${of.id}/review`, body: { finding } })
      }}
    >
      <ProblemNote error={click.error} />
      <ul className="list-lines">
        <StandingLine of={of} />
      </ul>
      <TextArea
        path="finding"
        label={say('finding')}
        required
        maxLength={1000}
        rows={4}
        value={finding}
        onChange={(event) => setFinding(event.currentTarget.value)}
      />
      <div>
        <Button type="submit" kind="primary" busy={click.isPending}>
          {say('look')}
        </Button>
      </div>
    </form>
  )
}
