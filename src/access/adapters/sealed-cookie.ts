import { createHash, createHmac, timingSafeEqual } from 'node:crypto'
import type { Queryable } from '../../platform/database.ts'
import { readCookie } from './session-cookie.ts'
import { derivedKey } from './session-secret.ts'

/** Everything that one of these holds: browsers keep 4096 bytes a cookie. */
const MAX_COOKIE = 3_000

/** What this node asked a browser to bring back, in a short time and unchanged. */
export type SealedCookie<Content extends object> = {
  /** The Set-Cookie line. */
  readonly seal: (content: Content, now: Date) => string
  /** What the browser brought back; null when it is over, made up, or of another purpose. */
  readonly open: (cookieHeader: string | undefined, now: Date) => Content | null
  /** The Set-Cookie line that takes it away. */
  readonly clear: string
}

type Options = {
  readonly secret: string
  readonly tls: boolean
  /** Also what keeps one kind from passing for another. */
  readonly purpose: string
  readonly seconds: number
  readonly sameSite: 'Strict' | 'Lax'
}

/**
 * A signed cookie with an end: the node keeps nothing for whoever begins and goes away. `spendOnce`
 * keeps the few that were used.
 */
export function sealedCookie<Content extends object>(options: Options): SealedCookie<Content> {
  const { secret, tls, purpose, seconds, sameSite } = options
  const key = derivedKey(secret, `${purpose} cookie 1`)
  const name = tls ? `__Host-openkp_${purpose}` : `openkp_${purpose}`
  const attributes = `Path=/; HttpOnly; SameSite=${sameSite}${tls ? '; Secure' : ''}`
  const mac = (body: string) => createHmac('sha256', key).update(body).digest()
  return {
    seal: (content, now) => {
      const until = now.getTime() + seconds * 1000
      const body = Buffer.from(JSON.stringify({ ...content, until })).toString('base64url')
      return `${name}=${body}.${mac(body).toString('base64url')}; Max-Age=${seconds}; ${attributes}`
    },
    open: (cookieHeader, now) => {
      const [body = '', given = ''] = (readCookie(cookieHeader, name) ?? '').split('.')
      const signature = Buffer.from(given, 'base64url')
      const right = mac(body)
      if (body.length > MAX_COOKIE || signature.length !== right.length) return null
      if (!timingSafeEqual(signature, right)) return null
      const content = JSON.parse(Buffer.from(body, 'base64url').toString()) as Content & {
        readonly until: number
      }
      return content.until > now.getTime() ? content : null
    },
    clear: `${name}=; Max-Age=0; ${attributes}`,
  }
}

/** Longer than any of these cookies lives. */
const SPENT_MINUTES = 60

/** True for the first who brings this value, and for nobody after. */
export async function spendOnce(on: Queryable, value: string): Promise<boolean> {
  const { rowCount } = await on.query(
    `insert into access.spent (sha256, until) values ($1, now() + make_interval(mins => $2))
     on conflict do nothing`,
    [createHash('sha256').update(value).digest(), SPENT_MINUTES],
  )
  return rowCount === 1
}
