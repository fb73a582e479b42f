import { type Queryable, rowsOf, type Tx } from '../../platform/database.ts'
import { leaveWritten, type Write } from '../../platform/write-together.ts'
import type { PartyCode } from '../../values/codes.ts'
import type { Day } from '../../values/day.ts'
import type { CertificateState } from '../acts.ts'
import type { Despite } from '../despite.ts'
import type { KeptAssertion } from '../kept-assertion.ts'
import type { KeptCard } from '../kept-card.ts'
import type { CertificateNumber } from '../number.ts'
import { stoppedWrite } from './awaiting-store.ts'

export type Container = { readonly seals: readonly string[] }

/** What the importing side answered: kept as it came. */
export type ConfirmationSeen = {
  readonly outcome: string
  readonly receivedOn: string
  readonly parcels: number | null
  readonly lines: readonly { readonly hs: string; readonly carats: string }[]
  readonly reasons: readonly string[]
  readonly note: string | null
  readonly by: string
  readonly at: string
}

export type CertificateRow = {
  readonly participant: PartyCode
  readonly number: CertificateNumber
  readonly slot: bigint
  readonly application_id: string
  readonly state: CertificateState
  readonly destination: PartyCode
  readonly firm: string | null
  /** The licence under which a firm issued it; null where the authority did. */
  readonly delegation_id: string | null
  readonly carats: bigint
  readonly usd: bigint
  readonly issued_on: Day
  readonly expires_on: Day
  readonly exp: bigint
  readonly issued_at: Date
  readonly issued_by: string
  readonly issued_by_name: string
  readonly validated_at: Date | null
  readonly validated_by_name: string | null
  readonly exported_at: Date | null
  readonly containers: readonly Container[] | null
  readonly record: Buffer | null
  readonly dossier_digest: Buffer | null
  readonly statement: Buffer | null
  readonly digest: Buffer | null
  readonly replaces: string | null
  readonly replaced_by: string | null
  readonly confirmation_due_on: Day | null
  readonly confirmation: ConfirmationSeen | null
  /** When the destination refused the goods: from then on no confirmation is awaited. */
  readonly refused_at: Date | null
  readonly despite: readonly Despite[]
  /** Of a lost one: whether it is known to be stolen. */
  readonly stolen: boolean
  /** What the passkeys of both officers said; null where none was asked. */
  readonly issue_assertion: KeptAssertion | null
  readonly validate_assertion: KeptAssertion | null
  /** What their cards signed, where the profile asks for that. */
  readonly issue_card: KeptCard | null
  readonly validate_card: KeptCard | null
}

export type CertificateKey = Pick<CertificateRow, 'participant' | 'number'>

const COLUMNS = `participant, number, slot, application_id, state, destination, firm, carats, usd, issued_on,
  expires_on, exp, issued_at, issued_by, issued_by_name, validated_at, validated_by_name, exported_at, containers,
  record, dossier_digest, statement, digest, replaces, replaced_by, confirmation_due_on, confirmation,
  refused_at, despite, stolen, issue_assertion, validate_assertion,
  issue_card, validate_card, delegation_id`

export type NewCertificate = Pick<
  CertificateRow,
  | 'participant'
  | 'number'
  | 'slot'
  | 'application_id'
  | 'destination'
  | 'firm'
  | 'delegation_id'
  | 'issued_on'
  | 'expires_on'
  | 'issued_at'
  | 'issued_by'
  | 'issued_by_name'
  | 'replaces'
  | 'despite'
  | 'issue_assertion'
  | 'issue_card'
> & { readonly carats: number; readonly usd: number; readonly exp: number }

/** A certificate that gets its number now, to be written with the application that it is issued on. */
export function certificateWrite(row: NewCertificate): Write {
  return {
    sql: `insert into certificates.certificate (participant, number, slot, application_id, state, destination, firm,
       carats, usd, issued_on, expires_on, exp, issued_at, issued_by, issued_by_name, replaces, despite, issue_assertion,
       issue_card, delegation_id)
     values ($1, $2, $3, $4, 'issued', $5, $6, $7, $8, $9, $10, $11, $12, $13, $14, $15, $16::jsonb,
       $17::jsonb, $18::jsonb, $19)`,
    values: [
      row.participant,
      row.number,
      row.slot.toString(),
      row.application_id,
      row.destination,
      row.firm,
      row.carats,
      row.usd,
      row.issued_on,
      row.expires_on,
      row.exp,
      row.issued_at,
      row.issued_by,
      row.issued_by_name,
      row.replaces,
      JSON.stringify(row.despite),
      jsonOf(row.issue_assertion),
      jsonOf(row.issue_card),
      row.delegation_id,
    ],
  }
}

export async function findCertificate(
  on: Queryable,
  participant: PartyCode,
  number: string,
  lock: 'lock' | 'look' = 'look',
): Promise<CertificateRow | undefined> {
  const [row] = await rowsOf<CertificateRow>(
    on,
    `select ${COLUMNS} from certificates.certificate where participant = $1 and number = $2
     ${lock === 'lock' ? 'for update' : ''}`,
    [participant, number],
  )
  return row
}

