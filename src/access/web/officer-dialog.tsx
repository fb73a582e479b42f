import { Button } from '../../ui/button.tsx'
import { Dialog } from '../../ui/dialog.tsx'
import { ProblemNote } from '../../ui/problem-note.tsx'
import { mayDo } from '../grants.ts'
import { DEPUTY_ROLES } from '../standing-in.ts'
import { useAccessClick } from './account-query.ts'
import { EraseForm } from './erase-form.tsx'
import type { Colleague } from './officers-query.ts'
import { RecoveryForm } from './recovery-form.tsx'
import { RolesForm } from './roles-form.tsx'
import { useAccessSay } from './say.ts'
import { useOfficer } from './session.tsx'
import { DeputyForm } from './standing/deputy-form.tsx'
import { useStandingSay } from './standing/say.ts'

type Props = {
  readonly colleague: Colleague | null
  /** All of the Participant, of whom one may stand in. */
  readonly officers: readonly Colleague[]
  readonly close: () => void
}

/** What an administrator may do to somebody's account. */
export function OfficerDialog({ colleague, officers, close }: Props) {
  return (
    <Dialog title={colleague?.name ?? ''} open={colleague !== null} onClose={close}>
      {colleague === null ? null : (
        <>
          <Acts colleague={colleague} close={close} />
          <Deputy colleague={colleague} officers={officers} close={close} />
          <EraseForm colleague={colleague} close={close} />
        </>
      )}
    </Dialog>
  )
}

type DeputyProps = Omit<Props, 'colleague'> & { readonly colleague: Colleague }

/** Proposes somebody for who is away and did not name anybody. */
function Deputy({ colleague, officers, close }: DeputyProps) {
  const say = useStandingSay()
  const mayName = mayDo(useOfficer(), 'access:appoint-deputy')
  const roles = colleague.roles.filter((role) => DEPUTY_ROLES.includes(role))
  if (!mayName || colleague.disabledAt !== null || roles.length === 0) return null
  const others = officers.filter(
    ({ id, firm, until, disabledAt }) =>
      id !== colleague.id && firm === null && until === null && disabledAt === null,
  )
  return (
    <section className="stack">
      <h3>{say('nameDeputyOf', { name: colleague.name })}</h3>
      <DeputyForm
        path={`/api/access/officers/${colleague.id}/deputies`}
        roles={roles}
        colleagues={others}
        how="by two"
        close={close}
      />
    </section>
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
        {colleague.erasedAt === null ? (
          <Button
            busy={click.isPending}
            onClick={() => click.mutate({ path: `${at}/${toggle}`, body: {} })}
          >
            {say(toggle)}
          </Button>
        ) : null}
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
