import { useState } from 'react'
import { Button } from '../../../ui/button.tsx'
import { Panel } from '../../../ui/panel.tsx'
import type { Application } from '../answers.ts'
import { useWordFor } from '../say.ts'
import { IssueDialog } from './issue-dialog.tsx'
import { ReturnDialog } from './return-dialog.tsx'
import { useReviewSay } from './say.ts'

type Props = { readonly application: Application }

/** The two acts of an issuing officer. With a check that stops, issuing is not offered first. */
export function Decide({ application }: Props) {
  const say = useReviewSay()
  const wordFor = useWordFor()
  const [open, setOpen] = useState<'issue' | 'return' | null>(null)
  const may = (act: string) => application.acts.includes(act)
  if (!may('issue') && !may('return')) return null
  const stops = application.checks.some(({ outcome }) => outcome === 'stop')
  const close = () => setOpen(null)
  return (
    <Panel title={say('decide')} important>
      <div className="stack">
        {stops ? <p className="small">{say('issueStops')}</p> : null}
        <div className="row">
          {may('issue') ? (
            <Button kind={stops ? 'plain' : 'primary'} onClick={() => setOpen('issue')}>
              {wordFor('act', 'issue')}
            </Button>
          ) : null}
          {may('return') ? (
            <Button kind={stops ? 'primary' : 'plain'} onClick={() => setOpen('return')}>
              {wordFor('act', 'return')}
            </Button>
          ) : null}
        </div>
      </div>
      <IssueDialog application={application} open={open === 'issue'} onClose={close} />
      <ReturnDialog application={application} open={open === 'return'} onClose={close} />
    </Panel>
  )
}
