import { sha256 } from '@noble/hashes/sha2.js'
import { hasRole, type Officer } from '../../access/officer.ts'
import { nameOf } from '../../participants/registry.ts'
import type { Tx } from '../../platform/database.ts'
import type { Carats } from '../../values/carats.ts'
import { type Day, dayNumber, parseDay } from '../../values/day.ts'
import { HS_CODES } from '../../values/hs.ts'
import { accept, type Outcome, refuse, refusedUnder } from '../../values/outcome.ts'
import { parseLine, parseNote } from '../../values/text.ts'
import { ARRIVAL_ACTS, type ArrivalAct, permit } from '../acts.ts'
import { discrepancies, type SealFound, weighing } from '../arrival.ts'
import type { Certificate } from '../certificate.ts'
import { encodeConfirmation } from '../confirmation.ts'
import { type DiscrepancyCode, isDiscrepancyCode } from '../discrepancies.ts'
import { encodeDiscrepancy } from '../discrepancy.ts'
import { MAX_NOTE, MAX_SEAL_LENGTH, MAX_SEALS } from '../limits.ts'
import type { CertificatesRefusal } from '../refusals.ts'
import { caratsOf, type Found, parseFound } from '../validate.ts'
import { type ArrivalRow, type OutcomeSeen, putArrival } from './arrivals-store.ts'
import { addEvent } from './events-store.ts'
import { type Means, todayOf } from './means.ts'
import { raiseAlarm } from './raise-alarm.ts'
import { ownClaims, signAndKeep } from './sign.ts'
import { storedCertificate } from './stored-certificate.ts'

export type Inspect = {
  readonly tx: Tx
  readonly means: Means
  readonly officer: Officer
  readonly row: ArrivalRow
  readonly now: Date
  readonly body: Readonly<Record<string, unknown>>
}
type Done = Promise<Outcome<ArrivalRow, CertificatesRefusal>>

/** What was seen of the seals, one by one. */
export async function recordSeals(inspect: Inspect): Done {
  const { row, body } = inspect
  const allowed = allowedHere(inspect, 'seals')
  if (!allowed.ok) return allowed
  const found = parseSeals(body.found)
  if (!found.ok) return found
  const note = parseNote(body.note ?? '-', MAX_NOTE)
  if (!note.ok) return refusedUnder('note', note)
  const intact = found.value.filter((each) => each.intact).length
  return keep(
    inspect,
    'seals',
    { ...row, seals: { found: found.value, note: note.value } },
    {
      intact,
      count: found.value.length,
    },
  )
}

function parseSeals(value: unknown): Outcome<readonly SealFound[], CertificatesRefusal> {
  if (!Array.isArray(value)) return refuse('VALUES_LIST', 'found')
  if (value.length > MAX_SEALS) return refuse('VALUES_LIST_TOO_LONG', 'found', { max: MAX_SEALS })
  const seals: SealFound[] = []
  for (const [at, each] of (value as { seal?: unknown; intact?: unknown }[]).entries()) {
    const seal = parseLine(each?.seal, MAX_SEAL_LENGTH)
    if (!seal.ok) return refusedUnder(`found.${at}.seal`, seal)
    if (seals.some((known) => known.seal === seal.value)) {
      return refuse('CERTIFICATES_SEAL_TWICE', `found.${at}.seal`, { seal: seal.value })
    }
    seals.push({ seal: seal.value, intact: each.intact === true })
  }
  return accept(seals)
}

/** What the goods weigh, for each HS code, and how many parcels there are. */
export async function recordWeighing(inspect: Inspect): Done {
  const { row, body } = inspect
  const allowed = allowedHere(inspect, 'weigh')
  if (!allowed.ok) return allowed
  const found = parseFound({ parcels: body.parcels, lines: body.lines })
  if (!found.ok) return found
  const differing = weighing(storedCertificate(row), found.value).filter(
    (line) => line.difference !== 0,
  )
  return keep(inspect, 'weigh', { ...row, weighing: found.value }, { count: differing.length })
}

/** Confirms receipt (Core Document, III): as declared, or with the discrepancies that were found. */
export async function confirmReceipt(inspect: Inspect): Done {
  const { means, row, now, body } = inspect
  if (row.state === 'confirmed' || row.state === 'discrepancy') return secondConfirmation(inspect)
  const allowed = mayConfirm(inspect)
  if (!allowed.ok) return allowed
  if (row.seals === null) return refuse('CERTIFICATES_SEALS_NOT_CHECKED')
  if (row.weighing === null) return refuse('CERTIFICATES_NOT_WEIGHED')
  const certificate = storedCertificate(row)
  const receivedOn = receivedDay(inspect)
  if (!receivedOn.ok) return receivedOn
  const seen = discrepancies(
    certificate,
    row.seals.found,
    row.weighing,
    means.profileOf(row.participant),
  )
  const reasons = [...new Set([...seen, ...reasonsIn(body.reasons)])]
  const outcome = reasons.length === 0 ? 'as_declared' : 'with_discrepancy'
  await signConfirmation(inspect, certificate, { reasons, outcome, receivedOn: receivedOn.value })
  const closed = outcomeSeen(inspect, {
    action: 'confirmed',
    outcome,
    reasons,
    receivedOn: receivedOn.value,
  })
  const state = outcome === 'as_declared' ? 'confirmed' : 'discrepancy'
  return keep(
    inspect,
    'confirm',
    { ...row, state, outcome: closed, closed_at: now },
    {
      discrepancies: reasons.join(),
    },
  )
}

