import { infiniteQueryOptions, queryOptions } from '@tanstack/react-query'
import { call } from '../../../ui/http.ts'
import type { Change } from '../../../values/change.ts'
import type { Act } from '../../grant-table.ts'

export type JournalEntry = { readonly seq: number; readonly hash: string } & (
  | { readonly erased: true }
  | {
      readonly erased?: undefined
      readonly at: string
      readonly act: Act
      readonly officer: { readonly id: string | null; readonly name: string | null }
      readonly by: 'token' | 'cookie' | 'none' | 'console'
      readonly from: string
      readonly thing: string
      /** Roles for a time: of whose deputy, or null where the role was taken alone. */
      readonly standing: readonly { readonly role: string; readonly of: string | null }[]
      readonly refusals: readonly string[]
      readonly changes: readonly Change[]
      /** Begun, and the program ended before it answered. */
      readonly outcome?: 'unknown'
    }
)
export type Told = Extract<JournalEntry, { at: string }>

/** Whose entries, and about what; null is all. */
export type Wanted = {
  readonly officer: { readonly id: string; readonly name: string } | null
  readonly thing: string | null
}
type Page = { readonly entries: readonly JournalEntry[]; readonly more: boolean }

export function journalQuery({ officer, thing }: Wanted) {
  return infiniteQueryOptions({
    queryKey: ['access', 'journal', officer?.id ?? null, thing],
    initialPageParam: null as number | null,
    queryFn: ({ signal, pageParam }) => {
      const asked = new URLSearchParams({
        ...(pageParam !== null && { before: String(pageParam) }),
        ...(officer !== null && { officer: officer.id }),
        ...(thing !== null && { thing }),
      })
      return call<Page>(`/api/access/journal?${asked}`, { signal })
    },
    getNextPageParam: ({ entries, more }: Page) => (more ? (entries.at(-1)?.seq ?? null) : null),
    // Each reading is an entry itself: nobody asked for one by coming back to the window.
    refetchOnWindowFocus: false,
  })
}

export type SignedEnd = {
  readonly participant: string
  readonly day: string
  readonly seq: number
  readonly hash: string
  readonly statement: string
}

export const endsQuery = queryOptions({
  queryKey: ['access', 'journal-ends'],
  queryFn: ({ signal }) =>
    call<{ readonly heads: readonly SignedEnd[] }>('/api/access/journal/heads', { signal }),
})
