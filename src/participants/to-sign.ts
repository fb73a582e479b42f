import { sameBytes } from '../crypto/bytes.ts'
import { parseSigStructure } from '../crypto/cose.ts'
import { keyId } from '../crypto/signature.ts'
import { type Claims, decodeClaims, MAX_STATEMENT_BYTES } from '../crypto/statement.ts'
import { decodeUtf8 } from '../crypto/utf8.ts'
import { accept, type Outcome, refuse } from '../values/outcome.ts'
import type { OwnKey } from './keys.ts'
import { type Environment, KINDS, type Kind, kindOf } from './kinds.ts'

export type ToSignRefusal =
  | 'PARTICIPANTS_SIGN_FORM'
  | 'PARTICIPANTS_SIGN_KEY'
  | 'PARTICIPANTS_SIGN_KIND'
  | 'PARTICIPANTS_SIGN_ENVIRONMENT'
  | 'PARTICIPANTS_SIGN_AUTHOR'

/** A log's head without extension lines, as c2sp.org/tlog-checkpoint writes it. */
const HEAD = /^[a-z0-9./-]{1,250}\/([A-Z-]{2,16})\n(?:0|[1-9][0-9]{0,15})\n[A-Za-z0-9+/]{43}=\n$/
const COSIGNED = /^cosignature\/v1\ntime [0-9]{1,12}\n/

/**
 * Whether `message` is a note of this key's usage: the head of its own party's log for `log`, anybody's
 * head at a time for `witness`. What the head says is for witnesses to compare, who remember.
 */
export function isNoteToSign(message: Uint8Array, { usage, party }: OwnKey): boolean {
  const text = message.length <= 1024 ? decodeUtf8(message) : undefined
  if (text === undefined) return false
  if (usage === 'log') return HEAD.exec(text)?.[1] === party
  return usage === 'witness' && COSIGNED.test(text) && HEAD.test(text.replace(COSIGNED, ''))
}

/** A register page that is full in every member; what else is signed has a twentieth of it. */
const MAX_PAGE_BYTES = 1_500_000

/** A statement of which only the signature is missing. */
export type ToSign = { readonly kind: Kind; readonly claims: Claims }

/**
 * What a signer is asked to sign with `own`, and whether that key may: the Sig_structure of a
 * statement (RFC 9052, 4.4) whose header names this key, whose kind belongs to the key's usage and to
 * this environment, and whose author is the party of the key. A program that was taken over can so
 * get signatures of statements under its own party's name, and of nothing else.
 */
export function readToSign(
  message: Uint8Array,
  own: OwnKey,
  environment: Environment,
): Outcome<ToSign, ToSignRefusal> {
  const most = own.usage === 'status' ? MAX_PAGE_BYTES : MAX_STATEMENT_BYTES
  const parts = message.length <= most ? parseSigStructure(message) : undefined
  if (parts === undefined) return refuse('PARTICIPANTS_SIGN_FORM')
  const isNamed = parts.alg === own.key.alg && sameBytes(parts.kid, keyId(own.key))
  if (!isNamed) return refuse('PARTICIPANTS_SIGN_KEY')
  const named = kindOf(parts.typ)
  if (named === undefined || KINDS[named.kind] !== own.usage)
    return refuse('PARTICIPANTS_SIGN_KIND')
  if (named.environment !== environment) return refuse('PARTICIPANTS_SIGN_ENVIRONMENT')
  const claims = decodeClaims(parts.payload)
  if (!claims.ok) return refuse('PARTICIPANTS_SIGN_FORM')
  return claims.value.iss === own.party
    ? accept({ kind: named.kind, claims: claims.value })
    : refuse('PARTICIPANTS_SIGN_AUTHOR')
}
