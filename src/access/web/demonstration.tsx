import { Panel } from '../../ui/panel.tsx'
import { useAccessSay } from './say.ts'
import { type Credentials, type DemonstrationAccount, useDemonstration } from './session.tsx'

type Props = {
  readonly nameOf: (code: string) => string
  readonly onChoose: (account: Credentials) => void
  readonly busy: boolean
}

/** On a demonstration node, everybody that a visitor can be: grouped by Participant, by role. */
export function Demonstration({ nameOf, onChoose, busy }: Props) {
  const say = useAccessSay()
  const { data } = useDemonstration()
  if (!data || data.length === 0) return null
  const participants = [...new Set(data.map(({ participant }) => participant))]
  return (
    <Panel title={say('demonstrationTitle')}>
      <div className="stack">
        <p className="soft">{say('demonstrationLead')}</p>
        <div className="accounts">
          {participants.map((code) => (
            <section key={code} aria-label={nameOf(code)}>
              <h3>
                {nameOf(code)} <span className="soft">{code}</span>
              </h3>
              <ul>
                {data
                  .filter(({ participant }) => participant === code)
                  .map((account) => (
                    <li key={account.email}>
                      <AccountButton account={account} onChoose={onChoose} busy={busy} />
                    </li>
                  ))}
              </ul>
            </section>
          ))}
        </div>
      </div>
    </Panel>
  )
}

type ButtonProps = Pick<Props, 'onChoose' | 'busy'> & { readonly account: DemonstrationAccount }

function AccountButton({ account, onChoose, busy }: ButtonProps) {
  const say = useAccessSay()
  const roles = account.roles.map((role) => say(role)).join(', ')
  const { email, password, name } = account
  return (
    <button
      type="button"
      className="button account"
      disabled={busy}
      aria-label={say('signInAs', { name, role: roles })}
      onClick={() => onChoose({ email, password })}
    >
      <span>{roles}</span>
      <bdi className="soft">{name}</bdi>
    </button>
  )
}
