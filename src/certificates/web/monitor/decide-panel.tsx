import { useQueryClient } from '@tanstack/react-query'
import { useNavigate } from '@tanstack/react-router'
import { useState } from 'react'
import { Button } from '../../../ui/button.tsx'
import { useFormat } from '../../../ui/format.ts'
import { Panel } from '../../../ui/panel.tsx'
import { ProblemNote } from '../../../ui/problem-note.tsx'
import { useToast } from '../../../ui/toast.tsx'
import { useClick } from '../../../ui/use-click.ts'
import type { Certificate, MonitorReview } from '../answers.ts'
import { ActDialog, type ActForm } from '../certificate/act-dialog.tsx'
import { CERTIFICATES, certificatePath } from '../queries.ts'
import { MonitorPanel } from './monitor-panel.tsx'
import { useMonitorSay } from './say.ts'

type Props = { readonly certificate: Certificate }

/** Approves or objects, where this reader is asked; what was said otherwise. */
export function DecidePanel({ certificate }: Props) {
  const asked = certificate.monitor.find(({ mayDecide }) => mayDecide)
  if (asked === undefined) return <MonitorPanel certificate={certificate} />
  return <Decide certificate={certificate} asked={asked} />
}

function Decide({ certificate, asked }: Props & { readonly asked: MonitorReview }) {
  const say = useMonitorSay()
  const format = useFormat()
  const [objecting, setObjecting] = useState(false)
  const { number } = certificate
  const isBefore = asked.mode === 'pre_approval'
  const approve = useApprove(number, isBefore)
  return (
    <Panel title={say('decideTitle')} important>
      <div className="stack">
        <p>{say('panelBy', { by: asked.supervisedBy })}</p>
        <p>
          {say(isBefore ? 'decideBefore' : 'decideAfter')}{' '}
          {say('dueOn', { day: format.day(asked.dueOn) })}
        </p>
        <ProblemNote error={approve.error} />
        <div className="row">
          <Button
            kind="primary"
            busy={approve.isPending}
            onClick={() =>
              approve.mutate({ path: `${certificatePath(number)}/co-approve`, body: {} })
            }
          >
            {say(isBefore ? 'approve' : 'looked')}
          </Button>
          <Button onClick={() => setObjecting(true)}>{say('object')}</Button>
        </div>
      </div>
      <ActDialog
        form={objecting ? objection(number, isBefore, say) : null}
        onClose={() => setObjecting(false)}
      />
    </Panel>
  )
}

function objection(
  number: string,
  isBefore: boolean,
  say: ReturnType<typeof useMonitorSay>,
): ActForm {
  return {
    title: say('objectTitle', { number }),
    text: say(isBefore ? 'objectBefore' : 'objectAfter'),
    button: say('object'),
    path: `${certificatePath(number)}/object`,
    fields: [{ name: 'reason', label: say('objectReason'), kind: 'note' }],
    done: say('objected'),
    goTo: '/',
  }
}

function useApprove(number: string, isBefore: boolean) {
  const say = useMonitorSay()
  const client = useQueryClient()
  const navigate = useNavigate()
  const toast = useToast()
  return useClick<Certificate>((decided) => {
    const before = decided.waiting.length === 0 ? 'approved' : 'approvedLater'
    toast(say(isBefore ? before : 'lookedAt', { number }))
    void client.invalidateQueries({ queryKey: CERTIFICATES })
    void navigate({ to: '/' })
  })
}
