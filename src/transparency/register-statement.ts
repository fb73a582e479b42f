import { joinSign1, type Sign1Parts, splitSign1 } from '../crypto/cose.ts'
import { type Claims, decodeClaims, encodeClaims } from '../crypto/statement.ts'
import type { PartyCode } from '../values/codes.ts'
import { decodeRegisterPage, encodeRegisterPage } from './register-codec.ts'
import type { RegisterPage } from './register-page.ts'

/** A register page as it was signed, taken apart. */
export type SignedPage = Omit<Sign1Parts, 'payload'> & {
  readonly page: RegisterPage
  /** When it was signed, epoch seconds: what it says, it says as of then. */
  readonly at: number
}

/**
 * The claims under which a party signs its register page. Nothing in them is free: whoever has the
 * log and the moment has every byte but the signature.
 */
export function registerPageClaims(party: PartyCode, page: RegisterPage, at: number): Claims {
  const cti = `${page.size}.${at}`
  return { iss: party, iat: at, exp: null, cti, body: encodeRegisterPage(page) }
}

/** The page that `claims` hold; undefined where it is not exactly what `registerPageClaims` makes. */
export function registerPageOf({ iat, exp, cti, body }: Claims): RegisterPage | undefined {
  const page = decodeRegisterPage(body)
  return page !== undefined && exp === null && cti === `${page.size}.${iat}` ? page : undefined
}

export function splitSignedPage(bytes: Uint8Array, party: PartyCode): SignedPage | undefined {
  const parts = splitSign1(bytes)
  const claims = parts && decodeClaims(parts.payload)
  if (parts === undefined || !claims?.ok || claims.value.iss !== party) return undefined
  const page = registerPageOf(claims.value)
  if (page === undefined) return undefined
  return { header: parts.header, signature: parts.signature, page, at: claims.value.iat }
}

export function joinSignedPage(
  { header, signature, page, at }: SignedPage,
  party: PartyCode,
): Uint8Array {
  return joinSign1({
    header,
    signature,
    payload: encodeClaims(registerPageClaims(party, page, at)),
  })
}
