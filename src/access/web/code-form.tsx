import { useState } from 'react'
import { Button } from '../../ui/button.tsx'
import { TextField } from '../../ui/inputs.tsx'
import { Page } from '../../ui/page.tsx'
import { Panel } from '../../ui/panel.tsx'
import { ProblemNote } from '../../ui/problem-note.tsx'
import { useClick } from '../../ui/use-click.ts'
import { useAccessSay } from './say.ts'
import { useEnter, type Welcome } from './session.tsx'

/** The second step: the code of the telephone, or one of the backup codes. */
export function CodeForm({ back }: { readonly back: () => void }) {
  const say = useAccessSay()
  const enter = useEnter()
  const { mutate, isPending, error } = useClick<Welcome>(enter)
  const [code, setCode] = useState('')
  return (
    <Page title={say('codeTitle')} lead={say('codeLead')}>
      <div className="sign-in">
        <Panel title={say('codeTitle')}>
          <form
            className="stack"
            onSubmit={(event) => {
              event.preventDefault()
              mutate({ path: '/api/access/sign-in/code', body: { code } })
            }}
          >
            <ProblemNote error={error} />
            <TextField
              path="code"
              label={say('code')}
              hint={say('codeHint')}
              autoComplete="one-time-code"
              autoCapitalize="off"
              spellCheck={false}
              required
              value={code}
              onChange={(event) => setCode(event.currentTarget.value)}
            />
            <div className="row">
              <Button type="submit" kind="primary" busy={isPending}>
                {say('signIn')}
              </Button>
              <Button kind="quiet" onClick={back}>
                {say('beginAgain')}
              </Button>
            </div>
          </form>
        </Panel>
      </div>
    </Page>
  )
}
