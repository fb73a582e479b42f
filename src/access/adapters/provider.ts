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
/** How far the clocks of two machines that are looked after may be apart. */
const CLOCKS_SECONDS = 30

/** What the browser has to bring back from the provider, sealed in a cookie meanwhile. */
export type Errand = { readonly state: string; readonly nonce: string; readonly verifier: string }
export type ProviderAccount = { readonly issuer: string; readonly subject: string }
export type CameBack = ProviderAccount & {
  /** Whether the provider says that more than a password was given. */
  readonly withFactor: boolean
}
type FinishRefusal = 'ACCESS_PROVIDER_AWAY' | 'ACCESS_PROVIDER_REFUSED' | 'ACCESS_PROVIDER_STALE'

export type Provider = {
  readonly label: string
  readonly issuer: string
  /** Where to send the browser. */
  readonly begin: () => Promise<Outcome<Errand & { readonly url: string }, 'ACCESS_PROVIDER_AWAY'>>
  /** Who came back. Neither an e-mail nor userinfo is looked at: only what the ID token signs. */
  readonly finish: (query: string, errand: Errand) => Promise<Outcome<CameBack, FinishRefusal>>
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
      const { secondFactor, maxAgeMinutes } = config
      const verifier = client.randomPKCECodeVerifier()
      const errand = { state: client.randomState(), nonce: client.randomNonce(), verifier }
      const url = client.buildAuthorizationUrl(found, {
        redirect_uri: callback(),
        scope: SCOPE,
        code_challenge: await client.calculatePKCECodeChallenge(verifier),
        code_challenge_method: 'S256',
        state: errand.state,
        nonce: errand.nonce,
        max_age: String(maxAgeMinutes * 60),
        ...(secondFactor.acr.length > 0 && { acr_values: secondFactor.acr.join(' ') }),
      })
      return accept({ ...errand, url: url.href })
    },
    finish: async (query, errand) => {
      const found = await known()
      if (found === null) return refuse('ACCESS_PROVIDER_AWAY')
      const claims = await claimsOf(found, new URL(`${callback()}?${query}`), errand)
      if (claims === undefined || claims.sub.length > MAX_SUBJECT)
        return refuse('ACCESS_PROVIDER_REFUSED')
      if (!isRecent(claims, config)) return refuse('ACCESS_PROVIDER_STALE')
      const { issuer } = config
      return accept({ issuer, subject: claims.sub, withFactor: hasFactor(claims, config) })
    },
  }
}

/** PKCE, state, nonce, issuer, audience, times, and the signature by a key of the provider. */
async function claimsOf(
  config: client.Configuration,
  url: URL,
  { state, nonce, verifier }: Errand,
): Promise<client.IDToken | undefined> {
  try {
    const tokens = await client.authorizationCodeGrant(config, url, {
      pkceCodeVerifier: verifier,
      expectedState: state,
      expectedNonce: nonce,
      idTokenExpected: true,
    })
    return tokens.claims()
  } catch (error) {
    if (error instanceof Error) return undefined
    throw error
  }
}

/** Whoever was asked with `max_age` must say when it was (OpenID Connect Core 3.1.3.7, 13). */
function isRecent({ auth_time: at }: client.IDToken, { maxAgeMinutes }: ProviderConfig): boolean {
  if (typeof at !== 'number') return false
  const ago = Date.now() / 1000 - at
  return ago >= -CLOCKS_SECONDS && ago <= maxAgeMinutes * 60 + CLOCKS_SECONDS
}

/** Asking by `acr_values` binds nobody to obey (OpenID Connect Core 3.1.2.1): only what came back counts. */
function hasFactor({ acr, amr }: client.IDToken, { secondFactor }: ProviderConfig): boolean {
  const methods: readonly unknown[] = Array.isArray(amr) ? amr : []
  return (
    secondFactor.acr.some((each) => each === acr) ||
    secondFactor.amr.some((each) => methods.includes(each))
  )
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
