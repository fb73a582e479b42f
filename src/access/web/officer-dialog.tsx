import { Button } from '../../ui/button.tsx'
import { Dialog } from '../../ui/dialog.tsx'
import { ProblemNote } from '../../ui/problem-note.tsx'
import { mayDo } from '../grants.ts'
import { useAccessClick } from './account-query.ts'
import type { Colleague } from './officers-query.ts'
import { RecoveryForm } from './recovery-form.tsx'
import { RolesForm } from './roles-form.tsx'
import { useAccessSay } from './say.ts'
import { useOfficer } from './session.tsx'

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
  const me = useOfficer()
  const click = useAccessClick(say('done'), close)
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
      {isOut || !mayDo(me, 'access:roles') ? null : (
        <RolesForm colleague={colleague} close={close} />
      )}
      {isOut ? null : <RecoveryForm colleague={colleague} close={close} />}
    </>
  )
}
