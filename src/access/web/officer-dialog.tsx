import { useState } from 'react'
import { Button } from '../../ui/button.tsx'
import { Dialog } from '../../ui/dialog.tsx'
import { TextArea } from '../../ui/inputs.tsx'
import { ProblemNote } from '../../ui/problem-note.tsx'
import { useAccessClick } from './account-query.ts'
import type { Colleague } from './officers-query.ts'
import { useAccessSay } from './say.ts'

type Props = { readonly colleague: Colleague | null; readonly close: () => void }

/** What an administrator may do to somebody's account. */
export function OfficerDialog({ colleague, close }: Props) {
  return (
    <Dialog title={colleague?.name ?? ''} open={colleague !== null} onClose={close}>
      {colleague === null ? null : <Acts colleague={colleague} close={close} />}
    </Dialog>
  )
}

function Acts({ colleague, close }: { readonly colleague: Colleague; readonly close: () => void }) {
  const say = useAccessSay()
  const click = useAccessClick(say('done'), close)
  const [reason, setReason] = useState('')
  const at = `/api/access/officers/${colleague.id}`
  const isOut = colleague.disabledAt !== null
  const toggle = isOut ? 'enable' : 'disable'
  return (
    <>
      <ProblemNote error={click.error} />
      <p>{say(isOut ? 'enableText' : 'disableText')}</p>
      <div className="row">
        <Button
          busy={click.isPending}
          onClick={() => click.mutate({ path: `${at}/${toggle}`, body: {} })}
        >
          {say(toggle)}
        </Button>
        <Button
          busy={click.isPending}
          onClick={() => click.mutate({ path: `${at}/end-sessions`, body: {} })}
        >
          {say('endSessions')}
        </Button>
      </div>
      {isOut ? null : (
        <form
          className="stack"
          onSubmit={(event) => {
            event.preventDefault()
            click.mutate({ path: `${at}/recovery`, body: { reason } })
          }}
        >
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
      )}
    </>
  )
}
