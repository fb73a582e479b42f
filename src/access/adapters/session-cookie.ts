import { createHmac, timingSafeEqual } from 'node:crypto'

/** A session token of better-auth and its base64 HMAC are about 80 characters. */
const MAX_COOKIE = 512

/** `__Host-` keeps other programs on the same domain from planting one; it needs TLS (RFC 6265bis 4.1.3). */
export function sessionCookieName(tls: boolean): string {
  return tls ? '__Host-openkp_session' : 'openkp_session'
}

/** Between the right password and the code of the second factor. */
export function codeCookieName(tls: boolean): string {
  return tls ? '__Host-openkp_code' : 'openkp_code'
}

/** A working day with its overtime. Not prolonged by use: a session stolen today is over tomorrow. */
export const SESSION_SECONDS = 12 * 60 * 60

/** The Set-Cookie line of a new session, as better-auth would write it. */
export function sessionCookieLine(token: string, secret: string, tls: boolean): string {
  const mac = createHmac('sha256', secret).update(token).digest('base64')
  const value = encodeURIComponent(`${token}.${mac}`)
  return `${sessionCookieName(tls)}=${value}; Max-Age=${SESSION_SECONDS}; ${attributes(tls)}`
}

/** The value of one cookie in a Cookie header, percent-decoded; undefined when absent or unreadable. */
export function readCookie(header: string | undefined, name: string): string | undefined {
  for (const pair of header?.split(';') ?? []) {
    const at = pair.indexOf('=')
    if (at < 0 || pair.slice(0, at).trim() !== name) continue
    return decode(pair.slice(at + 1).trim())
  }
  return undefined
}

/**
 * The session token inside a cookie that this node signed; undefined for any other. better-auth
 * writes `token.base64(HMAC-SHA256(secret, token))`.
 */
export function signedToken(cookie: string, secret: string): string | undefined {
  const dot = cookie.lastIndexOf('.')
  if (dot < 1 || cookie.length > MAX_COOKIE) return undefined
  const token = cookie.slice(0, dot)
  const given = Buffer.from(cookie.slice(dot + 1), 'base64')
  const right = createHmac('sha256', secret).update(token).digest()
  return given.length === right.length && timingSafeEqual(given, right) ? token : undefined
}

function decode(value: string): string | undefined {
  if (!value.includes('%')) return value
  try {
    return decodeURIComponent(value)
  } catch {
    // Not percent-encoding, so not a value that this node wrote.
    return undefined
  }
}

/** The Set-Cookie line that takes the session away from the browser. */
export function expiredCookie(tls: boolean): string {
  return `${sessionCookieName(tls)}=; Max-Age=0; ${attributes(tls)}`
}

function attributes(tls: boolean): string {
  return `Path=/; HttpOnly; SameSite=Lax${tls ? '; Secure' : ''}`
}
