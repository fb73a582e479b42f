import { generateKeyPairSync, type KeyObject, sign } from 'node:crypto'
import { createServer, type IncomingMessage } from 'node:http'
import type { AddressInfo } from 'node:net'
import { CLIENT } from './provider-visit.ts'

const encoded = (value: unknown) => Buffer.from(JSON.stringify(value)).toString('base64url')
const pairOf = () => generateKeyPairSync('rsa', { modulusLength: 2048 })

export type Lie = {
  readonly claims?: Readonly<Record<string, unknown>>
  readonly alg?: string
  /** Signed by a key that is not among the published ones. */
  readonly otherKey?: boolean
  readonly unsigned?: boolean
  readonly noToken?: boolean
}

/** A provider made by hand, which says what it is told to say. */
export async function startHostileProvider() {
  const [own, other] = [pairOf(), pairOf()]
  let lie: Lie = {}
  let nonce = ''
  let issuer = ''
  const tokenOf = () => {
    const now = Math.floor(Date.now() / 1000)
    const claims = {
      iss: issuer,
      aud: CLIENT.clientId,
      sub: 'mallory',
      nonce,
      iat: now,
      exp: now + 60,
      auth_time: now,
    }
    const body = `${encoded({ alg: lie.alg ?? 'RS256', kid: 'k' })}.${encoded({ ...claims, ...lie.claims })}`
    return lie.unsigned
      ? `${body}.`
      : `${body}.${signed(body, lie.otherKey ? other.privateKey : own.privateKey)}`
  }
  const answers: Readonly<Record<string, () => unknown>> = {
    '/.well-known/openid-configuration': () => ({
      issuer,
      authorization_endpoint: `${issuer}/authorize`,
      token_endpoint: `${issuer}/token`,
      jwks_uri: `${issuer}/keys`,
      response_types_supported: ['code'],
      subject_types_supported: ['public'],
      id_token_signing_alg_values_supported: ['RS256', 'none', 'HS256'],
    }),
    '/keys': () => ({
      keys: [{ ...own.publicKey.export({ format: 'jwk' }), kid: 'k', use: 'sig', alg: 'RS256' }],
    }),
    '/token': () => ({
      access_token: 'a',
      token_type: 'Bearer',
      ...(!lie.noToken && { id_token: tokenOf() }),
    }),
  }
  const server = createServer((request: IncomingMessage, response) => {
    const answer = answers[request.url ?? '']
    response.writeHead(answer === undefined ? 404 : 200, { 'content-type': 'application/json' })
    response.end(JSON.stringify(answer?.() ?? {}))
  })
  await new Promise<void>((done) => server.listen(0, '127.0.0.1', done))
  issuer = `http://localhost:${(server.address() as AddressInfo).port}`
  return {
    issuer,
    /** What it will say, and the address at which the browser comes back from `url`. */
    visit: (url: string, next: Lie, query: Readonly<Record<string, string>> = {}) => {
      lie = next
      const asked = new URL(url).searchParams
      nonce = asked.get('nonce') ?? ''
      const back = new URL(asked.get('redirect_uri') ?? '')
      const said = { code: 'c', state: asked.get('state') ?? '', iss: issuer, ...query }
      for (const [name, value] of Object.entries(said)) back.searchParams.set(name, value)
      return back.href
    },
    stop: () => server.close(),
  }
}

function signed(body: string, key: KeyObject): string {
  return sign('sha256', Buffer.from(body), key).toString('base64url')
}
