import { useState } from 'react'
import { Button } from '../../ui/button.tsx'
import { TextField } from '../../ui/inputs.tsx'
import { Page } from '../../ui/page.tsx'
import { Panel } from '../../ui/panel.tsx'
import { ProblemNote } from '../../ui/problem-note.tsx'
import { CodeForm } from './code-form.tsx'
import { Demonstration } from './demonstration.tsx'
import { OtherWays } from './other-ways.tsx'
import { RefusedNote } from './refused-note.tsx'
import { useAccessSay } from './say.ts'
import { useSignIn } from './session.tsx'

type Props = {
  /** The name of a Participant in the reader's language. */
  readonly nameOf: (code: string) => string
}

export function SignIn({ nameOf }: Props) {
  const say = useAccessSay()
  const { signIn, needsCode, reset, isPending, error } = useSignIn()
  if (needsCode) return <CodeForm back={reset} />
  return (
    <Page title={say('signInTitle')} lead={say('signInLead')}>
      <div className="sign-in">
        <div className="stack">
          <Panel title={say('signInTitle')}>
            <div className="stack">
              <RefusedNote />
              <ProblemNote error={error} />
              <PasswordForm
                busy={isPending}
                submit={(email, password) => signIn({ email, password }, 'oneself')}
              />
              <OtherWays />
            </div>
          </Panel>
          <p className="note">{say('lostPassword')}</p>
          <p className="note">
            {say('notOfficer')} <a href="/verify/">{say('toVerifier')}</a>
          </p>
          <p className="note">
            {/* Loaded anew: on a way inside the app the page of officers behind this one would show. */}
            {say('whatAnybodyCanCheck')} <a href="/logs">{say('toLogs')}</a>
          </p>
        </div>
        <Demonstration
          nameOf={nameOf}
          onChoose={(account) => signIn(account, 'visitor')}
          busy={isPending}
        />
      </div>
    </Page>
  )
}

type FormProps = {
  readonly busy: boolean
  readonly submit: (email: string, password: string) => void
}

function PasswordForm({ busy, submit }: FormProps) {
  const say = useAccessSay()
  const [email, setEmail] = useState('')
  const [password, setPassword] = useState('')
  return (
    <form
      className="stack"
      onSubmit={(event) => {
        event.preventDefault()
        submit(email, password)
      }}
    >
      <TextField
        path="email"
        label={say('email')}
        type="email"
        autoComplete="username"
        required
        value={email}
        onChange={(event) => setEmail(event.currentTarget.value)}
      />
      <TextField
        path="password"
        label={say('password')}
        type="password"
        autoComplete="current-password"
        required
        value={password}
        onChange={(event) => setPassword(event.currentTarget.value)}
      />
      <div>
        <Button type="submit" kind="primary" busy={busy}>
          {say('signIn')}
        </Button>
      </div>
    </form>
  )
}
