import { MutationCache, QueryCache, QueryClient, QueryClientProvider } from '@tanstack/react-query'
import { RouterProvider } from '@tanstack/react-router'
import { endSession } from '../../access/web/session.tsx'
import { workQuery } from '../../certificates/web/queries.ts'
import { Problem } from '../../ui/http.ts'
import { LanguageProvider } from '../../ui/language.tsx'
import { ToastProvider } from '../../ui/toast.tsx'
import { catalogues } from './catalogues.ts'
import { router } from './routes.tsx'

const FRESH_FOR_MS = 10_000

function onError(error: unknown): void {
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

// The home of every role is asked for together with who is signed in: one trip instead of two.
if (location.pathname === '/') void client.prefetchQuery(workQuery)

export function App() {
  return (
    <LanguageProvider catalogues={catalogues}>
      <QueryClientProvider client={client}>
        <ToastProvider>
          <RouterProvider router={router} />
        </ToastProvider>
      </QueryClientProvider>
    </LanguageProvider>
  )
}
