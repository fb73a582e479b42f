import { useQuery } from '@tanstack/react-query'
import { Facts } from '../../ui/facts.tsx'
import { Page } from '../../ui/page.tsx'
import { Panel } from '../../ui/panel.tsx'
import { ProblemNote } from '../../ui/problem-note.tsx'
import { Skeleton } from '../../ui/skeleton.tsx'
import { AccountLanguage } from './account-language.tsx'
import { type Account, accountQuery } from './account-query.ts'
import { CodesPanel } from './codes-panel.tsx'
import { FirstFactorsPanel } from './first-factors-panel.tsx'
import { KeptPanel } from './kept-panel.tsx'
import { LacksNote } from './lacks-note.tsx'
import { PasskeysPanel } from './passkeys-panel.tsx'
import { PasswordPanel } from './password-panel.tsx'
import { ProviderPanel } from './provider-panel.tsx'
import { RefusedNote } from './refused-note.tsx'
import { useAccessSay } from './say.ts'
import { useOfficer } from './session.tsx'
import { SessionsPanel } from './sessions-panel.tsx'
import { StandingPanel } from './standing/standing-panel.tsx'
import { TokensPanel } from './tokens-panel.tsx'

/** How somebody signs in, where they are signed in, and what their programs may do. */
export function AccountPage() {
  const say = useAccessSay()
  const { data, error, refetch, isPending } = useQuery(accountQuery)
  return (
    <Page title={say('accountTitle')} lead={say('accountLead')}>
      {isPending ? <Skeleton /> : null}
      <ProblemNote error={error} retry={() => void refetch()} loading />
      {data === undefined ? null : <Shown account={data} />}
    </Page>
  )
}

function Shown({ account }: { readonly account: Account }) {
  const say = useAccessSay()
  // Until there is a second factor the server answers nothing else.
  const { lacks: lacking } = useOfficer()
  const lacks = lacking !== undefined
  const isSetUp = lacking === 'confirmation'
  return (
    <div className="stack">
      <RefusedNote />
      {lacks ? <LacksNote code={account.codeToRead} /> : null}
      {isSetUp ? <FirstFactorsPanel /> : null}
      {account.isFresh ? null : <p className="note">{say('signInAgainFirst')}</p>}
      <Panel title={say('accountWho')}>
        <div className="stack">
          <Facts
            facts={[
              { label: say('name'), value: account.name },
              { label: say('email'), value: <bdi>{account.email}</bdi> },
            ]}
          />
          <div className="narrow">
            <AccountLanguage language={account.language} />
          </div>
        </div>
      </Panel>
      {lacks ? null : <StandingPanel />}
      {isSetUp ? null : <WaysIn account={account} />}
      <SessionsPanel sessions={account.sessions} />
      {lacks ? null : <TokensPanel />}
      <KeptPanel />
    </div>
  )
}

/** What changes how one signs in. */
function WaysIn({ account }: { readonly account: Account }) {
  return (
    <>
      <PasskeysPanel passkeys={account.passkeys} />
      <CodesPanel state={account.secondFactor} hasPassword={account.password} />
      <PasswordPanel hasPassword={account.password} />
      {account.provider === null ? null : <ProviderPanel provider={account.provider} />}
    </>
  )
}
