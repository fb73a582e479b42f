import { useState } from 'react'
import { Button } from '../../../ui/button.tsx'
import { Panel } from '../../../ui/panel.tsx'
import type { Application } from '../answers.ts'
import { useWordFor } from '../say.ts'
import { type Answers, despiteOf, isAnswered, stopsOf } from './answers.ts'
import { IssueDialog } from './issue-dialog.tsx'
import { ReturnDialog } from './return-dialog.tsx'
import { useReviewSay } from './say.ts'

type Props = { readonly application: Application; readonly answers: Answers }

/**
 * The two acts of an issuing officer. A check that says stop is answered before issuing; where no
 * answer helps, issuing is not offered.
 */
export function Decide({ application, answers }: Props) {
  const say = useReviewSay()
  const wordFor = useWordFor()
  const [open, setOpen] = useState<'issue' | 'return' | null>(null)
  const may = (act: string) => application.acts.includes(act)
  if (!may('issue') && !may('return')) return null
  const { answerable, final } = stopsOf(application.checks)
  const isForbidden = final.length > 0
  const unanswered = answerable.filter((check) => !isAnswered(check, answers)).length
  // Without blanks the application is in order: it waits for the custodian, not for the firm.
  const returnFirst = final.some(({ code }) => code !== 'CHECK_NUMBERS_LEFT') || unanswered > 0
  const close = () => setOpen(null)
  return (
    <Panel title={say('decide')} important>
      <div className="stack stack-tight">
        {isForbidden ? <p className="small">{say('issueForbidden')}</p> : null}
        {!isForbidden && unanswered > 0 ? (
          <p className="small">{say('issueUnanswered', { count: unanswered })}</p>
        ) : null}
        <div className="row">
          {may('issue') && !isForbidden ? (
            <Button
              kind={returnFirst ? 'plain' : 'primary'}
              disabled={unanswered > 0}
              onClick={() => setOpen('issue')}
            >
              {wordFor('act', 'issue')}
            </Button>
          ) : null}
          {may('return') ? (
            <Button kind={returnFirst ? 'primary' : 'plain'} onClick={() => setOpen('return')}>
              {wordFor('act', 'return')}
            </Button>
          ) : null}
        </div>
      </div>
      <IssueDialog
        application={application}
        despite={despiteOf(application.checks, answers)}
        open={open === 'issue'}
        onClose={close}
      />
      <ReturnDialog application={application} open={open === 'return'} onClose={close} />
    </Panel>
  )
}
