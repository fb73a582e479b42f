import { useState } from 'react'
import { Button } from '../../../ui/button.tsx'
import { Dialog } from '../../../ui/dialog.tsx'
import { TextArea } from '../../../ui/inputs.tsx'
import { ProblemNote } from '../../../ui/problem-note.tsx'
import { useDecision } from './decide.ts'
import type { Proposal } from './proposals-query.ts'
import { useSecondSay } from './say.ts'

const MAX_REASON = 1_000

type Props = { readonly proposal: Proposal; readonly open: boolean; readonly onClose: () => void }

/** Asks why, because whoever proposed it has to know what to do better. */
export function RejectDialog({ proposal, open, onClose }: Props) {
  const say = useSecondSay()
  const [reason, setReason] = useState('')
  const reject = useDecision(proposal, 'reject', onClose)
  return (
    <Dialog title={say('reject')} open={open} onClose={onClose}>
      <form
        className="stack"
        onSubmit={(event) => {
          event.preventDefault()
          reject.send({ reason })
        }}
      >
        <p>{say('rejectText')}</p>
        <TextArea
          path="reason"
          label={say('whyReject')}
          required
          maxLength={MAX_REASON}
          value={reason}
          onChange={(event) => setReason(event.currentTarget.value)}
        />
        <ProblemNote error={reject.error} />
        <div className="row">
          <Button type="submit" kind="primary" busy={reject.isPending}>
            {say('reject')}
          </Button>
          <Button onClick={onClose}>{say('cancel')}</Button>
        </div>
      </form>
    </Dialog>
  )
}
