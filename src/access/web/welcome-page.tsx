import { useMutation, useQuery } from '@tanstack/react-query'
import { useState } from 'react'
import { Button } from '../../ui/button.tsx'
import { call } from '../../ui/http.ts'
import { TextField } from '../../ui/inputs.tsx'
import { Page } from '../../ui/page.tsx'
import { Panel } from '../../ui/panel.tsx'
import { ProblemNote } from '../../ui/problem-note.tsx'
import { Skeleton } from '../../ui/skeleton.tsx'
import { useClick } from '../../ui/use-click.ts'
import { makePasskey } from './passkey.ts'
import { useAccessSay } from './say.ts'
import { useEnter, type Welcome } from './session.tsx'

type Opened = {
  readonly kind: 'invitation' | 'recovery'
  readonly name: string
  readonly email: string
}

/** Where the link of an invitation or of a recovery leads. Its secret never leaves the address bar by itself. */
export function WelcomePage() {
  const say = useAccessSay()
  const token = location.hash.slice(1)
  const { data, error, isPending } = useQuery({
    queryKey: ['access', 'link'],
    queryFn: () => call<Opened>('/api/access/link', { method: 'POST', body: { token } }),
    retry: false,
    gcTime: 0,
  })
  if (isPending) return <Skeleton />
  if (data === undefined) {
    return (
      <Page title={say('linkOver')}>
        <ProblemNote error={error} bare />
      </Page>
    )
  }
  const isInvitation = data.kind === 'invitation'
  return (
    <Page
      title={say(isInvitation ? 'welcomeTitle' : 'backTitle', { name: data.name })}
      lead={say(isInvitation ? 'welcomeLead' : 'backLead', { email: data.email })}
    >
      <div className="two-ways">
        <WithPassword token={token} email={data.email} />
        <WithPasskey token={token} />
      </div>
    </Page>
  )
}

function useComeIn() {
  const enter = useEnter()
  return (answer: Welcome) => {
    // The link is used: it must not stay in the history of the browser.
    history.replaceState(null, '', '/')
    enter(answer)
    location.assign('/')
  }
}

function WithPassword({ token, email }: { readonly token: string; readonly email: string }) {
  const say = useAccessSay()
  const [password, setPassword] = useState('')
  const click = useClick<Welcome>(useComeIn())
  return (
    <Panel title={say('choosePassword')}>
      <form
        className="stack"
        onSubmit={(event) => {
          event.preventDefault()
          click.mutate({ path: '/api/access/link/password', body: { token, password } })
        }}
      >
        <ProblemNote error={click.error} />
        <input type="hidden" name="username" autoComplete="username" value={email} />
        <TextField
          path="password"
          label={say('newPassword')}
          hint={say('newPasswordHint')}
          type="password"
          autoComplete="new-password"
          required
          value={password}
          onChange={(event) => setPassword(event.currentTarget.value)}
        />
        <div>
          <Button type="submit" kind="primary" busy={click.isPending}>
            {say('comeIn')}
          </Button>
        </div>
      </form>
    </Panel>
  )
}

function WithPasskey({ token }: { readonly token: string }) {
  const say = useAccessSay()
  const make = useMutation({
    networkMode: 'always',
    mutationFn: () =>
      makePasskey<Welcome>(
        {
          options: '/api/access/link/passkey/options',
          keep: '/api/access/link/passkey',
          body: { token },
          cancelled: say('passkeyCancelled', { address: location.origin }),
        },
        say('firstPasskey'),
      ),
    onSuccess: useComeIn(),
  })
  return (
    <Panel title={say('choosePasskey')}>
      <div className="stack">
        <p className="soft">{say('passkeysLead')}</p>
        <ProblemNote error={make.error} />
        <div>
          <Button busy={make.isPending} onClick={() => make.mutate()}>
            {say('comeInWithPasskey')}
          </Button>
        </div>
      </div>
    </Panel>
  )
}