export type Validated = {
  readonly at: Date
  readonly by: string
  readonly byName: string
  readonly containers: readonly Container[]
  readonly assertion: KeptAssertion | null
  readonly card: KeptCard | null
  readonly record: Buffer
  readonly dossierDigest: Uint8Array
  /** The statement that was signed, or the claims that wait for it. */
  readonly signed: { readonly bytes: Uint8Array; readonly digest: Uint8Array } | null
  readonly toSign: Uint8Array | null
  readonly state: Extract<CertificateState, 'awaiting_monitor' | 'awaiting_signature' | 'validated'>
}

/** The step to `validated`, to be written with the statement, or to waiting for it or for the monitor. */
export function validatedWrite(
  { participant, number }: CertificateKey,
  validated: Validated,
): Write {
  return {
    sql: `update certificates.certificate set state = $12, validated_at = $3, validated_by = $4,
       validated_by_name = $5, containers = $6::jsonb, record = $7, dossier_digest = $8, statement = $9, digest = $10,
       validate_assertion = $11::jsonb, to_sign = $13, validate_card = $14::jsonb
     where participant = $1 and number = $2`,
    values: [
      participant,
      number,
      validated.at,
      validated.by,
      validated.byName,
      JSON.stringify(validated.containers),
      validated.record,
      validated.dossierDigest,
      validated.signed?.bytes ?? null,
      validated.signed?.digest ?? null,
      jsonOf(validated.assertion),
      validated.state,
      validated.toSign,
      jsonOf(validated.card),
    ],
  }
}

/** Back to where it was before the validation, which is undone with all that it wrote. */
export function unvalidatedWrite({ participant, number }: CertificateKey): Write {
  return {
    sql: `update certificates.certificate set state = 'issued', validated_at = null, validated_by = null,
       validated_by_name = null, containers = null, record = null, dossier_digest = null, validate_assertion = null,
       to_sign = null, validate_card = null
     where participant = $1 and number = $2`,
    values: [participant, number],
  }
}

function jsonOf(kept: KeptAssertion | KeptCard | null): string | null {
  return kept && JSON.stringify(kept)
}

/** What else changes with the state. What is not named stays as it is. */
export type StateChange = {
  readonly state: CertificateState
  readonly exportedAt?: Date
  readonly confirmationDueOn?: Day
  readonly replacedBy?: string
  readonly stolen?: boolean
  readonly confirmation?: ConfirmationSeen
}

export async function changeState(
  tx: Tx,
  { participant, number, state }: CertificateKey & Pick<CertificateRow, 'state'>,
  change: StateChange,
): Promise<void> {
  tx.changes.push({
    thing: 'certificate',
    key: number,
    before: { state },
    after: { state: change.state, ...(change.replacedBy && { replacedBy: change.replacedBy }) },
  })
  if (state === 'awaiting_signature') leaveWritten(tx, [stoppedWrite({ participant, number })])
  await rowsOf(
    tx,
    `update certificates.certificate set state = $3,
       exported_at = coalesce($4, exported_at),
       confirmation_due_on = coalesce($5, confirmation_due_on),
       replaced_by = coalesce($6, replaced_by),
       confirmation = coalesce($7::jsonb, confirmation),
       stolen = coalesce($8, stolen)
     where participant = $1 and number = $2`,
    [
      participant,
      number,
      change.state,
      change.exportedAt ?? null,
      change.confirmationDueOn ?? null,
      change.replacedBy ?? null,
      change.confirmation === undefined ? null : JSON.stringify(change.confirmation),
      change.stolen ?? null,
    ],
  )
}

/** The destination refused the goods; the first time counts. */
export async function markRefused(
  tx: Tx,
  { participant, number }: CertificateKey,
  at: Date,
): Promise<void> {
  await rowsOf(
    tx,
    `update certificates.certificate set refused_at = coalesce(refused_at, $3)
     where participant = $1 and number = $2`,
    [participant, number, at],
  )
}

/** Those that wait longest first. `record` and `statement` are heavy and stay behind. */
export function listCertificates(
  on: Queryable,
  query: {
    readonly participant: PartyCode
    readonly states: readonly CertificateState[]
    readonly firm: string | null
    /** These alone; all where it is left out. */
    readonly numbers?: readonly string[]
    readonly limit: number
  },
): Promise<readonly CertificateRow[]> {
  return rowsOf<CertificateRow>(
    on,
    `select ${COLUMNS.replace('record, ', 'null as record, ').replace(' statement,', ' null as statement,')}
     from certificates.certificate
     where participant = $1 and state = any($2) and ($3::text is null or firm = $3)
       and ($5::text[] is null or number = any($5))
     order by issued_at, number limit $4`,
    [query.participant, query.states, query.firm, query.limit, query.numbers ?? null],
  )
}
