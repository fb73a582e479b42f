import { hmac } from '@noble/hashes/hmac.js'
import { sha1 } from '@noble/hashes/legacy.js'

/** RFC 6238 4.1 and 5.2: half a minute, and one step on either side for clocks that disagree. */
const STEP_SECONDS = 30
const STEPS_ASIDE = 1
const DIGITS = 6

/** Half minutes since 1970. */
export function stepAt(epochSeconds: number): number {
  return Math.floor(epochSeconds / STEP_SECONDS)
}

/** The code of one step (RFC 4226 5.3), with SHA-1, because that is what every application computes. */
export function totpCode(secret: Uint8Array, step: number): string {
  const counter = new Uint8Array(8)
  new DataView(counter.buffer).setBigUint64(0, BigInt(step))
  const mac = hmac(sha1, secret, counter)
  const at = (mac[19] ?? 0) & 0x0f
  const number = new DataView(mac.buffer, mac.byteOffset + at, 4).getUint32(0) & 0x7fffffff
  return String(number % 10 ** DIGITS).padStart(DIGITS, '0')
}

/** The newest step around `epochSeconds` whose code this is; null for a code of none. */
export function stepOfCode(secret: Uint8Array, code: string, epochSeconds: number): number | null {
  const newest = stepAt(epochSeconds) + STEPS_ASIDE
  for (let step = newest; step >= newest - 2 * STEPS_ASIDE; step -= 1) {
    if (totpCode(secret, step) === code) return step
  }
  return null
}

export type TypedCode = { readonly kind: 'totp' | 'backup'; readonly code: string }

/** Six digits from the application, or one of the backup codes; spaces and dashes as people type them. */
export function parseCode(text: string): TypedCode | null {
  const plain = text.replace(/[\s-]/g, '')
  if (/^\d{6}$/.test(plain)) return { kind: 'totp', code: plain }
  if (!/^[A-Za-z0-9]{10}$/.test(plain)) return null
  return { kind: 'backup', code: `${plain.slice(0, 5)}-${plain.slice(5)}` }
}
