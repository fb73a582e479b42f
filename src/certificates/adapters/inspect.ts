import { hasRole, type Officer } from '../../access/officer.ts'
import type { Tx } from '../../platform/database.ts'
import { accept, type Outcome, refuse, refusedUnder } from '../../values/outcome.ts'
import { parseLine, parseNote } from '../../values/text.ts'
import { ARRIVAL_ACTS, type ArrivalAct, permit } from '../acts.ts'
import { type SealFound, weighing } from '../arrival.ts'
import { type DiscrepancyCode, isDiscrepancyCode } from '../discrepancies.ts'
import { MAX_NOTE, MAX_SEAL_LENGTH, MAX_SEALS } from '../limits.ts'
import type { CertificatesRefusal } from '../refusals.ts'
import { parseFound } from '../validate.ts'
import { type ArrivalRow, type OutcomeSeen, putArrival } from './arrivals-store.ts'
import { addEvent } from './events-store.ts'
import { type Means, practiceOf } from './means.ts'
import { storedCertificate } from './stored-certificate.ts'

export type Inspect = {
  readonly tx: Tx
  readonly means: Means
  readonly officer: Officer
  readonly row: ArrivalRow
  readonly now: Date
  readonly body: Readonly<Record<string, unknown>>
}
export type Done = Promise<Outcome<ArrivalRow, CertificatesRefusal>>

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

/** The codes that a person chose. One that is none of ours is refused: dropped, it would hide a fault. */
export function reasonsIn(
  value: unknown,
): Outcome<readonly DiscrepancyCode[], CertificatesRefusal> {
  if (value === undefined || value === null) return accept([])
  if (!Array.isArray(value)) return refuse('VALUES_LIST', 'reasons')
  const wrong = value.findIndex((each) => !isDiscrepancyCode(each))
  return wrong < 0 ? accept([...new Set(value)]) : refuse('VALUES_CHOICE', `reasons.${wrong}`)
}

/** How an arrival ended, or was held up, and by whom. */
export function outcomeSeen(
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

/**
 * Whether the state and the role allow an act. A consignee handles its own goods where its country's
 * practice makes it confirm, and nowhere else.
 */
export function allowedHere(
  { means, row, officer, now }: Pick<Inspect, 'means' | 'row' | 'officer' | 'now'>,
  act: ArrivalAct,
) {
  const { by } = practiceOf(means, row.participant, now).confirmation
  const isOfficer = hasRole(officer, ['verifier', 'confirmation_clerk'])
  if (!isOfficer && by.value === 'authority') {
    return refuse('CERTIFICATES_ROLE' as const, undefined, { act })
  }
  if (row.state === 'expected') return refuse('CERTIFICATES_NOT_PRESENTED' as const)
  return permit(ARRIVAL_ACTS, row.state, act, officer)
}

/** Writes the arrival and the line of its history. */
export async function keep(
  { tx, officer, now, row: before }: Inspect,
  act: ArrivalAct,
  row: ArrivalRow,
  detail: Readonly<Record<string, string | number>>,
): Done {
  await putArrival(tx, row, before)
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
