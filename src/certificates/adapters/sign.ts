import { randomUUID } from 'node:crypto'
import { sha256 } from '@noble/hashes/sha2.js'
import type { CborMap } from '../../crypto/cbor.ts'
import { type Claims, signStatement } from '../../crypto/statement.ts'
import type { Approvals } from '../../participants/approvals.ts'
import { KINDS, type Kind, typOf } from '../../participants/kinds.ts'
import { rowsOf, type Tx } from '../../platform/database.ts'
import { type Job, jobsWrite } from '../../platform/jobs.ts'
import { RefusedError } from '../../platform/refused-error.ts'
import { leaveWritten, type Write } from '../../platform/write-together.ts'
import { notLogged } from '../../transparency/adapters/log-store.ts'
import { pendingEntryWrite } from '../../transparency/adapters/store.ts'
import type { LogEntry } from '../../transparency/entry.ts'
import { statusEntryKind } from '../../transparency/entry-kind.ts'
import type { Status } from '../../transparency/statuses.ts'
import type { PartyCode } from '../../values/codes.ts'
import { type Refusal, refusal } from '../../values/outcome.ts'
import type { Awaited } from '../awaiting.ts'
import { decodeCertificateStatus } from '../certificate-status.ts'
import type { CertificateNumber } from '../number.ts'
import { certificatesBook } from './book.ts'
import { epochSeconds, type Means } from './means.ts'
import { statementWrite } from './statements-store.ts'

export type Signing = {
  readonly kind: Kind
  readonly author: PartyCode
  /** The certificate that it is about, or its own number. */
  readonly number: CertificateNumber
  readonly slot: number | null
  /** SHA-256 of the certificate that it is about. */
  readonly subject: Uint8Array | null
  readonly claims: Omit<Claims, 'iss'>
  /** Who is told, once this is committed. Never a call: a job in the same transaction. */
  readonly to: readonly PartyCode[]
  /** Until when the certificate lives that it is about, epoch seconds: a log says so of a confirmation. */
  readonly ends?: number
  /** The two officers who stand for a certificate; no other kind has them. */
  readonly approvals?: Approvals
  /** Of a `certificate-status` what it says. */
  readonly status?: Status
  /** When it was decided. */
  readonly at: Date
}

/** One that is said although the signer is away (sign-awaiting.ts). */
export type Awaitable = Signing & { readonly kind: Awaited }

/** What signing needs of the means. */
export type SignMeans = Pick<Means, 'signerOf' | 'certificateSignerOf' | 'environment'>

export type Signed = { readonly bytes: Uint8Array; readonly digest: Uint8Array }

/** The claims of a statement that has an id of its own and no end. */
export function ownClaims(at: Date, body: CborMap): Omit<Claims, 'iss'> {
  return { iat: epochSeconds(at), exp: null, cti: randomUUID(), body }
}

/**
 * Signs a statement and, in the transaction of its cause, keeps its bytes, queues its log entry and
 * the deliveries. Either all of that is there after a crash, or nothing.
 * @param also what the act writes of its own, in the same statement
 */
export async function signAndKeep(
  tx: Tx,
  means: SignMeans,
  signing: Signing,
  also: (signed: Signed) => readonly Write[] = () => [],
): Promise<Signed> {
  const { kind, author, number, slot, claims, to, approvals } = signing
  if (kind === 'certificate' && slot !== null) await mustBeNew(tx, { author, number, slot })
  const signer =
    approvals === undefined
      ? means.signerOf(author, KINDS[kind])
      : means.certificateSignerOf(author, approvals)
  const bytes = await signStatement(signer, typOf(kind, means.environment), {
    ...claims,
    iss: author,
  })
  const { iat } = claims
  const digest = sha256(bytes)
  const writes = [...also({ bytes, digest }), pendingEntryWrite(author, entryOf(signing, digest))]
  const statement = statementWrite(author, { kind, author, number, iat, bytes }, digest)
  const [first, ...rest] = [...new Set(to)]
    .filter((recipient) => recipient !== author)
    .map((recipient) => delivery({ from: author, to: recipient, digest }))
  if (first === undefined) leaveWritten(tx, [...writes, statement])
  else leaveWritten(tx, [...writes, statement, jobsWrite([first, ...rest])])
  return { bytes, digest }
}

/**
 * A number that the log has a certificate of is signed by nobody again. The database may still say that it is
 * only issued, where an older copy of it was made whole out of the log.
 */
async function mustBeNew(
  tx: Tx,
  { author, number, slot }: { author: PartyCode; number: CertificateNumber; slot: number },
): Promise<void> {
  const [row] = await rowsOf<{ is_new: boolean }>(tx, `select ${notLogged('$2')} as is_new`, [
    author,
    slot,
  ])
  if (row?.is_new === true) return
  throw new RefusedError(
    refusal('CERTIFICATES_NUMBER_LOGGED', 'number', { number }),
    certificatesBook,
  )
}

/** What the author's log says of a statement: a register is made of that and nothing else. */
function entryOf({ kind, slot, subject, claims, ends }: Signing, digest: Uint8Array): LogEntry {
  const said = kind === 'certificate-status' ? decodeCertificateStatus(claims.body) : undefined
  return {
    kind: said === undefined ? kind : statusEntryKind(said.status),
    slot,
    iat: claims.iat,
    exp: claims.exp ?? ends ?? null,
    subject,
    digest,
  }
}

/** Whether nobody signed because there is nobody to ask: the same is asked again, unchanged. */
export function isAway(error: unknown): boolean {
  return error instanceof RefusedError && isAwayRefusal(error.refusal)
}

export function isAwayRefusal(refused: Refusal | undefined): boolean {
  return refused?.code === 'PARTICIPANTS_SIGNER_AWAY'
}

export const DELIVER = 'certificates.deliver'

function delivery(of: {
  readonly from: PartyCode
  readonly to: PartyCode
  readonly digest: Uint8Array
}): Job {
  const digest = Buffer.from(of.digest).toString('hex')
  // One queue for each pair keeps a voiding behind the certificate that it voids.
  const queue = `certificates ${of.from} ${of.to}`
  return { name: DELIVER, payload: { from: of.from, to: of.to, digest }, options: { queue } }
}
