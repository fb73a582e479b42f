import { sha256 } from '@noble/hashes/sha2.js'
import { sameBytes } from '../../crypto/bytes.ts'
import { parseStatement, type Statement } from '../../crypto/statement.ts'
import { authenticate } from '../../participants/authenticate.ts'
import { type Kind, kindOf } from '../../participants/kinds.ts'
import { type Tx, transaction } from '../../platform/database.ts'
import type { JobTask } from '../../platform/jobs.ts'
import { isPartyCode, type PartyCode } from '../../values/codes.ts'
import { decodeAlert } from '../alert.ts'
import { type Certificate, certificateOf } from '../certificate.ts'
import { decodeCertificateStatus } from '../certificate-status.ts'
import { decodeConfirmation } from '../confirmation.ts'
import { decodeCorrection } from '../correction.ts'
import { decodeDiscrepancy } from '../discrepancy.ts'
import { type CertificateNumber, isCanonicalNumber, issuerOf } from '../number.ts'
import { MAX_PAGE_BYTES } from '../status.ts'
import { hasRung, settleAlarm } from './alarms-store.ts'
import {
  type ArrivalKey,
  type ArrivalRow,
  findArrival,
  lockNumber,
  putArrival,
} from './arrivals-store.ts'
import { type CertificateRow, findCertificate, markRefused } from './certificates-store.ts'
import { confirmedAbroad, knownOf } from './confirmed-abroad.ts'
import { type Incoming, note } from './incoming.ts'
import type { Means } from './means.ts'
import { raiseAlarm, ring } from './raise-alarm.ts'
import { owed } from './ring-overdue.ts'
import { keepStatement, readStatement } from './statements-store.ts'
import { whereTold } from './wording.ts'

/**
 * Brings a statement to another Participant of this node. It is checked there as if it came from
 * afar: the network between nodes will hand over the same bytes to the same door.
 */
export function deliverTask(means: Means): JobTask {
  return async (payload) => {
    const { from, to, digest } = parsePayload(payload)
    const work = async (tx: Tx) => {
      const stored = await tx.inScopeOf(from, () => readStatement(tx, from, digest))
      if (stored === undefined)
        throw new Error(`${from} has no statement to deliver under this digest`)
      await receive(tx, means, to, new Uint8Array(stored.bytes))
    }
    await transaction(means.database, work, { scope: to })
  }
}

function parsePayload(payload: unknown) {
  const { from, to, digest } = payload as Readonly<Record<string, unknown>>
  if (!isPartyCode(from) || !isPartyCode(to) || typeof digest !== 'string') {
    throw new Error('a delivery without from, to or digest')
  }
  return { from, to, digest: Buffer.from(digest, 'hex') }
}

/** In the place of what this side does not know. */
const UNKNOWN = '–'

/** Checks, keeps and acts on a statement, once: the same bytes again change nothing. */
export async function receive(
  tx: Tx,
  means: Means,
  me: PartyCode,
  bytes: Uint8Array,
): Promise<'received' | 'duplicate' | 'refused'> {
  const parsed = parseStatement(bytes, MAX_PAGE_BYTES)
  if (!parsed.ok) return 'refused'
  const statement = parsed.value
  const named = kindOf(statement.sign1.typ)
  if (named === undefined || named.environment !== means.environment) return 'refused'
  const authentic = await authenticate(statement, named.kind, means.trust(), means.verify)
  const number = numberOf(named.kind, statement)
  if (!authentic.ok || number === undefined) return 'refused'
  if (!maySay(named.kind, statement, number)) return 'refused'
  const { iss: author, iat } = statement
  const kept = keepStatement(tx, me, { kind: named.kind, author, number, iat, bytes })
  const incoming = { tx, means, me, statement, number, now: means.clock() }
  // A certificate that was presented first is kept already; that it was announced is news even so.
  if (named.kind === 'certificate') await Promise.all([kept, announced(incoming)])
  else {
    const { isNew, digest } = await kept
    if (!isNew) return 'duplicate'
    await actOn(named.kind, incoming, digest)
  }
  return 'received'
}

/** The certificate that a statement is about; undefined where its body is not what its kind says. */
function numberOf(kind: Kind, { body, cti }: Statement): CertificateNumber | undefined {
  const readers: Partial<Record<Kind, () => CertificateNumber | undefined>> = {
    certificate: () => (isCanonicalNumber(cti) ? cti : undefined),
    'certificate-status': () => decodeCertificateStatus(body)?.number,
    correction: () => decodeCorrection(body)?.number,
    'import-confirmation': () => decodeConfirmation(body)?.number,
    discrepancy: () => decodeDiscrepancy(body)?.number,
    alert: () => decodeAlert(body)?.number,
  }
  return readers[kind]?.()
}

const ISSUERS_WORD: readonly Kind[] = ['certificate', 'certificate-status', 'correction']

/** What becomes of a number is its issuer's to say, whoever else holds good keys. */
function maySay(kind: Kind, { iss }: Statement, number: CertificateNumber): boolean {
  return !ISSUERS_WORD.includes(kind) || issuerOf(number) === iss
}

async function actOn(kind: Kind, incoming: Incoming, digest: Uint8Array): Promise<void> {
  if (kind === 'certificate-status') await statusSaid(incoming)
  if (kind === 'correction') await corrected(incoming)
  if (kind === 'import-confirmation') await confirmedAbroad(incoming, digest)
  if (kind === 'discrepancy') await stoppedAbroad(incoming)
  if (kind === 'alert') await alerted(incoming)
}

