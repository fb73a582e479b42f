import { useState } from 'react'
import { Button } from '../../ui/button.tsx'
import { TextField } from '../../ui/inputs.tsx'
import { Panel } from '../../ui/panel.tsx'
import { ProblemNote } from '../../ui/problem-note.tsx'
import { useAccessClick } from './account-query.ts'
import { useAccessSay } from './say.ts'

export function PasswordPanel({ hasPassword }: { readonly hasPassword: boolean }) {
  const say = useAccessSay()
  const [current, setCurrent] = useState('')
  const [password, setPassword] = useState('')
  const click = useAccessClick(say('passwordChanged'), () => {
    setCurrent('')
    setPassword('')
  })
  return (
    <Panel title={say('password')}>
      <form
        className="stack narrow"
        onSubmit={(event) => {
          event.preventDefault()
          const body = hasPassword ? { current, password } : { password }
          click.mutate({ path: '/api/access/account/password', body })
        }}
      >
        <ProblemNote error={click.error} />
        {hasPassword ? (
          <TextField
            path="current"
            label={say('yourPassword')}
            type="password"
            autoComplete="current-password"
            required
            value={current}
            onChange={(event) => setCurrent(event.currentTarget.value)}
          />
        ) : null}
        <TextField
          path="newPassword"
          label={say('newPassword')}
          hint={say('newPasswordHint')}
          type="password"
          autoComplete="new-password"
          required
          value={password}
          onChange={(event) => setPassword(event.currentTarget.value)}
        />
        <div>
          <Button type="submit" busy={click.isPending}>
            {say('changePassword')}
          </Button>
        </div>
      </form>
    </Panel>
  )
}
