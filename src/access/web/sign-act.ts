import { useMutation } from '@tanstack/react-query'
import { useRef } from 'react'
import { call, isNoAnswer, Problem } from '../../ui/http.ts'
import { useClick } from '../../ui/use-click.ts'
import { useAccessSay } from './say.ts'
import { useOfficer } from './session.tsx'

type Request = { readonly path: string; readonly body: object }
type Browser = typeof import('@simplewebauthn/browser')
type Options = Parameters<Browser['startAuthentication']>[0]['optionsJSON']
type Prepared = {
  readonly toSign: { readonly prepared: string; readonly options: Options } | null
  /** There where the law asks for the officer's card too. */
  readonly card?: object
}

/**
 * One act of a person, signed with the own passkey where there is one: what is to be signed is asked at
 * `path/prepare`. After no answer the same signature is sent again, so that nothing is done twice.
 */
export function useSignedAct<T>(done: (answer: T) => void) {
  const say = useAccessSay()
  const { hasPasskey } = useOfficer()
  const signed = useRef<{ readonly of: string; readonly body: object } | null>(null)
  const click = useClick<T>(done)
  return useMutation<void, Error, Request>({
    networkMode: 'always',
    mutationFn: async ({ path, body }) => {
      const of = `${path} ${JSON.stringify(body)}`
      if (signed.current?.of !== of) {
        const assertion = hasPasskey ? await sign(path, body, say) : null
        signed.current = { of, body: assertion === null ? body : { ...body, assertion } }
      }
      try {
        await click.mutateAsync({ path, body: signed.current.body })
      } catch (error) {
        if (!isNoAnswer(error)) signed.current = null
        throw error
      }
    },
  })
}

/** The library comes only to who has a passkey. */
async function sign(path: string, body: object, say: ReturnType<typeof useAccessSay>) {
  const { toSign, card } = await call<Prepared>(`${path}/prepare`, { method: 'POST', body })
  // The card comes first: what it signed is then signed with the passkey, and not the other way round.
  if (card !== undefined && !('card' in body))
    throw new Problem(403, 'CERTIFICATES_CARD_NEEDED', say('signActCard'))
  if (toSign === null) return null
  const { prepared, options } = toSign
  const browser = await import('@simplewebauthn/browser')
  if (!browser.browserSupportsWebAuthn())
    throw new Problem(400, 'ACCESS_PASSKEY_UNSUPPORTED', say('signActUnsupported'))
  const response = await browser.startAuthentication({ optionsJSON: options }).catch(() => {
    // Whatever the reason, browsers keep it from pages, so that they cannot count passkeys.
    throw new Problem(400, 'ACCESS_PASSKEY_CANCELLED', say('signActCancelled'))
  })
  return { prepared, response }
}
