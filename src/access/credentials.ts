import { acceptUnless, type Outcome, refusal } from '../values/outcome.ts'
import { parseLine } from '../values/text.ts'

/** RFC 5321 4.5.3.1.3 allows a path of 256 octets, angle brackets included. */
const MAX_EMAIL = 254
/** Longer than any pass phrase that people use, short enough that hashing it costs the same. */
const MAX_PASSWORD = 256

export type Credentials = { readonly email: string; readonly password: string }

/**
 * What somebody typed to sign in. The e-mail comes back in lower case; the password in NFC, because
 * keyboards of different systems write the same accented letter differently (NIST SP 800-63B 3.1.1.2).
 */
export function parseCredentials(
  email: unknown,
  password: unknown,
): Outcome<Credentials, 'ACCESS_EMAIL' | 'ACCESS_PASSWORD'> {
  const address = parseEmail(email)
  const secret = parsePassword(password)
  const faults = [
    address === null && refusal('ACCESS_EMAIL', 'email'),
    secret === null && refusal('ACCESS_PASSWORD', 'password', { limit: MAX_PASSWORD }),
  ]
  return acceptUnless(
    faults.filter((each) => each !== false),
    () => ({ email: address ?? '', password: secret ?? '' }),
  )
}

/** In lower case; null for what is no address. */
export function parseEmail(text: unknown): string | null {
  const line = parseLine(text, MAX_EMAIL)
  const isAddress = line.ok && /^[^\s@]+@[^\s@.]+(\.[^\s@.]+)+$/.test(line.value)
  return isAddress ? line.value.toLowerCase() : null
}

/** Any character may stand in a password; only its length is limited. */
function parsePassword(text: unknown): string | null {
  if (typeof text !== 'string' || text === '' || text.length > MAX_PASSWORD) return null
  return text.normalize('NFC')
}
