import { sha256 } from '@noble/hashes/sha2.js'
import { hasRole } from '../../access/officer.ts'
import type { Carats } from '../../values/carats.ts'
import { type Day, dayNumber, parseDay } from '../../values/day.ts'
import { HS_CODES } from '../../values/hs.ts'
import { accept, type Outcome, refuse, refusedUnder } from '../../values/outcome.ts'
import { parseNote, type TextRefusal } from '../../values/text.ts'
import { discrepancies } from '../arrival.ts'
import type { Certificate } from '../certificate.ts'
import { encodeConfirmation, type ImportConfirmation } from '../confirmation.ts'
import { MAX_NOTE } from '../limits.ts'
import type { CertificatesRefusal } from '../refusals.ts'
import { caratsOf, type Found } from '../validate.ts'
import { settleAlarm } from './alarms-store.ts'
import { allowedHere, type Done, type Inspect, keep, outcomeSeen, reasonsIn } from './inspect.ts'
import { practiceOf, todayOf } from './means.ts'
import { raiseAlarm } from './raise-alarm.ts'
import { ownClaims } from './sign.ts'
import { signOrWait } from './sign-awaiting.ts'
import { storedCertificate } from './stored-certificate.ts'

/** Confirms receipt (Core Document, III): as declared, or with the discrepancies that were found. */
export async function confirmReceipt(inspect: Inspect): Done {
  const { means, row, now, body } = inspect
  const duty = hasDuty(inspect)
  if (!duty.ok) return duty
  if (row.state === 'confirmed' || row.state === 'discrepancy') return secondConfirmation(inspect)
  const allowed = mayConfirm(inspect)
  if (!allowed.ok) return allowed
  if (row.seals === null) return refuse('CERTIFICATES_SEALS_NOT_CHECKED')
  if (row.weighing === null) return refuse('CERTIFICATES_NOT_WEIGHED')
  const certificate = storedCertificate(row)
  const receivedOn = receivedDay(inspect)
  if (!receivedOn.ok) return receivedOn
  const given = reasonsIn(body.reasons)
  if (!given.ok) return given
  const note = noteOf(body.note)
  if (!note.ok) return refusedUnder('note', note)
  const differing = discrepancies(
    certificate,
    row.seals.found,
    row.weighing,
    practiceOf(means, row.participant, now),
  )
  const reasons = [...new Set([...differing, ...given.value])]
  const outcome = reasons.length === 0 ? 'as_declared' : 'with_discrepancy'
  const seen = { reasons, outcome, receivedOn: receivedOn.value, note: note.value } as const
  await signConfirmation(inspect, certificate, seen)
  const closed = outcomeSeen(inspect, { action: 'confirmed', ...seen })
  await settleAlarm(
    inspect.tx,
    row.participant,
    { code: 'CONFIRMATION_OWED', issuer: row.issuer, number: row.number },
    { name: inspect.officer.name, at: now },
  )
  const state = outcome === 'as_declared' ? 'confirmed' : 'discrepancy'
  return keep(
    inspect,
    'confirm',
    { ...row, state, outcome: closed, closed_at: now },
    {
      discrepancies: reasons.join(),
      ...(note.value !== null && { note: note.value }),
    },
  )
}

/** What the officer adds; an empty field of a form is nothing. */
function noteOf(value: unknown): Outcome<string | null, TextRefusal> {
  return value === undefined || value === null || value === ''
    ? accept(null)
    : parseNote(value, MAX_NOTE)
}

/** Who confirms is national practice: in the United States the consignee does, elsewhere the authority. */
function hasDuty({ means, officer, row, now }: Inspect): Outcome<void, CertificatesRefusal> {
  const { by } = practiceOf(means, row.participant, now).confirmation
  const byConsignee = by.value === 'consignee'
  if (hasRole(officer, [byConsignee ? 'importer' : 'confirmation_clerk'])) return accept(undefined)
  return byConsignee
    ? refuse('CERTIFICATES_CONSIGNEE_CONFIRMS')
    : refuse('CERTIFICATES_ROLE', undefined, { act: 'confirm' })
}

function mayConfirm(inspect: Inspect): Outcome<void, CertificatesRefusal> {
  const { row } = inspect
  const allowed = allowedHere(inspect, 'confirm')
  if (!allowed.ok) return allowed
  if (storedCertificate(row).destination !== row.participant) {
    return refuse('CERTIFICATES_NOT_DESTINATION')
  }
  const verdict = row.verdict?.verdict
  // Without a verdict only another statement was shown under this number than the one that is kept.
  if (verdict === undefined) return refuse('CERTIFICATES_TWIN_PRESENTED')
  return verdict === 'INVALID' ? refuse('CERTIFICATES_VERDICT_INVALID') : accept(undefined)
}

function receivedDay({ means, row, now, body }: Inspect): Outcome<Day, CertificatesRefusal> {
  const today = todayOf(means, row.participant, now)
  if (body.receivedOn === undefined) return accept(today)
  const day = parseDay(body.receivedOn)
  if (!day.ok) return refusedUnder('receivedOn', day)
  const old = dayNumber(today) - dayNumber(day.value)
  return old < 0 || old > 366 ? refuse('CERTIFICATES_RECEIVED_ON', 'receivedOn') : day
}

async function signConfirmation(
  { tx, means, row, now }: Inspect,
  certificate: Certificate,
  found: Pick<ImportConfirmation, 'reasons' | 'outcome' | 'receivedOn' | 'note'>,
): Promise<void> {
  const { number, importer, exporter, issuer } = certificate
  const digest = new Uint8Array(row.digest as Buffer)
  const weighed = row.weighing as Found
  const body = encodeConfirmation({
    number,
    digest,
    ...found,
    parcels: weighed.parcels,
    lines: HS_CODES.flatMap((hs) => {
      const carats = caratsOf(weighed, hs)
      return carats === 0 ? [] : [{ hs, carats: carats as Carats }]
    }),
    importer,
    exporter,
    sealsIntact: !found.reasons.some((code) => code.startsWith('SEAL_')),
  })
  await signOrWait(tx, means, {
    kind: 'import-confirmation',
    author: row.participant,
    number,
    slot: null,
    subject: digest,
    ends: certificate.exp,
    claims: ownClaims(now, body),
    to: [issuer],
    at: now,
  })
}

/** Receipt is confirmed once. A second try is refused and told to both sides. */
async function secondConfirmation({ tx, means, officer, row, now }: Inspect): Done {
  const certificate = storedCertificate(row)
  await raiseAlarm(tx, means, row.participant, {
    code: 'SECOND_CONFIRMATION',
    number: certificate.number,
    issuer: row.issuer,
    digest: sha256(new Uint8Array(row.statement as Buffer)),
    where: { party: row.participant },
    detail: {
      number: row.number,
      place: officer.name,
      ...(row.outcome && { firstPlace: row.outcome.by, firstAt: row.outcome.at }),
    },
    at: now,
    to: [row.issuer],
  })
  return refuse('CERTIFICATES_ALREADY_CONFIRMED')
}
