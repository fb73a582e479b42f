import { type QueryClient, queryOptions, useQuery, useQueryClient } from '@tanstack/react-query'
import { createContext, type ReactNode, useContext, useRef } from 'react'
import { call, Problem } from '../../ui/http.ts'
import { useLanguage } from '../../ui/language.tsx'
import { useClick } from '../../ui/use-click.ts'
import type { Officer } from '../officer.ts'
import type { Role } from '../roles.ts'
import { beginAs, forgetAnswers, nobodyIsIn } from './whose-answers.ts'

const KEY = ['access', 'me']
const RECOVERED = ['access', 'recovered']
const SPECIMEN = ['access', 'specimen']
const CONFIRMED_MS = 5_000
const DEMONSTRATION = ['access', 'demonstration']

/** Who is signed in; null for nobody. An error means that it is not known. */
export function useSession() {
  return useQuery({
    queryKey: KEY,
    queryFn: ({ signal }) => askWho(signal),
    staleTime: 300_000,
    // A second person is about to confirm: the page opens by itself.
    refetchInterval: ({ state }) => (state.data?.lacks === 'confirmation' ? CONFIRMED_MS : false),
    networkMode: 'always',
  })
}

async function askWho(signal: AbortSignal): Promise<Officer | null> {
  try {
    return (await call<{ officer: Officer }>('/api/access/me', { signal })).officer
  } catch (error) {
    if (error instanceof Problem && error.status === 401) return null
    throw error
  }
}

/** Shows the sign-in page: the server said that the session is over. What was typed is kept. */
export function endSession(client: QueryClient): void {
  nobodyIsIn(client, KEY)
}

export type Credentials = { readonly email: string; readonly password: string }

/** That two colleagues recovered the account since its owner signed in the last time. */
export type Recovered = {
  readonly at: string
  readonly openedBy: string
  readonly confirmedBy: string
}
/** The answer to every way of signing in. */
export type Welcome = { readonly officer: Officer; readonly recovered?: Recovered }

/** Shows the pages of whoever has just signed in. */
export function useEnter(): (welcome: Welcome, as?: 'oneself' | 'visitor') => void {
  const client = useQueryClient()
  const { suggest } = useLanguage()
  return ({ officer, recovered }, as = 'oneself') => {
    if (as === 'oneself') suggest(officer.language)
    beginAs(client, KEY, officer)
    client.setQueryData(RECOVERED, recovered ?? null)
  }
}

/** What somebody has to hear before they go on, until they say that they did. */
export function useRecovered() {
  const client = useQueryClient()
  const { data } = useQuery<Recovered | null>({
    queryKey: RECOVERED,
    queryFn: () => null,
    staleTime: Number.POSITIVE_INFINITY,
  })
  return { recovered: data ?? null, understood: () => client.setQueryData(RECOVERED, null) }
}

export function useSignIn() {
  const enter = useEnter()
  const isVisit = useRef(false)
  const click = useClick<Welcome | { readonly next: 'code' }>((answer) => {
    if ('officer' in answer) enter(answer, isVisit.current ? 'visitor' : 'oneself')
  })
  return {
    ...click,
    /** The password was right, and a code has to follow. */
    needsCode: click.data !== undefined && 'next' in click.data,
    /** A visitor of a demonstration is not the officer whose part they take: their language stays. */
    signIn: (body: Credentials, as: 'oneself' | 'visitor') => {
      isVisit.current = as === 'visitor'
      click.mutate({ path: '/api/access/sign-in', body })
    },
  }
}

/**
 * Signs out and forgets everything that was loaded: the next person may use the same machine.
 * @param forget what pages keep beside it, such as drafts.
 */
export function useSignOut(forget: () => void) {
  const client = useQueryClient()
  const click = useClick<void>(() => {
    forget()
    client.setQueryData(KEY, null)
    forgetAnswers(client, KEY)
  })
  return { ...click, signOut: () => click.mutate({ path: '/api/access/sign-out' }) }
}

export type DemonstrationAccount = Credentials & {
  readonly participant: string
  readonly roles: readonly Role[]
  readonly name: string
}

const demonstrationQuery = queryOptions({
  queryKey: DEMONSTRATION,
  queryFn: async ({ signal }) => {
    try {
      const path = '/api/access/demonstration'
      return (await call<{ accounts: DemonstrationAccount[] }>(path, { signal })).accounts
    } catch (error) {
      if (error instanceof Problem && error.status === 404) return null
      throw error
    }
  },
  staleTime: Number.POSITIVE_INFINITY,
})

/** The accounts of a demonstration node; null on any other. */
export function useDemonstration() {
  return useQuery(demonstrationQuery)
}

/** Whether everything here is a specimen: who is signed in needs to know that, and not the accounts. */
export function useSpecimen(): boolean {
  const client = useQueryClient()
  const { data } = useQuery({
    queryKey: SPECIMEN,
    queryFn: async () => (await client.fetchQuery(demonstrationQuery)) !== null,
    staleTime: Number.POSITIVE_INFINITY,
  })
  return data ?? false
}

/** What the server said with the first page, so that the browser does not ask again. */
export function primeSession(client: QueryClient, officer: Officer, specimen: boolean): void {
  client.setQueryData(KEY, officer)
  client.setQueryData(SPECIMEN, specimen)
}

const OfficerContext = createContext<Officer | null>(null)

export function OfficerProvider({ officer, children }: { officer: Officer; children: ReactNode }) {
  return <OfficerContext value={officer}>{children}</OfficerContext>
}

/** Who is signed in, inside the pages that ask for it. */
export function useOfficer(): Officer {
  const officer = useContext(OfficerContext)
  if (officer === null) throw new Error('a page that needs somebody signed in is shown without')
  return officer
}
