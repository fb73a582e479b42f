import { useState } from 'react'
import { Button, buttonClass } from '../../../ui/button.tsx'
import { useFormat } from '../../../ui/format.ts'
import { Go } from '../../../ui/go.tsx'
import { Panel } from '../../../ui/panel.tsx'
import type { Certificate } from '../answers.ts'
import { useWordFor } from '../say.ts'
import { ActDialog, type ActForm } from './act-dialog.tsx'
import { useActForms } from './act-forms.ts'
import { useCertificateSay } from './say.ts'

type Props = { readonly certificate: Certificate }

/** What this person may do now, as the server says, and what the certificate is linked to. */
export function ActsPanel({ certificate }: Props) {
  const say = useCertificateSay()
  const { acts, alarms } = certificate
  const alarmOpen = alarms.some(({ acknowledgedAt }) => acknowledgedAt === null)
  return (
    <Panel title={say('acts')} important={acts.length > 0 || alarmOpen}>
      <div className="stack">
        <Links certificate={certificate} />
        {alarmOpen ? <p>{say('alarmOpen')}</p> : null}
        {acts.length === 0 && !alarmOpen ? <p className="soft">{say('noActs')}</p> : null}
        <Acts certificate={certificate} />
      </div>
    </Panel>
  )
}

function Acts({ certificate }: Props) {
  const wordFor = useWordFor()
  const forms = useActForms(certificate.number)
  const [form, setForm] = useState<ActForm | null>(null)
  const { acts, number } = certificate
  const inDialog = Object.entries(forms).filter(([act]) => acts.includes(act))
  return (
    <div className="row">
      {acts.includes('validate') ? (
        <Go href={`/certificates/${number}/validate`} className={buttonClass('primary')}>
          {wordFor('act', 'validate')}
        </Go>
      ) : null}
      {inDialog.map(([act, each]) => (
        <Button
          key={act}
          kind={act === 'export' ? 'primary' : 'plain'}
          onClick={() => setForm(each)}
        >
          {each.button}
        </Button>
      ))}
      <ActDialog form={form} onClose={() => setForm(null)} />
    </div>
  )
}

function Links({ certificate }: Props) {
  const say = useCertificateSay()
  const format = useFormat()
  const { replaces, replacedBy, confirmationDueOn, confirmation } = certificate
  return (
    <>
      {replaces === null ? null : (
        <p>
          <Go href={`/certificates/${replaces}`}>{say('replaces', { number: replaces })}</Go>
        </p>
      )}
      {replacedBy === null ? null : (
        <p>
          <Go href={`/certificates/${replacedBy}`}>{say('replacedBy', { number: replacedBy })}</Go>
        </p>
      )}
      {confirmationDueOn === null || confirmation !== null ? null : (
        <p>{say('due', { day: format.day(confirmationDueOn) })}</p>
      )}
    </>
  )
}
