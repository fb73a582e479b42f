import { useFormat } from '../../ui/format.ts'
import { Icon } from '../../ui/icons.tsx'
import { Panel } from '../../ui/panel.tsx'
import type { AlarmView } from '../monitor-view.ts'
import { useLogsSay } from './say.ts'

type Props = {
  readonly alarms: readonly AlarmView[]
  readonly told: number
  /** Where its files are fetched; null for who may not. */
  readonly evidence: string | null
}

/** What holds now, and folded away what was told before. */
export function LogAlarms({ alarms, told, evidence }: Props) {
  const say = useLogsSay()
  const format = useFormat()
  const [now, earlier] = [alarms.filter((each) => each.now), alarms.filter((each) => !each.now)]
  return (
    <Panel title={say('alarms')} important={now.length > 0}>
      <Lines alarms={now} evidence={evidence} />
      {earlier.length === 0 ? null : (
        <details>
          <summary>{say('earlier', { count: told - now.length })}</summary>
          <Lines alarms={earlier} evidence={evidence} />
        </details>
      )}
      {told > alarms.length ? (
        <p className="soft small">
          {say('untold', { shown: format.count(alarms.length), told: format.count(told) })}
        </p>
      ) : null}
    </Panel>
  )
}

function Lines({ alarms, evidence }: Omit<Props, 'told'>) {
  return (
    <ul className="list-lines">
      {alarms.map((alarm) => (
        <Line
          key={`${alarm.code} ${alarm.where} ${alarm.about}`}
          alarm={alarm}
          evidence={evidence}
        />
      ))}
    </ul>
  )
}

type LineProps = { readonly alarm: AlarmView; readonly evidence: string | null }

function Line({ alarm: { code, at, now, text, evidence: files }, evidence }: LineProps) {
  const say = useLogsSay()
  const format = useFormat()
  return (
    <li>
      <div className="alarm">
        <Icon shape="exclamation" className={now ? 'mark-stop' : 'mark-warn'} />
        <div className="stack stack-tight">
          <h3>{say(code)}</h3>
          <p dir="auto">{text}</p>
          <p className="soft small">
            {format.moment(at)} · <code dir="ltr">{code}</code>
          </p>
          {files.length > 0 && evidence === null ? (
            <p className="soft small">{say('evidenceSignIn')}</p>
          ) : null}
          {files.length > 0 && evidence !== null ? (
            <p className="small">
              {say('evidence')}:{' '}
              {files.map((file, at) => (
                <span key={file}>
                  {at === 0 ? '' : ' · '}
                  <a href={`${evidence}?file=${encodeURIComponent(file)}`} download dir="ltr">
                    {file.split('/').at(-1)}
                  </a>
                </span>
              ))}
            </p>
          ) : null}
        </div>
      </div>
    </li>
  )
}
