import { useState } from 'react'
import { Button } from '../../ui/button.tsx'
import { CheckField } from '../../ui/choices.tsx'
import { DateField } from '../../ui/date-field.tsx'
import { Dialog } from '../../ui/dialog.tsx'
import { TextField } from '../../ui/inputs.tsx'
import { ProblemNote } from '../../ui/problem-note.tsx'
import type { Act } from '../grant-table.ts'
import { useAccessClick } from './account-query.ts'
import { useActSay } from './act-say.ts'
import { GivenSecret } from './given-secret.tsx'
import { useAccessSay } from './say.ts'

type Props = {
  readonly open: boolean
  /** The acts that a token of this person may have. */
  readonly scope: readonly Act[]
  readonly close: () => void
}

export function NewToken({ open, scope, close }: Props) {
  const say = useAccessSay()
  const click = useAccessClick<{ token: string }>()
  const leave = () => {
    click.reset()
    close()
  }
  return (
    <Dialog title={say('newToken')} open={open} onClose={leave}>
      {click.data === undefined ? (
        <TokenForm scope={scope} click={click} />
      ) : (
        <GivenSecret label={say('tokenOnce')} secret={click.data.token} done={leave} />
      )}
    </Dialog>
  )
}

type FormProps = Pick<Props, 'scope'> & {
  readonly click: ReturnType<typeof useAccessClick<{ token: string }>>
}

function TokenForm({ scope, click }: FormProps) {
  const sayAct = useActSay()
  const say = useAccessSay()
  const [name, setName] = useState('')
  const [until, setUntil] = useState('')
  const [chosen, setChosen] = useState<readonly string[]>([])
  const check = (act: string, on: boolean) =>
    setChosen(on ? [...chosen, act] : chosen.filter((each) => each !== act))
  return (
    <form
      className="stack"
      onSubmit={(event) => {
        event.preventDefault()
        click.mutate({ path: '/api/access/tokens', body: { name, until, scope: chosen } })
      }}
    >
      <ProblemNote error={click.error} />
      <TextField
        path="tokenName"
        label={say('tokenName')}
        required
        maxLength={60}
        value={name}
        onChange={(event) => setName(event.currentTarget.value)}
      />
      <DateField
        path="tokenUntil"
        label={say('lastDay')}
        hint={say('withinYear')}
        required
        value={until}
        onChange={(event) => setUntil(event.currentTarget.value)}
      />
      <fieldset className="field">
        <legend className="field-label">{say('mayDo')}</legend>
        <div className="choices-box">
          {scope.map((act) => (
            <CheckField
              key={act}
              path={`act-${act}`}
              label={sayAct(act)}
              checked={chosen.includes(act)}
              onCheck={(on) => check(act, on)}
            />
          ))}
        </div>
      </fieldset>
      <div>
        <Button type="submit" kind="primary" busy={click.isPending}>
          {say('makeToken')}
        </Button>
      </div>
    </form>
  )
}
