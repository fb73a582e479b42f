import { useState } from 'react'
import { Button } from '../../ui/button.tsx'
import { TextArea } from '../../ui/inputs.tsx'
import { ProblemNote } from '../../ui/problem-note.tsx'
import { useAccessClick } from './account-query.ts'
import type { Colleague } from './officers-query.ts'
import { useAccessSay } from './say.ts'

/** Opens the recovery of an account, which a second person has to confirm. */
export function RecoveryForm({ colleague, close }: { colleague: Colleague; close: () => void }) {
  const say = useAccessSay()
  const click = useAccessClick(say('done'), close)
  const [reason, setReason] = useState('')
  return (
    <form
      className="stack"
      onSubmit={(event) => {
        event.preventDefault()
        click.mutate({ path: `/api/access/officers/${colleague.id}/recovery`, body: { reason } })
      }}
    >
      <ProblemNote error={click.error} />
      <h3>{say('recovery')}</h3>
      <p className="soft">{say('recoveryText')}</p>
      <TextArea
        path="reason"
        label={say('recoveryReason')}
        required
        maxLength={500}
        rows={3}
        value={reason}
        onChange={(event) => setReason(event.currentTarget.value)}
      />
      <div className="row">
        <Button type="submit" busy={click.isPending}>
          {say('openRecovery')}
        </Button>
        <Button kind="quiet" onClick={close}>
          {say('leaveIt')}
        </Button>
      </div>
    </form>
  )
}
