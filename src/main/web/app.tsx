import {
  MutationCache,
  QueryCache,
  QueryClient,
  QueryClientProvider,
  useQueryClient,
} from '@tanstack/react-query'
import { RouterProvider } from '@tanstack/react-router'
import { useEffect } from 'react'
import { endSession } from '../../access/web/session.tsx'
import { Problem } from '../../ui/http.ts'
import { LanguageProvider, type Loaded } from '../../ui/language.tsx'
import { ToastProvider } from '../../ui/toast.tsx'
import { catalogues } from './catalogues.ts'
import type { AppRouter } from './routes.tsx'

const FRESH_FOR_MS = 10_000

export function createClient(): QueryClient {
  const onError = (error: unknown) => {
    if (error instanceof Problem && error.code === 'ACCESS_NOT_SIGNED_IN') endSession(client)
  }
  const client: QueryClient = new QueryClient({
    queryCache: new QueryCache({ onError }),
    mutationCache: new MutationCache({ onError }),
    defaultOptions: {
      queries: {
        staleTime: FRESH_FOR_MS,
        networkMode: 'always',
        // A refusal stays a refusal; only silence is worth asking again.
        retry: (times, error) => times < 2 && error instanceof Problem && error.status === 0,
      },
    },
  })
  return client
}

type Props = {
  readonly client: QueryClient
  readonly router: AppRouter
  readonly words: Loaded
}

/**
 * Answers hold sentences in the language that was asked for. Another language draws the whole tree
 * anew: what goes with the old one is stale, and the new one asks again.
 */
function StaleWithLanguage() {
  const client = useQueryClient()
  useEffect(() => () => void client.invalidateQueries({ refetchType: 'none' }), [client])
  return null
}

/** The same in a browser and on the server, which makes the first page of the work list. */
export function App({ client, router, words }: Props) {
  return (
    <LanguageProvider catalogues={catalogues} first={words}>
      <QueryClientProvider client={client}>
        <StaleWithLanguage />
        <ToastProvider>
          <RouterProvider router={router} />
        </ToastProvider>
      </QueryClientProvider>
    </LanguageProvider>
  )
}