/** The message before the goods (Annex II, 21): what is expected. Goods that are here already stay so. */
async function announced({ tx, means, me, statement, now }: Incoming): Promise<void> {
  const meaning = certificateOf(statement)
  if ('fault' in meaning) return
  const { certificate } = meaning
  const key = { participant: me, issuer: certificate.issuer, number: certificate.number }
  const [, known] = await Promise.all([lockNumber(tx, key), findArrival(tx, key, 'lock')])
  if (known !== undefined) {
    await ringTwin({ tx, means, me, statement, number: certificate.number, now }, known)
    if (known.announced_at !== null) return
  }
  const arrival = known
    ? { ...known, announced_at: now }
    : expected(key, statement, certificate, now)
  tx.unread(putArrival(tx, arrival))
  const about = { tx, me, number: certificate.number, now }
  tx.unread(note(about, 'pre-alert', { party: certificate.issuer }))
}

function expected(
  key: ArrivalKey,
  { bytes }: Statement,
  { importer, totals }: Certificate,
  now: Date,
): ArrivalRow {
  return {
    ...key,
    state: 'expected',
    firm: importer.name,
    carats: BigInt(totals.carats),
    usd: BigInt(totals.usd),
    statement: Buffer.from(bytes),
    digest: Buffer.from(sha256(bytes)),
    announced_at: now,
    presented_at: null,
    verdict: null,
    seals: null,
    weighing: null,
    outcome: null,
    closed_at: null,
    confirmation_due_on: null,
  }
}

/** Another certificate was announced or shown under this number: its issuer signed it twice. */
async function ringTwin(incoming: Incoming, known: ArrivalRow): Promise<void> {
  const { tx, means, me, statement, number, now } = incoming
  const digest = sha256(statement.bytes)
  if (known.digest === null || sameBytes(new Uint8Array(known.digest), digest)) return
  const about = { code: 'TWIN', issuer: statement.iss, number } as const
  if (await hasRung(tx, me, about)) return
  const shown = { digest, where: { party: me }, detail: { number }, at: now }
  await raiseAlarm(tx, means, me, { ...about, ...shown, to: [statement.iss] })
}

/** The issuer took its word back. Goods that were presented meanwhile are somebody's business at once. */
async function statusSaid({ tx, me, statement, number, now }: Incoming): Promise<void> {
  const said = decodeCertificateStatus(statement.body)
  if (said === undefined) return
  const { reason, status, other } = said
  const detail = { reason: reason ?? UNKNOWN, status, ...(other && { other }) }
  await note({ tx, me, number, now }, 'voided-by-issuer', detail)
  const arrival = await findArrival(tx, { participant: me, issuer: statement.iss, number })
  if (arrival === undefined || arrival.presented_at === null || arrival.closed_at !== null) return
  const since = new Date(said.since * 1000).toISOString()
  await ring(tx, me, {
    code: 'CLOSED_AFTER_PRESENTATION',
    issuer: statement.iss,
    number,
    source: statement.iss,
    detail: { number, party: me, since },
    at: now,
  })
}

async function corrected({ tx, me, statement, number, now }: Incoming): Promise<void> {
  const correction = decodeCorrection(statement.body)
  if (correction === undefined) return
  for (const change of correction.changes) {
    await note({ tx, me, number, now }, 'corrected-by-issuer', change)
  }
}

async function stoppedAbroad({ tx, me, statement, number, now }: Incoming): Promise<void> {
  const notice = decodeDiscrepancy(statement.body)
  if (notice === undefined) return
  const { action, note: words, reasons } = notice
  const party = statement.iss
  const act = action === 'detained' ? 'detained-abroad' : 'refused-abroad'
  const why = words === null ? {} : { reason: words }
  await note({ tx, me, number, now }, act, { party, discrepancies: reasons.join(), ...why })
  const row = await findCertificate(tx, me, number, 'lock')
  if (action === 'refused' && row !== undefined && isOfSigned(row, party, notice.digest)) {
    await refusedFor(tx, row, party, now)
  }
  const detail = { number, party }
  const source = party
  await ring(tx, me, {
    code: 'STOPPED_ABROAD',
    issuer: issuerOf(number),
    number,
    source,
    detail,
    at: now,
  })
}

/** Whether the destination speaks, and of the certificate that was signed: nobody else ends the wait. */
function isOfSigned(row: CertificateRow, party: PartyCode, digest: Uint8Array | null): boolean {
  if (row.digest === null || digest === null) return false
  return party === row.destination && sameBytes(new Uint8Array(row.digest), digest)
}

/** Refused by the destination: no confirmation will come, so nobody waits for one any more. */
async function refusedFor(
  tx: Tx,
  { participant, number }: CertificateRow,
  party: PartyCode,
  at: Date,
): Promise<void> {
  await markRefused(tx, { participant, number }, at)
  const overdue = { code: 'CONFIRMATION_OVERDUE', issuer: participant, number } as const
  await settleAlarm(tx, participant, overdue, { party, at })
}

/** What another authority saw of a number, told with what is known of it here. */
async function alerted({ tx, means, me, statement, number, now }: Incoming): Promise<void> {
  const alert = decodeAlert(statement.body)
  if (alert === undefined) return
  const issuer = issuerOf(number)
  if (alert.code === 'CONFIRMATION_OVERDUE' && statement.iss === issuer) {
    return owed({ tx, me, number, now }, { issuer, source: issuer })
  }
  const row = issuer === me ? await findCertificate(tx, me, number) : undefined
  const detail = {
    number,
    ...whereTold(means.registry, statement.iss, alert.place),
    ...(row && (await knownOf(tx, row))),
    series: issuer,
  }
  await ring(tx, me, { code: alert.code, issuer, number, source: statement.iss, detail, at: now })
}
