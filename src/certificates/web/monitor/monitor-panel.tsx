import { buttonClass } from '../../../ui/button.tsx'
import { useFormat } from '../../../ui/format.ts'
import { Go } from '../../../ui/go.tsx'
import { Panel } from '../../../ui/panel.tsx'
import type { Certificate, MonitorReview } from '../answers.ts'
import { useMonitorSay } from './say.ts'

type Props = { readonly certificate: Pick<Certificate, 'monitor' | 'number'> }

/** What monitors were asked about this certificate and what they said, for everybody who reads it. */
export function MonitorPanel({ certificate: { monitor, number } }: Props) {
  const say = useMonitorSay()
  const last = monitor.at(-1)
  if (last === undefined) return null
  return (
    <Panel title={say('panel')} important={last.decision === null || last.decision === 'objected'}>
      <div className="stack stack-tight">
        <p>{say('panelBy', { by: last.supervisedBy })}</p>
        <ul className="list-lines">
          {monitor.map((review) => (
            <li key={review.askedAt}>
              <Said review={review} />
            </li>
          ))}
        </ul>
        {last.mayDecide ? (
          <div>
            <Go href={`/certificates/${number}/monitor`} className={buttonClass('primary')}>
              {say('decide')}
            </Go>
          </div>
        ) : null}
      </div>
    </Panel>
  )
}

function Said({ review }: { readonly review: MonitorReview }) {
  const say = useMonitorSay()
  const format = useFormat()
  const { decision, mode, askedAt, dueOn, decidedAt, decidedBy, reason } = review
  if (decision === null || decidedAt === null) {
    const due = format.day(dueOn)
    return mode === 'pre_approval'
      ? say('waits', { day: format.day(askedAt), due })
      : say('looks', { due })
  }
  const said = decision === 'approved' && mode === 'post_approval' ? 'looked' : decision
  const by = { name: decidedBy ?? '', moment: format.moment(decidedAt) }
  return (
    <div dir="auto">
      <p className="strong">{say(`decision_${said}`, by)}</p>
      {reason === null ? null : <p className="keep-lines">{reason}</p>}
    </div>
  )
}