/** Who confirms is national practice: in the United States the consignee does, elsewhere the authority. */
function mayConfirm(inspect: Inspect): Outcome<void, CertificatesRefusal> {
  const { means, officer, row } = inspect
  const allowed = allowedHere(inspect, 'confirm')
  if (!allowed.ok) return allowed
  const by = means.profileOf(row.participant).confirmation.by.value
  if (by === 'authority' && !hasRole(officer, ['importing_officer'])) {
    return refuse('CERTIFICATES_ROLE', undefined, { act: 'confirm' })
  }
  const certificate = storedCertificate(row)
  if (certificate.destination !== row.participant) return refuse('CERTIFICATES_NOT_DESTINATION')
  const verdict = (row.verdict as { readonly verdict?: string } | null)?.verdict
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

function reasonsIn(value: unknown): readonly DiscrepancyCode[] {
  return Array.isArray(value) ? value.filter(isDiscrepancyCode) : []
}

async function signConfirmation(
  { tx, means, row, now }: Inspect,
  certificate: Certificate,
  found: Pick<Parameters<typeof encodeConfirmation>[0], 'reasons' | 'outcome' | 'receivedOn'>,
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
  await signAndKeep(tx, means, {
    kind: 'import-confirmation',
    author: row.participant,
    number,
    slot: null,
    subject: digest,
    claims: ownClaims(now, body),
    to: [issuer],
  })
}

/** Receipt is confirmed once. A second try is refused and told to both sides. */
async function secondConfirmation({ tx, means, officer, row, now }: Inspect): Done {
  const certificate = storedCertificate(row)
  const here = nameOf(means.registry, row.participant, 'en')
  await raiseAlarm(tx, means, row.participant, {
    code: 'SECOND_CONFIRMATION',
    number: certificate.number,
    issuer: row.issuer,
    digest: sha256(new Uint8Array(row.statement as Buffer)),
    place: here,
    detail: {
      number: row.number,
      place: `${here}, ${officer.name}`,
      first: `${row.outcome?.by ?? ''}, ${row.outcome?.at ?? ''}`,
    },
    at: now,
    to: [row.issuer],
  })
  return refuse('CERTIFICATES_ALREADY_CONFIRMED')
}

/** Stops the goods and tells the authority that the certificate names (EU Art. 5(3)). */
export async function stopGoods(inspect: Inspect, action: 'detained' | 'refused'): Done {
  const { tx, means, row, now, body } = inspect
  const act = action === 'detained' ? 'detain' : 'refuse'
  const allowed = allowedHere(inspect, act)
  if (!allowed.ok) return allowed
  const reason = parseNote(body.reason, MAX_NOTE)
  if (!reason.ok) return refusedUnder('reason', reason)
  const given = reasonsIn(body.reasons)
  const certificate = storedCertificate(row)
  const digest = new Uint8Array(row.digest as Buffer)
  const reasons = given.length === 0 ? (['OTHER'] as const) : given
  const on = todayOf(means, row.participant, now)
  const { number } = certificate
  await signAndKeep(tx, means, {
    kind: 'discrepancy',
    author: row.participant,
    number,
    slot: null,
    subject: digest,
    claims: ownClaims(
      now,
      encodeDiscrepancy({ number, digest, action, on, reasons, note: reason.value }),
    ),
    to: [row.issuer],
  })
  const outcome = outcomeSeen(inspect, { action, reasons, note: reason.value })
  const closed_at = action === 'refused' ? now : null
  return keep(inspect, act, { ...row, state: action, outcome, closed_at }, { reason: reason.value })
}

function outcomeSeen(
  { officer, now }: Inspect,
  seen: Pick<OutcomeSeen, 'action' | 'reasons'> & Partial<OutcomeSeen>,
): OutcomeSeen {
  return {
    outcome: null,
    note: null,
    receivedOn: null,
    ...seen,
    at: now.toISOString(),
    by: officer.name,
  }
}

function allowedHere({ row, officer }: Inspect, act: ArrivalAct) {
  if (row.state === 'expected' && act !== 'present')
    return refuse('CERTIFICATES_NOT_PRESENTED' as const)
  return permit(ARRIVAL_ACTS, row.state, act, officer)
}

async function keep(
  { tx, officer, now }: Inspect,
  act: ArrivalAct,
  row: ArrivalRow,
  detail: Readonly<Record<string, string | number>>,
): Done {
  await putArrival(tx, row)
  await addEvent(tx, {
    participant: row.participant,
    subject: row.number,
    at: now,
    act,
    by: { officer, role: officer.roles[0] ?? null },
    detail,
  })
  return accept(row)
}
