import { useState } from 'react'
import { Button } from '../../../ui/button.tsx'
import { DateField } from '../../../ui/date-field.tsx'
import { SelectField, TextArea } from '../../../ui/inputs.tsx'
import { ProblemNote } from '../../../ui/problem-note.tsx'
import type { Role } from '../../roles.ts'
import { useAccessClick } from '../account-query.ts'
import { useAccessSay } from '../say.ts'
import { useStandingSay } from './say.ts'
import type { Colleague } from './standing-query.ts'

type Props = {
  readonly path: string
  readonly roles: readonly Role[]
  readonly colleagues: readonly Colleague[]
  /** Of who is away oneself, or proposed for somebody else. */
  readonly how: 'alone' | 'by two'
  readonly close: () => void
}

/** Names somebody to stand in, from one day to another. */
export function DeputyForm({ path, roles, colleagues, how, close }: Props) {
  const say = useStandingSay()
  const sayRole = useAccessSay()
  const click = useAccessClick(say(how === 'alone' ? 'named' : 'proposed'), close)
  const [body, setBody] = useState({
    deputyId: '',
    role: roles.length === 1 ? String(roles[0]) : '',
    from: '',
    until: '',
    reason: '',
  })
  const field = (name: keyof typeof body) => ({
    path: `deputy-${name}`,
    label: say(name === 'deputyId' ? 'deputy' : name),
    required: true,
    value: body[name],
    onChange: (event: { currentTarget: { value: string } }) =>
      setBody({ ...body, [name]: event.currentTarget.value }),
  })
  return (
    <form
      className="stack"
      onSubmit={(event) => {
        event.preventDefault()
        click.mutate({ path, body })
      }}
    >
      <ProblemNote error={click.error} />
      <SelectField
        {...field('role')}
        empty={say('choose')}
        options={roles.map((role) => ({ value: role, label: sayRole(role) }))}
      />
      <SelectField
        {...field('deputyId')}
        empty={say('choose')}
        options={colleagues.map(({ id, name, roles: held }) => ({
          value: id,
          label: `${name}, ${held.map((role) => sayRole(role)).join(', ')}`,
        }))}
      />
      <DateField {...field('from')} />
      <DateField {...field('until')} hint={say('atMost')} />
      <TextArea {...field('reason')} maxLength={500} rows={2} />
      <div>
        <Button type="submit" kind="primary" busy={click.isPending}>
          {say(how === 'alone' ? 'nameDeputy' : 'propose')}
        </Button>
      </div>
    </form>
  )
}
