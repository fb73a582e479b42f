import { createHash } from 'node:crypto'
import type { IncomingHttpHeaders } from 'node:http'
import type { Database } from '../../platform/database.ts'
import type { Officer } from '../officer.ts'
import { lackingIn } from '../second-factor-rules.ts'
import { IS_CONFIRMED } from './first-factor.ts'
import { IS_LIVE, NOTE_USE } from './idle-session.ts'
import { createOfficerCache } from './officer-cache.ts'
import { IS_ACTIVE, OFFICER_COLUMNS, type OfficerRow, officerOf } from './officers.ts'
import { readCookie, sessionCookieName, signedToken } from './session-cookie.ts'

/** Tokens of ours have 43 characters; the rest is room for those of later issues. */
const MAX_BEARER = 256

export type Headers = { readonly headers: IncomingHttpHeaders }
export type Who = {
  /**
   * The officer behind a bearer token or, without one, a session cookie; null for nobody, for
   * whoever is disabled, and for whatever has expired. A bad token never falls back to the cookie.
   */
  readonly whoIs: (request: Headers) => Promise<Officer | null>
  /** What speaks for this request, believed or not. */
  readonly credential: (request: Headers) => 'token' | 'cookie' | 'none'
  /** The session token of a cookie that this node signed, for signing out. */
  readonly sessionToken: (request: Headers) => string | undefined
  /** Forgets what was remembered of everybody; at once in this process, in ten seconds in others. */
  readonly forget: () => void
}

/** Asked with the officer: whether an act has to be signed in person costs no question of its own. */
const HAS_PASSKEY =
  'exists (select from access.passkey where user_id = officer.user_id) as has_passkey'

/** The use is noted at most once a minute: asking must not cost a write each time. */
const BY_TOKEN = `
  with used as (
    update access.token set last_used_at = now()
    where sha256 = $1 and (last_used_at is null or last_used_at < now() - interval '1 minute')
  )
  select ${OFFICER_COLUMNS}, ${HAS_PASSKEY}, token.scope, extract(epoch from least(token.expires_at, officer.ends_at) - now())::float8 as seconds_left
  from access.token
  join access.officer on officer.participant = token.participant and officer.id = token.officer_id
  where token.sha256 = $1 and ${IS_ACTIVE}
    and (token.expires_at is null or token.expires_at > now())`

const OF_SESSION = `
  select ${OFFICER_COLUMNS}, ${HAS_PASSKEY}, session.with_factor, ${IS_CONFIRMED},
    exists (select from access.two_factor where user_id = officer.user_id and verified) as has_code,
    extract(epoch from least(session.expires_at, officer.ends_at) - now())::float8 as seconds_left
  from access.session
  join access.officer on officer.user_id = session.user_id
  where session.token = $1 and ${IS_ACTIVE} and ${IS_LIVE}`
const BY_SESSION = `with used as (${NOTE_USE}) ${OF_SESSION}`
/** What a page asks by itself while nobody is in front of it (src/ui/attended.ts) is no use of the session. */
const UNATTENDED = 'openkp-unattended'

type Query = { readonly name: string; readonly text: string; readonly values: unknown[] }

type WhoOptions = {
  readonly database: Database
  readonly secret: string
  readonly tls: boolean
  /** Whether this officer has to have a second factor. */
  readonly asksFactor: (officer: Officer) => boolean
}

export function createWho(options: WhoOptions): Who {
  const { database, secret, asksFactor } = options
  const cookieName = sessionCookieName(options.tls)
  const cache = createOfficerCache()
  const cookieOf = (request: Headers) => readCookie(request.headers.cookie, cookieName)
  const sessionToken = (request: Headers) => signedToken(cookieOf(request) ?? '', secret)

  const load = async (query: Query) => {
    const { rows } = await database.query<OfficerRow & { seconds_left: number | null }>(query)
    const [row] = rows
    if (row === undefined) return undefined
    const known = officerOf(row)
    const lacks = asksFactor(known) ? lackingOf(row) : undefined
    const officer = lacks === undefined ? known : { ...known, lacks }
    return { officer, secondsLeft: soonest(row.seconds_left, officer) }
  }
  const byBearer = async (token: string) => {
    if (token.length > MAX_BEARER) return null
    const digest = createHash('sha256').update(token).digest()
    return cache.through(`token ${digest.toString('base64')}`, () =>
      load({ name: 'access_by_token', text: BY_TOKEN, values: [digest] }),
    )
  }
  const bySession = async (request: Headers) => {
    const token = sessionToken(request)
    if (token === undefined) return null
    const isAlone = request.headers[UNATTENDED] !== undefined
    const [name, text] = isAlone
      ? ['access_of_session', OF_SESSION]
      : ['access_by_session', BY_SESSION]
    return cache.through(`session ${token}`, () => load({ name, text, values: [token] }))
  }
  return {
    whoIs: (request) => {
      const bearer = bearerOf(request)
      return bearer === undefined ? bySession(request) : byBearer(bearer)
    },
    credential: (request) => {
      if (isByToken(request)) return 'token'
      return cookieOf(request) === undefined ? 'none' : 'cookie'
    },
    sessionToken,
    forget: cache.clear,
  }
}

/** Nothing for a token: it does what its scope has, and makes and changes no account. */
function lackingOf(row: OfficerRow) {
  const { has_passkey: hasPasskey = false, has_code: hasCode = false } = row
  const { with_factor: withFactor, is_confirmed: confirmed = false } = row
  return withFactor === undefined
    ? undefined
    : lackingIn({ hasPasskey, hasCode, withFactor, confirmed })
}

/** Seconds until the session, the account or a role for a time ends. */
function soonest(secondsLeft: number | null, { standing = [] }: Officer): number | null {
  const ends = standing.map(({ until }) => (Date.parse(until) - Date.now()) / 1000)
  return ends.length === 0
    ? secondsLeft
    : Math.min(secondsLeft ?? Number.POSITIVE_INFINITY, ...ends)
}

/** Whether a token speaks for this request, believed or not. */
export function isByToken(request: Headers): boolean {
  return bearerOf(request) !== undefined
}

/** RFC 6750 2.1; the scheme is case-insensitive (RFC 9110 11.1). */
function bearerOf(request: Headers): string | undefined {
  return /^bearer +(\S+) *$/i.exec(request.headers.authorization ?? '')?.[1]
}
