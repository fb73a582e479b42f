import type { Tx } from '../../platform/database.ts'
import type { Status } from '../../transparency/statuses.ts'
import type { PartyCode } from '../../values/codes.ts'
import { encodeCertificateStatus } from '../certificate-status.ts'
import type { CertificateNumber } from '../number.ts'
import { epochSeconds, type Means } from './means.ts'
import { ownClaims, signAndKeep } from './sign.ts'
import { putStatus } from './status-store.ts'

/** A number of this issuer, and who was told that it exists. */
export type Numbered = {
  readonly participant: PartyCode
  readonly number: CertificateNumber
  readonly slot: bigint
  /** SHA-256 of the certificate; null for a number that never signed anything. */
  readonly digest: Uint8Array | null
  /** The destination and the transit Participants of a certificate that was announced to them. */
  readonly told: readonly PartyCode[]
}

/** Signs what is now said of a number, puts it on the status page and tells those whom it concerns. */
export async function sayStatus(
  {
    tx,
    means,
    row,
    now,
  }: { readonly tx: Tx; readonly means: Means; readonly row: Numbered; readonly now: Date },
  said: {
    readonly status: Status
    readonly reason: string | null
    readonly other: CertificateNumber | null
  },
): Promise<void> {
  const { participant, number } = row
  const { status, reason, other } = said
  const since = epochSeconds(now)
  const slot = Number(row.slot)
  const digest = row.digest === null ? null : new Uint8Array(row.digest)
  await signAndKeep(tx, means, {
    kind: 'certificate-status',
    author: participant,
    number,
    slot,
    subject: digest,
    claims: ownClaims(
      now,
      encodeCertificateStatus({ number, digest, status, since, other, reason }),
    ),
    to: row.told,
  })
  await putStatus(tx, participant, { slot, number, status, since, other })
}
