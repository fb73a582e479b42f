import { useState } from 'react'
import { Button } from '../../ui/button.tsx'
import { TextField } from '../../ui/inputs.tsx'
import { Panel } from '../../ui/panel.tsx'
import { ProblemNote } from '../../ui/problem-note.tsx'
import { type Account, useAccessClick } from './account-query.ts'
import { OneField } from './one-field.tsx'
import { useAccessSay } from './say.ts'
import { SecretCode } from './secret-code.tsx'

type SetUp = { readonly uri: string; readonly backupCodes: readonly string[] }
type Props = { readonly state: Account['secondFactor']; readonly hasPassword: boolean }

/** Codes of an authenticator application beside the password: off, being set up, on. */
export function CodesPanel({ state, hasPassword }: Props) {
  const say = useAccessSay()
  const [setUp, setSetUp] = useState<SetUp | null>(null)
  return (
    <Panel title={say('codes')}>
      <div className="stack">
        <p className="soft">{say('codesLead')}</p>
        {setUp === null ? null : (
          <BackupCodes setUp={setUp} on={state.on} done={() => setSetUp(null)} />
        )}
        {state.on ? <TurnOff left={state.backupCodesLeft} /> : null}
        {setUp === null && !state.on ? <Begin hasPassword={hasPassword} begun={setSetUp} /> : null}
      </div>
    </Panel>
  )
}

type BeginProps = { readonly hasPassword: boolean; readonly begun: (setUp: SetUp) => void }

function Begin({ hasPassword, begun }: BeginProps) {
  const say = useAccessSay()
  const click = useAccessClick<SetUp>(undefined, begun)
  const [password, setPassword] = useState('')
  return (
    <form
      className="stack narrow"
      onSubmit={(event) => {
        event.preventDefault()
        click.mutate({ path: '/api/access/second-factor', body: hasPassword ? { password } : {} })
      }}
    >
      <ProblemNote error={click.error} />
      {hasPassword ? (
        <TextField
          path="codesPassword"
          label={say('yourPassword')}
          type="password"
          autoComplete="current-password"
          required
          value={password}
          onChange={(event) => setPassword(event.currentTarget.value)}
        />
      ) : null}
      <div>
        <Button type="submit" busy={click.isPending}>
          {say('setUpCodes')}
        </Button>
      </div>
    </form>
  )
}

type BackupProps = { readonly setUp: SetUp; readonly on: boolean; readonly done: () => void }

/** First the secret and a code that proves that it arrived; then the backup codes, this once. */
function BackupCodes({ setUp, on, done }: BackupProps) {
  const say = useAccessSay()
  const click = useAccessClick(say('codesOn'))
  if (!on) {
    return (
      <>
        <SecretCode uri={setUp.uri} />
        <OneField
          path="firstCode"
          label={say('firstCode')}
          button={say('turnOn')}
          click={click}
          submit={(code) => ({ path: '/api/access/second-factor/confirm', body: { code } })}
        />
      </>
    )
  }
  return (
    <div className="note stack stack-tight">
      <h3>{say('backupCodes')}</h3>
      <p>{say('backupCodesLead')}</p>
      <ul className="backup-codes code">
        {setUp.backupCodes.map((code) => (
          <li key={code}>{code}</li>
        ))}
      </ul>
      <div>
        <Button onClick={done}>{say('haveThem')}</Button>
      </div>
    </div>
  )
}

function TurnOff({ left }: { readonly left: number }) {
  const say = useAccessSay()
  const click = useAccessClick(say('codesOff'))
  return (
    <>
      <p>{say('codesAreOn', { left })}</p>
      <OneField
        path="lastCode"
        label={say('codeToTurnOff')}
        button={say('turnOff')}
        click={click}
        submit={(code) => ({ path: '/api/access/second-factor/remove', body: { code } })}
      />
    </>
  )
}
