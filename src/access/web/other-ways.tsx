import { useMutation, useQuery } from '@tanstack/react-query'
import { Button } from '../../ui/button.tsx'
import { call } from '../../ui/http.ts'
import { ProblemNote } from '../../ui/problem-note.tsx'
import { useClick } from '../../ui/use-click.ts'
import { signWithPasskey } from './passkey.ts'
import { useAccessSay } from './say.ts'
import { useEnter, type Welcome } from './session.tsx'

type Ways = { readonly provider: string | null; readonly address: string }

/** A passkey, and the ministry's own provider where this node knows one. */
export function OtherWays() {
  const say = useAccessSay()
  const enter = useEnter()
  const { data } = useQuery({
    queryKey: ['access', 'ways'],
    queryFn: ({ signal }) => call<Ways>('/api/access/ways', { signal }),
    staleTime: Number.POSITIVE_INFINITY,
  })
  const passkey = useMutation({
    networkMode: 'always',
    mutationFn: () =>
      signWithPasskey<Welcome>({
        options: '/api/access/passkey/options',
        keep: '/api/access/passkey/sign-in',
        cancelled: say('passkeyCancelled', { address: data?.address ?? location.origin }),
      }),
    onSuccess: (answer) => enter(answer),
  })
  const provider = useClick<{ url: string }>(({ url }) => location.assign(url))
  return (
    <div className="stack stack-tight other-ways">
      <ProblemNote error={passkey.error ?? provider.error} />
      <Button busy={passkey.isPending} onClick={() => passkey.mutate()}>
        {say('withPasskey')}
      </Button>
      {data?.provider ? (
        <Button
          busy={provider.isPending}
          onClick={() => provider.mutate({ path: '/api/access/provider/begin', body: {} })}
        >
          {say('withProvider', { provider: data.provider })}
        </Button>
      ) : null}
    </div>
  )
}
