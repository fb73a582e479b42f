import { Navigate, Outlet, useLocation } from '@tanstack/react-router'
import { mayDo } from '../../access/grants.ts'
import type { Officer } from '../../access/officer.ts'
import { AppointedNote } from '../../access/web/appointed-note.tsx'
import { LacksNote } from '../../access/web/lacks-note.tsx'
import { RecoveredNote } from '../../access/web/recovered-note.tsx'
import { useAccessSay } from '../../access/web/say.ts'
import { ToldActsProvider } from '../../access/web/second/told-acts.ts'
import { OfficerProvider, useSession, useSignOut, useSpecimen } from '../../access/web/session.tsx'
import { SignIn } from '../../access/web/sign-in.tsx'
import { StandingNote } from '../../access/web/standing/standing-note.tsx'
import { forgetDrafts } from '../../certificates/web/application/kept-draft.ts'
import { useAlarmCount } from '../../certificates/web/arrival/alarms-query.ts'
import { SearchBox } from '../../certificates/web/work/search-box.tsx'
import { useNames } from '../../participants/web/names.ts'
import { Button } from '../../ui/button.tsx'
import { Go } from '../../ui/go.tsx'
import { LanguageSelect } from '../../ui/language-select.tsx'
import { ProblemNote } from '../../ui/problem-note.tsx'
import { useUiSay } from '../../ui/say.ts'
import { PersonMenu, Shell } from '../../ui/shell.tsx'
import { Skeleton } from '../../ui/skeleton.tsx'
import { navFor } from './nav.ts'
import { AskedChange } from './profile/asked-change.tsx'
import { useAppSay } from './say.ts'

/** Behind a link of an invitation or of a recovery: whoever is signed in here, it is for somebody new. */
export const WELCOME = '/welcome'
/** Logs are public, and so is what is wrong with them. */
export const LOGS = '/logs'
const ACCOUNT = '/account'
/** What the list of proposals cannot say in its own words. */
const TOLD_ACTS = { 'participants:change-profile': AskedChange }

/** The frame around every page: the sign-in page until somebody is signed in. */
export function Frame() {
  const { data: officer, error, refetch } = useSession()
  const specimen = useSpecimen()
  const pathname = useLocation({ select: (location) => location.pathname })
  if (pathname === WELCOME || (pathname === LOGS && officer === null)) {
    return (
      <Shell specimen={specimen} nav={[]} person={<LanguageSelect />}>
        <Outlet />
      </Shell>
    )
  }
  if (officer) return <Inside officer={officer} specimen={specimen} />
  return (
    <Shell specimen={specimen} nav={[]} person={<LanguageSelect />}>
      <Outside known={officer === null} error={error} retry={() => void refetch()} />
    </Shell>
  )
}

type OutsideProps = { known: boolean; error: unknown; retry: () => void }

function Outside({ known, error, retry }: OutsideProps) {
  const { nameOf } = useNames()
  if (error) return <ProblemNote error={error} retry={retry} loading />
  return known ? <SignIn nameOf={nameOf} /> : <Skeleton />
}

function Inside({ officer, specimen }: { officer: Officer; specimen: boolean }) {
  const say = useAppSay()
  const { nameOf } = useNames()
  const alarms = useAlarmCount(officer)
  return (
    <OfficerProvider officer={officer}>
      <Shell
        specimen={specimen}
        place={officer.firm ?? nameOf(officer.participant)}
        nav={navFor(officer, alarms).map(({ word, ...item }) => ({ ...item, label: say(word) }))}
        search={mayDo(officer, 'certificates:search') ? <SearchBox /> : null}
        person={<Person officer={officer} />}
      >
        <RecoveredNote />
        <AppointedNote />
        <StandingNote />
        <ToldActsProvider value={TOLD_ACTS}>
          <Page officer={officer} />
        </ToldActsProvider>
      </Shell>
    </OfficerProvider>
  )
}

/** Who has to set up a second factor is led to where it is done, whatever page was asked for. */
function Page({ officer: { lacks } }: { officer: Officer }) {
  const isAccount = useLocation({ select: ({ pathname }) => pathname === ACCOUNT })
  if (lacks === 'passkey') return <LacksNote />
  return lacks === undefined || isAccount ? <Outlet /> : <Navigate to={ACCOUNT} replace />
}

function Person({ officer }: { officer: Officer }) {
  const say = useUiSay()
  const sayRole = useAccessSay()
  const sayApp = useAppSay()
  const { signOut, isPending, error } = useSignOut(forgetDrafts)
  return (
    <PersonMenu name={officer.name} role={officer.roles.map((role) => sayRole(role)).join(', ')}>
      <bdi className="soft small">{officer.email}</bdi>
      <Go href={ACCOUNT}>{sayRole('accountTitle')}</Go>
      {mayDo(officer, 'certificates:read-cards') ? <Go href="/cards">{sayApp('cards')}</Go> : null}
      <LanguageSelect />
      <ProblemNote error={error} />
      <Button onClick={signOut} busy={isPending}>
        {say('signOut')}
      </Button>
    </PersonMenu>
  )
}
