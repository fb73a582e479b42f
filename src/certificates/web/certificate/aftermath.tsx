import { mayDo } from '../../../access/grants.ts'
import { useOfficer } from '../../../access/web/session.tsx'
import { useNames } from '../../../participants/web/names.ts'
import { CheckList } from '../../../ui/check-list.tsx'
import { Facts } from '../../../ui/facts.tsx'
import { useFormat } from '../../../ui/format.ts'
import { Panel } from '../../../ui/panel.tsx'
import type { Alarm, Certificate, Correction } from '../answers.ts'
import { Acknowledge } from '../arrival/acknowledge.tsx'
import { useArrivalSay } from '../arrival/say.ts'
import { compareLines } from '../found.ts'
import { useWordFor } from '../say.ts'
import { useCertificateSay, useCertificateWord } from './say.ts'

/** What the importing side found, with the difference computed line by line. */
export function ConfirmationPanel({ certificate }: { readonly certificate: Certificate }) {
  const say = useCertificateSay()
  const wordFor = useCertificateWord()
  const reasonFor = useWordFor()
  const format = useFormat()
  const { confirmation } = certificate
  if (confirmation === null) return null
  const found = Object.fromEntries(confirmation.lines.map(({ hs, carats }) => [hs, carats]))
  const lines = compareLines(certificate.certificate.lines, found)
  const differs = lines.some(({ difference }) => difference !== '0.00')
  return (
    <Panel title={say('confirmation')}>
      <div className="stack">
        <CheckList
          checks={[
            {
              key: 'outcome',
              outcome: differs ? 'warn' : 'pass',
              text: wordFor('outcome', confirmation.outcome),
            },
          ]}
        />
        <Facts
          facts={[
            { label: say('receivedOn'), value: format.day(confirmation.receivedOn) },
            { label: say('foundParcels'), value: format.count(confirmation.parcels) },
            ...lines.map(({ hs, found: weight, difference }) => ({
              label: `${say('foundCarats')} ${hs}`,
              value: (
                <span dir="ltr">
                  {format.amount(weight)}
                  {difference === '0.00' ? '' : ` (${difference})`}
                </span>
              ),
            })),
            {
              label: say('reasons'),
              value: confirmation.reasons.map((code) => reasonFor('reason', code)).join(', '),
            },
          ]}
        />
      </div>
    </Panel>
  )
}

/** Issued although a check said stop: what it said, and why the officer issued all the same. */
export function DespitePanel({ despite }: Pick<Certificate, 'despite'>) {
  const say = useCertificateSay()
  if (despite.length === 0) return null
  return (
    <Panel title={say('despite')}>
      <CheckList
        checks={despite.map(({ check, text, reason }) => ({
          key: check,
          outcome: 'warn',
          text,
          more: (
            <p dir="auto" className="keep-lines">
              {say('despiteReason', { reason })}
            </p>
          ),
        }))}
      />
    </Panel>
  )
}

export function CorrectionsPanel({ corrections }: { corrections: readonly Correction[] }) {
  const say = useCertificateSay()
  const wordFor = useCertificateWord()
  const format = useFormat()
  if (corrections.length === 0) return null
  return (
    <Panel title={say('corrections')}>
      <ul className="list-lines">
        {corrections.map((each) => (
          <li key={`${each.field} ${each.at}`}>
            <div dir="auto">
              <p className="strong">{wordFor('field', each.field)}</p>
              <p>{say('correctionWas', { was: each.was, is: each.is })}</p>
              <p className="soft small">
                {each.reason} · {format.moment(each.at)}
              </p>
            </div>
          </li>
        ))}
      </ul>
    </Panel>
  )
}

/** What happened, who told it, and the act that closes it, for those who may. */
export function AlarmsPanel({ alarms }: { readonly alarms: readonly Alarm[] }) {
  const say = useCertificateSay()
  const sayArrival = useArrivalSay()
  const format = useFormat()
  const { withCode } = useNames()
  const officer = useOfficer()
  const reads = mayDo(officer, 'certificates:read-alarms')
  if (alarms.length === 0) return null
  return (
    <Panel title={say('alarms')}>
      <CheckList
        checks={alarms.map((alarm) => ({
          key: `${alarm.code} ${alarm.at}`,
          outcome: alarm.acknowledgedAt === null ? 'stop' : 'warn',
          text: alarm.text,
          more: (
            <div className="stack stack-tight">
              <p>
                {format.moment(alarm.at)}
                {alarm.from ? ` · ${sayArrival('reportedBy', { from: withCode(alarm.from) })}` : ''}
                {alarm.acknowledgedBy
                  ? ` · ${sayArrival('acknowledgedBy', { name: alarm.acknowledgedBy })}`
                  : ''}
              </p>
              {reads && alarm.acknowledgedAt === null ? <Acknowledge id={alarm.id} /> : null}
            </div>
          ),
        }))}
      />
    </Panel>
  )
}
