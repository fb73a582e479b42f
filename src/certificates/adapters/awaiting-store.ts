import { type Queryable, rowsOf } from '../../platform/database.ts'
import type { Write } from '../../platform/write-together.ts'
import type { PartyCode } from '../../values/codes.ts'
import type { Refusal } from '../../values/outcome.ts'
import type { CertificateKey, CertificateRow } from './certificates-store.ts'

/** A certificate that is validated and waits for its signature. */
export type AwaitingRow = Pick<
  CertificateRow,
  'participant' | 'number' | 'slot' | 'issued_by' | 'issue_assertion' | 'validate_assertion'
> & {
  readonly validated_by: string
  readonly to_sign: Buffer
  readonly sign_refused: Refusal | null
}

const COLUMNS = `participant, number, slot, issued_by, issue_assertion, validate_assertion, validated_by, to_sign,
  sign_refused`

/** One that waits for the monitor, with the claims that he decides about; its row is locked already. */
export async function heldClaims(
  on: Queryable,
  { participant, number }: CertificateKey,
): Promise<AwaitingRow> {
  const [row] = await rowsOf<AwaitingRow>(
    on,
    `select ${COLUMNS} from certificates.certificate
     where participant = $1 and number = $2 and to_sign is not null`,
    [participant, number],
  )
  if (row === undefined) throw new Error(`${number} waits without its claims`)
  return row
}

/** The signer is away at the moment of the approval: from now on it waits for that alone. */
export function awaitingWrite({ participant, number }: CertificateKey): Write {
  return {
    sql: `update certificates.certificate set state = 'awaiting_signature'
     where participant = $1 and number = $2`,
    values: [participant, number],
  }
}

/** The first one after `after` that nobody else has in hand, locked. */
export async function nextAwaiting(
  on: Queryable,
  participant: PartyCode,
  after: string,
): Promise<AwaitingRow | undefined> {
  const [row] = await rowsOf<AwaitingRow>(
    on,
    `select ${COLUMNS} from certificates.certificate
     where participant = $1 and state = 'awaiting_signature' and number > $2
     order by number limit 1 for update skip locked`,
    [participant, after],
  )
  return row
}

/** What is left, whoever has it in hand: whether any was not refused by the signer yet; null for none. */
export async function leftAwaiting(
  on: Queryable,
  participant: PartyCode,
): Promise<'untried' | 'refused' | null> {
  const [row] = await rowsOf<{ untried: boolean | null }>(
    on,
    `select bool_or(sign_refused is null) as untried from certificates.certificate
     where participant = $1 and state = 'awaiting_signature'`,
    [participant],
  )
  if (row === undefined || row.untried === null) return null
  return row.untried ? 'untried' : 'refused'
}

/** The step to `validated` of one that waited. */
export function signedWrite(
  { participant, number }: CertificateKey,
  signed: { readonly bytes: Uint8Array; readonly digest: Uint8Array },
): Write {
  return {
    sql: `update certificates.certificate set state = 'validated', statement = $3, digest = $4, to_sign = null,
       sign_refused = null
     where participant = $1 and number = $2`,
    values: [participant, number, signed.bytes, signed.digest],
  }
}

/** Why the signer signed nothing, for whoever looks at the page. */
export async function noteRefused(
  on: Queryable,
  { participant, number }: CertificateKey,
  refusal: Refusal,
): Promise<void> {
  await rowsOf(
    on,
    `update certificates.certificate set sign_refused = $3::jsonb where participant = $1 and number = $2`,
    [participant, number, JSON.stringify(refusal)],
  )
}
