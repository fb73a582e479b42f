import { CheckField } from '../../ui/choices.tsx'
import { ROLES, type Role } from '../roles.ts'
import { useAccessSay } from './say.ts'

type Props = {
  readonly offered?: readonly Role[]
  readonly roles: readonly Role[]
  readonly choose: (roles: readonly Role[]) => void
}

/** One tick a role. */
export function RoleBoxes({ roles, choose, offered = ROLES }: Props) {
  const say = useAccessSay()
  return (
    <fieldset className="field">
      <legend className="field-label">{say('roles')}</legend>
      <p className="field-hint">{say('rolesHint')}</p>
      <div className="choices-box">
        {offered.map((role) => (
          <CheckField
            key={role}
            path={`role-${role}`}
            label={say(role)}
            checked={roles.includes(role)}
            onCheck={(on) => choose(on ? [...roles, role] : roles.filter((each) => each !== role))}
          />
        ))}
      </div>
    </fieldset>
  )
}
