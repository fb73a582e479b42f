import * as client from 'openid-client'
import { accept, type Outcome, refuse } from '../../values/outcome.ts'
import type { ProviderConfig } from './provider-file.ts'

/** A provider that does not answer by then is away: a person waits in front of the page. */
const TIMEOUT_SECONDS = 10
/** Keys and addresses of the provider are asked again that often. */
const KNOWN_FOR_MS = 3_600_000
const SCOPE = 'openid'
/** OpenID Connect Core 2: `sub` has at most 255 characters. */
const MAX_SUBJECT = 255

/** What the browser has to bring back from the provider, sealed in a cookie meanwhile. */
export type Errand = { readonly state: string; readonly nonce: string; readonly verifier: string }
export type ProviderAccount = { readonly issuer: string; readonly subject: string }

export type Provider = {
  readonly label: string
  readonly issuer: string
  /** Where to send the browser. */
  readonly begin: () => Promise<Outcome<Errand & { readonly url: string }, 'ACCESS_PROVIDER_AWAY'>>
  /** Who came back. Neither an e-mail nor userinfo is looked at: only what the ID token signs. */
  readonly finish: (
    query: string,
    errand: Errand,
  ) => Promise<Outcome<ProviderAccount, 'ACCESS_PROVIDER_AWAY' | 'ACCESS_PROVIDER_REFUSED'>>
}

/** @param address of this node, asked each time. */
export function createProvider(config: ProviderConfig, address: () => string): Provider {
  const known = discovered(config)
  const callback = () => `${address()}/api/access/provider/callback`
  return {
    label: config.label,
    issuer: config.issuer,
    begin: async () => {
      const found = await known()
      if (found === null) return refuse('ACCESS_PROVIDER_AWAY')
      const verifier = client.randomPKCECodeVerifier()
      const errand = { state: client.randomState(), nonce: client.randomNonce(), verifier }
      const url = client.buildAuthorizationUrl(found, {
        redirect_uri: callback(),
        scope: SCOPE,
        code_challenge: await client.calculatePKCECodeChallenge(verifier),
        code_challenge_method: 'S256',
        state: errand.state,
        nonce: errand.nonce,
      })
      return accept({ ...errand, url: url.href })
    },
    finish: async (query, errand) => {
      const found = await known()
      if (found === null) return refuse('ACCESS_PROVIDER_AWAY')
      const subject = await subjectOf(found, new URL(`${callback()}?${query}`), errand)
      if (subject === undefined) return refuse('ACCESS_PROVIDER_REFUSED')
      return accept({ issuer: config.issuer, subject })
    },
  }
}

/** PKCE, state, nonce, issuer, audience, times, and the signature by a key of the provider. */
async function subjectOf(
  config: client.Configuration,
  url: URL,
  { state, nonce, verifier }: Errand,
): Promise<string | undefined> {
  try {
    const tokens = await client.authorizationCodeGrant(config, url, {
      pkceCodeVerifier: verifier,
      expectedState: state,
      expectedNonce: nonce,
      idTokenExpected: true,
    })
    const subject = tokens.claims()?.sub
    return subject !== undefined && subject.length <= MAX_SUBJECT ? subject : undefined
  } catch (error) {
    if (error instanceof Error) return undefined
    throw error
  }
}

/** The provider's own description (OpenID Connect Discovery 1.0), asked when somebody needs it. */
function discovered({ issuer, clientId, clientSecret }: ProviderConfig) {
  let known: { readonly config: client.Configuration; readonly until: number } | undefined
  return async (): Promise<client.Configuration | null> => {
    if (known !== undefined && performance.now() < known.until) return known.config
    // Without it openid-client believes an ID token that came over TLS, whoever signed it.
    const execute = [client.enableNonRepudiationChecks]
    if (issuer.startsWith('http:')) execute.push(client.allowInsecureRequests)
    try {
      const config = await client.discovery(
        new URL(issuer),
        clientId,
        undefined,
        client.ClientSecretBasic(clientSecret),
        { execute, timeout: TIMEOUT_SECONDS },
      )
      known = { config, until: performance.now() + KNOWN_FOR_MS }
      return config
    } catch (error) {
      if (error instanceof Error) return null
      throw error
    }
  }
}
