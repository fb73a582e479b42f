import { mkdtemp, rm } from 'node:fs/promises'
import type { AddressInfo } from 'node:net'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { ensureDemonstrationAccounts } from '../src/access/adapters/demonstration-accounts.ts'
import type { DemonstrationAccount } from '../src/access/adapters/demonstration-file.ts'
import { proposalRoutes } from '../src/access/adapters/http-proposals.ts'
import { type Access, openAccess } from '../src/access/adapters/open-access.ts'
import { personRecords } from '../src/certificates/adapters/person-records.ts'
import type { SecondFactorOf } from '../src/participants/profile.ts'
import { openDatabase } from '../src/platform/database.ts'
import { createHttp } from '../src/platform/http/create.ts'
import { createLogger } from '../src/platform/logger.ts'
import { type FreshDatabase, freshDatabase } from './postgres.ts'

type Headers = Record<string, string>
/** A server with sign-in and the demonstration accounts, on a real socket and a real database. */
export type AccessScene = {
  readonly fresh: FreshDatabase
  readonly folder: string
  readonly base: string
  /** The same by its name, as the node calls itself. */
  readonly address: string
  readonly access: Access
  /** The account of `issuing@cd`, short for issuing@cd.demo.openkp.example. */
  readonly account: (short: string) => DemonstrationAccount
  readonly setDemonstration: (shown: boolean) => void
  readonly post: (path: string, body?: unknown, headers?: Headers) => Promise<Response>
  readonly signIn: (body: unknown, headers?: Headers) => Promise<Response>
  readonly me: (headers: Headers) => Promise<Response>
  /** The same by somebody with a cookie, from our own page. */
  readonly act: (cookie: string, path: string, body?: unknown) => Promise<Response>
  /** What `who` proposes, by the second administrator of CD or EU, or whoever `second` is. */
  readonly proposed: (
    who: string,
    path: string,
    body: object,
    second?: string,
  ) => Promise<{ readonly id: string; readonly approve: () => Promise<Response> }>
  /** Signs in and returns the Cookie header that a browser would send from then on. */
  readonly signedIn: (short: string, headers?: Headers) => Promise<string>
  readonly close: () => Promise<void>
}

/** What a browser adds to a request of our own page. */
export const own = { 'sec-fetch-site': 'same-origin' }
export const codeOf = async (response: Response) =>
  ((await response.json()) as { code: string }).code

/** The Cookie header after this answer; what it takes away is left out. */
export const cookiesOf = (response: Response) =>
  response.headers
    .getSetCookie()
    .filter((line) => !/Max-Age=0/i.test(line))
    .map((line) => line.split(';')[0])
    .join('; ')

/**
 * @param prepare of the data folder, before the node opens over it.
 * @param wanted port; any without one.
 */
export async function accessScene(
  prepare: (folder: string) => Promise<void> = async () => undefined,
  wanted = 0,
  /** Of whom a second factor is asked: of those who are not of the demonstration. */
  asked: SecondFactorOf = 'nobody',
): Promise<AccessScene> {
  const fresh = await freshDatabase()
  const folder = await mkdtemp(join(tmpdir(), 'openkp-access-'))
  await prepare(folder)
  let shown = true
  const file = await ensureDemonstrationAccounts(fresh.database, folder, { baseUrl: 'http://x' })
  let address = 'http://localhost'
  const access = await openAccess({
    database: fresh.database,
    databaseUrl: fresh.url,
    dataFolder: folder,
    baseUrl: file.baseUrl,
    tls: false,
    offsetMinutesOf: () => 0,
    reviewDaysOf: () => 7,
    namesOf: () => ['Democratic Republic of the Congo'],
    secondFactorOf: () => asked,
    erasing: { records: personRecords, retentionOf: () => ({ years: 3, source: 'CORE III' }) },
    address: () => address,
    demonstration: () => (shown ? file.accounts : null),
    onError: () => undefined,
  })
  const app = await createHttp({ logger: createLogger('silent'), version: '0.0.0' })
  access.routes(app)
  const acting = openDatabase(fresh.url, { role: 'openkp_app' })
  const { who, runners } = access
  const clock = () => new Date()
  proposalRoutes(app, { acting, owner: fresh.database, who, runners, clock })
  await app.listen({ host: '127.0.0.1', port: wanted })
  const { port } = app.server.address() as AddressInfo
  const base = `http://127.0.0.1:${port}`
  // Passkeys know names and no numbers.
  address = `http://localhost:${port}`
  const account = (short: string) => {
    const found = file.accounts.find((each) => each.email === `${short}.demo.openkp.example`)
    if (found === undefined) throw new Error(`no account ${short}`)
    return found
  }
  return {
    ...{ fresh, folder, base, address, access, account },
    ...callers(base, account),
    setDemonstration: (now) => {
      shown = now
    },
    close: async () => {
      await app.close()
      await access.close()
      await acting.end()
      await fresh.drop()
      await rm(folder, { recursive: true })
    },
  }
}

function callers(base: string, account: AccessScene['account']) {
  const post: AccessScene['post'] = (path, body, headers) =>
    fetch(`${base}${path}`, {
      method: 'POST',
      headers: { ...(body !== undefined && { 'content-type': 'application/json' }), ...headers },
      ...(body !== undefined && { body: JSON.stringify(body) }),
    })
  const signIn: AccessScene['signIn'] = (body, headers) =>
    post('/api/access/sign-in', body, headers)
  const me: AccessScene['me'] = (headers) => fetch(`${base}/api/access/me`, { headers })
  const signedIn: AccessScene['signedIn'] = async (short, headers) => {
    const { email, password } = account(short)
    const response = await signIn({ email, password }, headers)
    if (response.status !== 200) throw new Error(`${short} could not sign in: ${response.status}`)
    return cookiesOf(response)
  }
  const act: AccessScene['act'] = (cookie, path, body) =>
    post(`/api/access${path}`, body ?? {}, { cookie, ...own })
  const proposed: AccessScene['proposed'] = async (who, path, body, second) => {
    const answer = await act(await signedIn(who), path, body)
    if (answer.status !== 202) throw new Error(await answer.text())
    const { proposal } = (await answer.json()) as { proposal: { id: string } }
    const approval = `/proposals/${proposal.id}/approve`
    const colleague = second ?? who.replace(/^.*@/, 'accounts@')
    return { id: proposal.id, approve: async () => act(await signedIn(colleague), approval) }
  }
  return { post, act, signIn, me, signedIn, proposed }
}
