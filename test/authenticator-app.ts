import { stepAt, totpCode } from '../src/access/totp.ts'

const BASE32 = 'ABCDEFGHIJKLMNOPQRSTUVWXYZ234567'

/** What a telephone does with the address in the code that it scanned. */
export type AuthenticatorApp = {
  readonly secret: string
  /** The code that is shown now, or so many half minutes aside. */
  readonly code: (aside?: number) => string
}

/** @param uri `otpauth://totp/...`. */
export function authenticatorApp(uri: string): AuthenticatorApp {
  const secret = fromBase32(new URL(uri).searchParams.get('secret') ?? '')
  return {
    secret: Buffer.from(secret).toString(),
    code: (aside = 0) => totpCode(secret, stepAt(Date.now() / 1000) + aside),
  }
}

function fromBase32(text: string): Uint8Array {
  const bits = [...text].map((each) => BASE32.indexOf(each).toString(2).padStart(5, '0')).join('')
  return Uint8Array.from(bits.match(/.{8}/g) ?? [], (each) => Number.parseInt(each, 2))
}
