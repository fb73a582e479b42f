import { createHmac, randomBytes, timingSafeEqual } from 'node:crypto'
import { derivedKey } from './session-secret.ts'

/** One counter at a border post is used by a whole shift, not by a whole ministry. */
const MAX_ACCOUNTS = 8
const DAYS = 180

export type KnownDevice = {
  /** The name of this browser when `email` has signed in from it before. */
  readonly recognise: (cookie: string | undefined, email: string) => string | undefined
  /** The Set-Cookie line after `email` has signed in; what the browser knew already is kept. */
  readonly remember: (cookie: string | undefined, email: string) => string
  readonly cookieName: string
}

/**
 * Device cookies (OWASP, "Slow down online guessing attacks with device cookies"): proof that this
 * browser has signed in before. It opens nothing; it only buys a budget of attempts of its own.
 * The value is `id.mac.mac...`, one MAC for each account.
 */
export function createKnownDevice(options: { secret: string; tls: boolean }): KnownDevice {
  const key = derivedKey(options.secret, 'device cookie 1')
  const mac = (id: string, email: string) =>
    createHmac('sha256', key)
      .update(JSON.stringify([id, email]))
      .digest('base64url')
  const cookieName = options.tls ? '__Host-openkp_device' : 'openkp_device'
  const attributes = `Path=/; Max-Age=${DAYS * 86_400}; HttpOnly; SameSite=Lax${options.tls ? '; Secure' : ''}`
  return {
    cookieName,
    recognise: (cookie, email) => {
      const [id, ...macs] = parts(cookie)
      if (id === undefined) return undefined
      const right = mac(id, email)
      return macs.some((each) => isSame(each, right)) ? id : undefined
    },
    remember: (cookie, email) => {
      const [oldId, ...macs] = parts(cookie)
      const id = oldId ?? randomBytes(16).toString('base64url')
      const mine = mac(id, email)
      const kept = macs.filter((each) => each !== mine).slice(0, MAX_ACCOUNTS - 1)
      return `${cookieName}=${[id, mine, ...kept].join('.')}; ${attributes}`
    },
  }
}

function parts(cookie: string | undefined): string[] {
  const found = cookie?.split('.', MAX_ACCOUNTS + 1) ?? []
  const isOurs =
    /^[\w-]{22}$/.test(found[0] ?? '') && found.slice(1).every((each) => /^[\w-]{43}$/.test(each))
  return isOurs ? found : []
}

function isSame(a: string, b: string): boolean {
  return a.length === b.length && timingSafeEqual(Buffer.from(a), Buffer.from(b))
}
