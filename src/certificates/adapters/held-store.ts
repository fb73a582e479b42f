import { type Queryable, rowsOf } from '../../platform/database.ts'
import type { Write } from '../../platform/write-together.ts'
import type { CertificateState } from '../acts.ts'
import type { CertificateKey, CertificateRow } from './certificates-store.ts'
import type { Signed } from './sign.ts'

/** A certificate that is validated and not signed, with the exact claims that wait. */
export type HeldRow = Pick<
  CertificateRow,
  'participant' | 'number' | 'slot' | 'issued_by' | 'issue_assertion' | 'validate_assertion'
> & {
  readonly validated_by: string
  readonly to_sign: Buffer
}

/** Locked, as every act on a certificate begins; undefined where it waits for that no more. */
export async function lockHeld(
  on: Queryable,
  { participant, number }: CertificateKey,
  state: Extract<CertificateState, 'awaiting_monitor' | 'awaiting_signature'>,
): Promise<HeldRow | undefined> {
  const [row] = await rowsOf<HeldRow>(
    on,
    `select participant, number, slot, issued_by, issue_assertion, validate_assertion, validated_by, to_sign
     from certificates.certificate
     where participant = $1 and number = $2 and state = $3 and to_sign is not null for update`,
    [participant, number, state],
  )
  return row
}

/** The step to `validated` with the signature; where the signer is away, to waiting for that alone. */
export function signedWrite({ participant, number }: CertificateKey, signed: Signed | null): Write {
  if (signed === null) {
    return {
      sql: `update certificates.certificate set state = 'awaiting_signature'
       where participant = $1 and number = $2`,
      values: [participant, number],
    }
  }
  return {
    sql: `update certificates.certificate set state = 'validated', statement = $3, digest = $4, to_sign = null
     where participant = $1 and number = $2`,
    values: [participant, number, signed.bytes, signed.digest],
  }
}
