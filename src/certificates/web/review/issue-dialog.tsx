import { useQueryClient } from '@tanstack/react-query'
import { useNavigate } from '@tanstack/react-router'
import { useState } from 'react'
import { useSignedAct } from '../../../access/web/sign-act.ts'
import { SignActNote } from '../../../access/web/sign-act-note.tsx'
import { useNames } from '../../../participants/web/names.ts'
import { Button } from '../../../ui/button.tsx'
import { Dialog } from '../../../ui/dialog.tsx'
import { Facts } from '../../../ui/facts.tsx'
import { useFormat } from '../../../ui/format.ts'
import { TextField } from '../../../ui/inputs.tsx'
import { ProblemNote } from '../../../ui/problem-note.tsx'
import { useUiSay } from '../../../ui/say.ts'
import { useToast } from '../../../ui/toast.tsx'
import type { Application } from '../answers.ts'
import { applicationPath, CERTIFICATES } from '../queries.ts'
import { useCertificatesSay, useWordFor } from '../say.ts'
import { CardStep, type SentCard } from './card-step.tsx'
import { useReviewSay } from './say.ts'

export type DialogProps = {
  readonly application: Application
  readonly open: boolean
  readonly onClose: () => void
}

type Props = DialogProps & {
  readonly despite: readonly { readonly check: string; readonly reason: string }[]
}

/** What is issued, once more, then the act. Enter issues: twelve of them are done with the keyboard. */
export function IssueDialog({ application, despite, open, onClose }: Props) {
  const say = useReviewSay()
  const sayUi = useUiSay()
  const wordFor = useWordFor()
  const [number, setNumber] = useState('')
  const [card, setCard] = useState<SentCard | null>(null)
  const issue = useIssue()
  const act = {
    path: `${applicationPath(application.id)}/issue`,
    body: {
      ...(number.trim() !== '' && { number: number.trim() }),
      ...(despite.length > 0 && { despite }),
    },
  }
  return (
    <Dialog title={say('issueTitle')} open={open} onClose={onClose}>
      <IssueFacts application={application} />
      <DespiteNote despite={despite} />
      <p className="soft">{say('issueText')}</p>
      <form
        className="stack"
        onSubmit={(event) => {
          event.preventDefault()
          issue.mutate({ ...act, body: { ...act.body, ...(card && { card }) } })
        }}
      >
        <TextField
          path="number"
          label={say('issueNumber')}
          hint={say('issueNumberHint')}
          optional
          dir="ltr"
          autoComplete="off"
          maxLength={64}
          value={number}
          onChange={(event) => setNumber(event.currentTarget.value)}
        />
        <SignActNote />
        <ProblemNote error={issue.error} />
        <CardStep error={issue.error} act={act} card={card} onCard={setCard} />
        <div className="row">
          <Button type="submit" kind="primary" busy={issue.isPending}>
            {wordFor('act', 'issue')}
          </Button>
          <Button onClick={onClose}>{sayUi('cancel')}</Button>
        </div>
      </form>
    </Dialog>
  )
}

/** What is issued although a check says stop, in the words in which it was answered. */
function DespiteNote({ despite }: Pick<Props, 'despite'>) {
  const say = useReviewSay()
  if (despite.length === 0) return null
  return (
    <div className="note note-plain">
      <p className="strong">{say('issueDespite', { count: despite.length })}</p>
      <ul className="keep-lines" dir="auto">
        {despite.map(({ check, reason }) => (
          <li key={check}>{reason}</li>
        ))}
      </ul>
    </div>
  )
}

function useIssue() {
  const say = useReviewSay()
  const client = useQueryClient()
  const navigate = useNavigate()
  const toast = useToast()
  return useSignedAct<{ number: string }>(({ number }) => {
    void client.invalidateQueries({ queryKey: CERTIFICATES })
    toast(say('issued', { number }))
    void navigate({ to: '/' })
  })
}

function IssueFacts({ application }: { readonly application: Application }) {
  const word = useCertificatesSay()
  const format = useFormat()
  const { withCode } = useNames()
  const { content, totals } = application
  return (
    <Facts
      large
      facts={[
        { label: word('destination'), value: withCode(content.destination ?? '') },
        { label: word('exporter'), value: content.exporter?.name ?? '' },
        { label: word('importer'), value: content.importer?.name ?? '' },
        { label: word('carats'), value: format.amount(totals.carats) },
        { label: word('usd'), value: format.amount(totals.usd) },
        { label: word('parcels'), value: format.count(totals.parcels) },
      ]}
    />
  )
}
