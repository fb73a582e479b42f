import { useState } from 'react'
import { Button } from '../../ui/button.tsx'
import { TextArea } from '../../ui/inputs.tsx'
import { ProblemNote } from '../../ui/problem-note.tsx'
import { FIRM_ROLES, ROLES, type Role, VISITING_ROLES } from '../roles.ts'
import { useAccessClick } from './account-query.ts'
import type { Colleague } from './officers-query.ts'
import { RoleBoxes } from './role-boxes.tsx'
import { useAccessSay } from './say.ts'

/** Proposes the roles that somebody is to have; nothing changes before a second person has approved it. */
export function RolesForm({ colleague, close }: { colleague: Colleague; close: () => void }) {
  const say = useAccessSay()
  const click = useAccessClick(say('proposed'), close)
  const [roles, setRoles] = useState<readonly Role[]>(colleague.roles)
  const [reason, setReason] = useState('')
  return (
    <form
      className="stack"
      onSubmit={(event) => {
        event.preventDefault()
        const path = `/api/access/officers/${colleague.id}/roles`
        click.mutate({ path, body: { roles, reason } })
      }}
    >
      <ProblemNote error={click.error} />
      <RoleBoxes roles={roles} choose={setRoles} offered={offeredTo(colleague)} />
      <TextArea
        path="roles-reason"
        label={say('rolesReason')}
        required
        maxLength={500}
        rows={2}
        value={reason}
        onChange={(event) => setReason(event.currentTarget.value)}
      />
      <p className="soft">{say('rolesOfTwo')}</p>
      <div>
        <Button type="submit" kind="primary" busy={click.isPending}>
          {say('propose')}
        </Button>
      </div>
    </form>
  )
}

/** Nobody changes sides, nor from a visitor into an officer: that is another invitation. */
function offeredTo({ firm, until }: Colleague): readonly Role[] {
  if (firm !== null) return FIRM_ROLES
  const isVisit = until !== null
  return ROLES.filter(
    (role) => !FIRM_ROLES.includes(role) && (isVisit || !VISITING_ROLES.includes(role)),
  )
}
