import { queryOptions, useQueryClient } from '@tanstack/react-query'
import { call } from '../../ui/http.ts'
import { useToast } from '../../ui/toast.tsx'
import { useClick } from '../../ui/use-click.ts'
import type { Act } from '../grant-table.ts'

export type Passkey = {
  readonly id: string
  readonly name: string
  readonly synced: boolean
  readonly createdAt: string
  readonly lastUsedAt: string | null
}
export type Session = {
  readonly id: string
  readonly browser: string | null
  readonly system: string | null
  readonly address: string
  readonly since: string
  readonly own: boolean
}
export type Account = {
  readonly name: string
  readonly email: string
  readonly language: 'en' | 'fr'
  /** Whether this session is young enough to change how one signs in. */
  readonly isFresh: boolean
  readonly password: boolean
  /** While nobody has confirmed who set up the first factor. */
  readonly codeToRead?: string
  readonly secondFactor: { readonly on: boolean; readonly backupCodesLeft: number }
  readonly provider: { readonly label: string; readonly linked: boolean } | null
  readonly passkeys: readonly Passkey[]
  readonly sessions: readonly Session[]
}
export type Token = {
  readonly id: string
  readonly name: string
  readonly scope: readonly string[] | null
  readonly createdAt: string
  readonly expiresAt: string | null
  readonly lastUsedAt: string | null
}

export const accountQuery = queryOptions({
  queryKey: ['access', 'account'],
  queryFn: ({ signal }) => call<Account>('/api/access/account', { signal }),
})

export const tokensQuery = queryOptions({
  queryKey: ['access', 'tokens'],
  queryFn: ({ signal }) =>
    call<{ readonly tokens: readonly Token[]; readonly scope: readonly Act[] }>(
      '/api/access/tokens',
      { signal },
    ),
})

/** A click after which everything of this module is asked anew, and which may say that it is done. */
export function useAccessClick<T = unknown>(said?: string, done?: (answer: T) => void) {
  const client = useQueryClient()
  const toast = useToast()
  return useClick<T>((answer) => {
    // `me` says whether there is a passkey, and with it whether acts are signed.
    for (const name of [
      'account',
      'tokens',
      'officers',
      'proposals',
      'standing',
      'taken',
      'me',
      'first-factors',
    ])
      void client.invalidateQueries({ queryKey: ['access', name] })
    if (said !== undefined) toast(said)
    done?.(answer)
  })
}
