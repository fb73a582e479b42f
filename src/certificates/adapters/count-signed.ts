import { type Queryable, rowsOf } from '../../platform/database.ts'
import type { PartyCode } from '../../values/codes.ts'

/** Certificates of one key below a place in its log, and from there on. */
export type SignedCounts = { readonly stays: number; readonly falls: number }

/** The key id stands in the protected header, which is at the beginning of every statement. */
const HEADER_BYTES = 32

/** Counts the logged certificates that the key with this id signed. */
export async function countSigned(
  on: Queryable,
  participant: PartyCode,
  { kid, goodBelow }: { readonly kid: Uint8Array; readonly goodBelow: number },
): Promise<SignedCounts> {
  const [row] = await rowsOf<SignedCounts>(
    on,
    `select count(*) filter (where index < $2)::int as stays, count(*) filter (where index >= $2)::int as falls
     from transparency.entry join certificates.statement signed
       on signed.participant = entry.participant and signed.digest = entry.statement_digest
     where entry.participant = $1 and entry.kind = 'certificate'
       and position($3::bytea in substring(signed.bytes for $4::int)) > 0`,
    [participant, goodBelow, Buffer.from(kid), HEADER_BYTES],
  )
  return row ?? { stays: 0, falls: 0 }
}
