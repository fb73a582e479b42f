import { queryOptions, useQuery } from '@tanstack/react-query'
import { useState } from 'react'
import { Button } from '../../ui/button.tsx'
import { useFormat } from '../../ui/format.ts'
import { call } from '../../ui/http.ts'
import { TextField } from '../../ui/inputs.tsx'
import { Panel } from '../../ui/panel.tsx'
import { ProblemNote } from '../../ui/problem-note.tsx'
import { mayDo } from '../grants.ts'
import { useAccessClick } from './account-query.ts'
import { useAccessSay } from './say.ts'
import { useOfficer } from './session.tsx'

type Waiting = {
  readonly officerId: string
  readonly name: string
  readonly email: string
  readonly kind: 'passkey' | 'codes'
  readonly at: string
  readonly browser: string | null
  readonly system: string | null
  readonly handedOver: boolean
}

const waitingQuery = queryOptions({
  queryKey: ['access', 'first-factors'],
  queryFn: ({ signal }) =>
    call<{ readonly waiting: readonly Waiting[] }>('/api/access/first-factors', { signal }),
})

/** Accounts that somebody set up, and that open nothing before a second person says who it was. */
export function FirstFactorsPanel() {
  const say = useAccessSay()
  const enabled = mayDo(useOfficer(), 'access:confirm-factor')
  const { data } = useQuery({ ...waitingQuery, enabled })
  if (data === undefined || data.waiting.length === 0) return null
  return (
    <Panel title={say('firstFactors')} important>
      <div className="stack">
        <p className="soft">{say('firstFactorsLead')}</p>
        <ul className="list-lines">
          {data.waiting.map((waiting) => (
            <li key={waiting.officerId} className="row row-between">
              <Told waiting={waiting} />
              {waiting.handedOver ? (
                <p className="soft small">{say('firstFactorHandedOver')}</p>
              ) : (
                <ConfirmForm waiting={waiting} />
              )}
            </li>
          ))}
        </ul>
      </div>
    </Panel>
  )
}

function Told({ waiting }: { readonly waiting: Waiting }) {
  const say = useAccessSay()
  const format = useFormat()
  const { name, email, kind, at, browser, system } = waiting
  const where = say('browserOn', {
    browser: browser ?? say('unknownBrowser'),
    system: system ?? say('unknownSystem'),
  })
  return (
    <div>
      <bdi className="strong">{name}</bdi> <bdi className="soft mail">{email}</bdi>
      <p className="soft small">
        {say(kind === 'passkey' ? 'factorByPasskey' : 'factorByCodes', {
          at: format.moment(at),
          where,
        })}
      </p>
    </div>
  )
}

function ConfirmForm({ waiting: { officerId, name } }: { readonly waiting: Waiting }) {
  const say = useAccessSay()
  const click = useAccessClick(say('firstFactorConfirmed'))
  const [code, setCode] = useState('')
  return (
    <form
      className="stack"
      onSubmit={(event) => {
        event.preventDefault()
        click.mutate({ path: `/api/access/officers/${officerId}/confirm-factor`, body: { code } })
      }}
    >
      <ProblemNote error={click.error} />
      <div className="row">
        <TextField
          path="code"
          label={say('firstFactorCode', { name })}
          inputMode="numeric"
          autoComplete="off"
          maxLength={7}
          required
          value={code}
          onChange={(event) => setCode(event.currentTarget.value)}
        />
        <Button type="submit" busy={click.isPending} aria-label={say('confirmNamed', { name })}>
          {say('confirmRecovery')}
        </Button>
      </div>
    </form>
  )
}
