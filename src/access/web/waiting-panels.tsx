import { Button } from '../../ui/button.tsx'
import { Dialog } from '../../ui/dialog.tsx'
import { useFormat } from '../../ui/format.ts'
import { Panel } from '../../ui/panel.tsx'
import { ProblemNote } from '../../ui/problem-note.tsx'
import { useAccessClick } from './account-query.ts'
import { GivenSecret } from './given-secret.tsx'
import type { Invitation, Recovery } from './officers-query.ts'
import { useAccessSay } from './say.ts'
import { useOfficer } from './session.tsx'

/** Accounts that wait for a second person. Nothing is shown while there are none. */
export function RecoveriesPanel({ recoveries }: { readonly recoveries: readonly Recovery[] }) {
  const say = useAccessSay()
  const format = useFormat()
  const me = useOfficer()
  const confirm = useAccessClick<{ link: string }>()
  const withdraw = useAccessClick(say('withdrawn'))
  if (recoveries.length === 0 && confirm.data === undefined) return null
  return (
    <Panel title={say('recoveries')} important>
      <div className="stack">
        <p className="soft">{say('recoveriesLead')}</p>
        <ProblemNote error={confirm.error ?? withdraw.error} />
        <ul className="list-lines">
          {recoveries.map(({ id, name, reason, openedBy, openedById, openedAt, officerId }) => (
            <li key={id} className="row row-between">
              <div>
                <bdi className="strong">{name}</bdi>
                <p dir="auto">{reason}</p>
                <p className="soft small">
                  {say('openedBy', { name: openedBy, at: format.moment(openedAt) })}
                </p>
              </div>
              <div className="row">
                {[openedById, officerId].includes(me.id) ? null : (
                  <Button
                    kind="primary"
                    busy={confirm.isPending}
                    onClick={() =>
                      confirm.mutate({ path: `/api/access/recoveries/${id}/confirm`, body: {} })
                    }
                  >
                    {say('confirmRecovery')}
                  </Button>
                )}
                <Button
                  busy={withdraw.isPending}
                  onClick={() =>
                    withdraw.mutate({ path: `/api/access/recoveries/${id}`, method: 'DELETE' })
                  }
                >
                  {say('withdraw')}
                </Button>
              </div>
            </li>
          ))}
        </ul>
        <Dialog title={say('linkOnce')} open={confirm.data !== undefined} onClose={confirm.reset}>
          <GivenSecret
            label={say('recoveryLink')}
            secret={confirm.data?.link ?? ''}
            done={confirm.reset}
          />
        </Dialog>
      </div>
    </Panel>
  )
}

/** Who is asked in and has not come yet. */
export function InvitationsPanel({ invitations }: { readonly invitations: readonly Invitation[] }) {
  const say = useAccessSay()
  const format = useFormat()
  const withdraw = useAccessClick(say('withdrawn'))
  return (
    <Panel title={say('invitations')}>
      <div className="stack">
        <ProblemNote error={withdraw.error} />
        {invitations.length === 0 ? <p>{say('invitationsEmpty')}</p> : null}
        <ul className="list-lines">
          {invitations.map(({ id, name, email, roles, by, expiresAt }) => (
            <li key={id} className="row row-between">
              <div>
                <bdi className="strong">{name}</bdi> <bdi className="soft">{email}</bdi>
                <p className="soft small">
                  {roles.map((role) => say(role)).join(', ')} ·{' '}
                  {say(by === null ? 'invitedOnConsole' : 'invitedBy', {
                    name: by ?? '',
                    at: format.moment(expiresAt),
                  })}
                </p>
              </div>
              <Button
                small
                busy={withdraw.isPending}
                aria-label={say('withdrawNamed', { name })}
                onClick={() =>
                  withdraw.mutate({ path: `/api/access/invitations/${id}`, method: 'DELETE' })
                }
              >
                {say('withdraw')}
              </Button>
            </li>
          ))}
        </ul>
      </div>
    </Panel>
  )
}
