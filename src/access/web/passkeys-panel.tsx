import { useMutation, useQueryClient } from '@tanstack/react-query'
import { useState } from 'react'
import { Button } from '../../ui/button.tsx'
import { useFormat } from '../../ui/format.ts'
import { TextField } from '../../ui/inputs.tsx'
import { Panel } from '../../ui/panel.tsx'
import { ProblemNote } from '../../ui/problem-note.tsx'
import { accountQuery, type Passkey, useAccessClick } from './account-query.ts'
import { makePasskey } from './passkey.ts'
import { useAccessSay } from './say.ts'

export function PasskeysPanel({ passkeys }: { readonly passkeys: readonly Passkey[] }) {
  const say = useAccessSay()
  const remove = useAccessClick(say('passkeyRemoved'))
  return (
    <Panel title={say('passkeys')}>
      <div className="stack">
        <p className="soft">{say('passkeysLead')}</p>
        <ProblemNote error={remove.error} />
        {passkeys.length === 0 ? <p>{say('passkeysEmpty')}</p> : null}
        <ul className="list-lines">
          {passkeys.map((passkey) => (
            <PasskeyLine
              key={passkey.id}
              passkey={passkey}
              busy={remove.isPending}
              remove={() =>
                remove.mutate({ path: `/api/access/passkeys/${passkey.id}`, method: 'DELETE' })
              }
            />
          ))}
        </ul>
        <NewPasskey />
      </div>
    </Panel>
  )
}

type LineProps = {
  readonly passkey: Passkey
  readonly busy: boolean
  readonly remove: () => void
}

function PasskeyLine({ passkey, busy, remove }: LineProps) {
  const say = useAccessSay()
  const format = useFormat()
  const { name, createdAt, lastUsedAt, synced } = passkey
  const used =
    lastUsedAt === null ? say('neverUsed') : say('lastUsed', { at: format.moment(lastUsedAt) })
  return (
    <li className="row row-between">
      <div>
        <bdi className="strong">{name}</bdi>
        <p className="soft small">
          {say('madeOn', { at: format.day(createdAt) })} · {used}
          {synced ? ` · ${say('synced')}` : null}
        </p>
      </div>
      <Button small busy={busy} onClick={remove} aria-label={say('removeNamed', { name })}>
        {say('remove')}
      </Button>
    </li>
  )
}

function NewPasskey() {
  const say = useAccessSay()
  const client = useQueryClient()
  const [name, setName] = useState('')
  const make = useMutation({
    networkMode: 'always',
    mutationFn: () =>
      makePasskey(
        {
          options: '/api/access/passkeys/options',
          keep: '/api/access/passkeys',
          cancelled: say('passkeyCancelled', { address: location.origin }),
        },
        name,
      ),
    onSuccess: () => {
      setName('')
      void client.invalidateQueries({ queryKey: ['access', 'me'] })
      return client.invalidateQueries({ queryKey: accountQuery.queryKey })
    },
  })
  return (
    <form
      className="stack narrow"
      onSubmit={(event) => {
        event.preventDefault()
        make.mutate()
      }}
    >
      <ProblemNote error={make.error} />
      <TextField
        path="passkeyName"
        label={say('passkeyName')}
        hint={say('passkeyNameHint')}
        required
        maxLength={60}
        value={name}
        onChange={(event) => setName(event.currentTarget.value)}
      />
      <div>
        <Button type="submit" busy={make.isPending}>
          {say('addPasskey')}
        </Button>
      </div>
    </form>
  )
}
