import { call, Problem } from '../../ui/http.ts'

type Ceremony = {
  /** Where the options come from, and where the answer goes. */
  readonly options: string
  readonly keep: string
  /** What goes with both, such as the link of an invitation. */
  readonly body?: object
  /** What to say when the person turned away, or has no passkey for this site. */
  readonly cancelled: string
}

/** Makes a passkey and has it kept. The library comes only to who asks for it. */
export async function makePasskey<T>(ceremony: Ceremony, name: string): Promise<T> {
  const { startRegistration } = await import('@simplewebauthn/browser')
  return perform(ceremony, { name }, (optionsJSON: Registration) =>
    startRegistration({ optionsJSON }),
  )
}

/** Signs what the server asks with a passkey that this browser finds. */
export async function signWithPasskey<T>(ceremony: Ceremony): Promise<T> {
  const { startAuthentication } = await import('@simplewebauthn/browser')
  return perform(ceremony, {}, (optionsJSON: Authentication) =>
    startAuthentication({ optionsJSON }),
  )
}

type Browser = typeof import('@simplewebauthn/browser')
type Registration = Parameters<Browser['startRegistration']>[0]['optionsJSON']
type Authentication = Parameters<Browser['startAuthentication']>[0]['optionsJSON']

async function perform<Options, T>(
  { options, keep, body = {}, cancelled }: Ceremony,
  more: object,
  sign: (options: Options) => Promise<unknown>,
): Promise<T> {
  const asked = await call<Options>(options, { method: 'POST', body })
  const response = await sign(asked).catch(() => {
    // Whatever the reason, browsers keep it from pages, so that they cannot count passkeys.
    throw new Problem(400, 'ACCESS_PASSKEY_CANCELLED', cancelled)
  })
  return call<T>(keep, { method: 'POST', body: { ...body, ...more, response } })
}
