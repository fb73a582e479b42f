import { hasRole, type Officer } from '../../access/officer.ts'
import type { Role } from '../../access/roles.ts'
import type { Queryable } from '../../platform/database.ts'
import { showCarats } from '../../values/carats.ts'
import { showUsd } from '../../values/us-cents.ts'
import type { ApplicationState, ArrivalState, CertificateState } from '../acts.ts'
import { alarmsOf } from './alarms-store.ts'
import type { Reader } from './application-view.ts'
import { summary } from './application-view.ts'
import { countApplications, listApplications } from './applications-store.ts'
import { arrivalSummary } from './arrival-view.ts'
import { type ArrivalRow, countArrivals, listArrivals } from './arrivals-store.ts'
import { type CertificateRow, countCertificates, listCertificates } from './certificates-store.ts'
import { type Means, todayOf } from './means.ts'
import { firmOf } from './subject.ts'
import { alarmText } from './words.ts'

/** A screen holds some dozens; who has more waiting works from the top. */
const MAX_WAITING = 100

type Waits<State extends string> = readonly {
  readonly role: Role
  readonly states: readonly State[]
  readonly act: string
}[]

/** What waits for whom: the work list of each role. */
const APPLICATIONS: Waits<ApplicationState> = [
  { role: 'exporter', states: ['draft', 'returned'], act: 'submit' },
  { role: 'issuing_officer', states: ['submitted'], act: 'issue' },
]
const CERTIFICATES: Waits<CertificateState> = [
  { role: 'validating_officer', states: ['issued'], act: 'validate' },
  { role: 'issuing_officer', states: ['validated'], act: 'export' },
]
const ARRIVALS: Waits<ArrivalState> = [
  { role: 'inspector', states: ['expected', 'presented'], act: 'present' },
  { role: 'importing_officer', states: ['presented', 'detained'], act: 'confirm' },
]

/** What waits for the reader, longest first, and how many there are in every state. */
export async function workView(on: Queryable, means: Means, reader: Reader) {
  const { officer } = reader
  const waiting = [
    ...(await waitingApplications(on, officer)),
    ...(await waitingCertificates(on, means, reader)),
    ...(await waitingArrivals(on, means, reader)),
    ...(await openAlarms(on, reader)),
  ]
  waiting.sort((a, b) => sinceOf(a) - sinceOf(b))
  return { waiting: waiting.slice(0, MAX_WAITING), counts: await counts(on, officer) }
}

function sinceOf({ waitingSince }: { readonly waitingSince: Date | null }): number {
  return waitingSince?.getTime() ?? 0
}

async function waitingApplications(on: Queryable, officer: Officer) {
  const items = []
  for (const { role, states, act } of APPLICATIONS) {
    if (!hasRole(officer, [role])) continue
    const rows = await listApplications(on, {
      participant: officer.participant,
      states,
      firm: firmOf(officer),
      limit: MAX_WAITING,
    })
    items.push(
      ...rows.map((row) => ({
        what: 'application' as const,
        ...summary(row),
        waitingSince: row.submitted_at ?? row.saved_at,
        dueOn: null,
        act,
        overdue: false,
        note: row.deficiency?.reason ?? null,
      })),
    )
  }
  return items
}

async function waitingCertificates(on: Queryable, means: Means, { officer, now }: Reader) {
  const items = []
  for (const { role, states, act } of CERTIFICATES) {
    if (!hasRole(officer, [role])) continue
    const query = { participant: officer.participant, states, firm: null, limit: MAX_WAITING }
    for (const row of await listCertificates(on, query)) {
      const overdue = row.expires_on < todayOf(means, row.participant, now)
      items.push({ ...certificateSummary(row), act, overdue })
    }
  }
  return items
}

function certificateSummary(row: CertificateRow) {
  return {
    what: 'certificate' as const,
    id: row.number,
    number: row.number,
    firm: row.firm,
    destination: row.destination,
    carats: showCarats(Number(row.carats)),
    usd: showUsd(Number(row.usd)),
    state: row.state,
    waitingSince: row.validated_at ?? row.issued_at,
    dueOn: row.state === 'exported' ? row.confirmation_due_on : row.expires_on,
    note: null,
  }
}

async function waitingArrivals(on: Queryable, means: Means, { officer, now }: Reader) {
  const items = new Map<string, ReturnType<typeof arrivalItem>>()
  for (const { role, states, act } of ARRIVALS) {
    if (!hasRole(officer, [role])) continue
    const query = { participant: officer.participant, states, limit: MAX_WAITING }
    for (const row of await listArrivals(on, query)) {
      const item = arrivalItem(row, means, now, act)
      if (!items.has(item.id)) items.set(item.id, item)
    }
  }
  return [...items.values()]
}

function arrivalItem(row: ArrivalRow, means: Means, now: Date, act: string) {
  return {
    what: 'arrival' as const,
    ...arrivalSummary(row, means, now),
    id: `${row.issuer}/${row.number}`,
    waitingSince: row.presented_at ?? row.announced_at,
    dueOn: row.confirmation_due_on,
    act,
    note: null,
  }
}

const ALARMED: readonly Role[] = [
  'issuing_officer',
  'validating_officer',
  'importing_officer',
  'inspector',
  'stationery_custodian',
]

async function openAlarms(on: Queryable, { officer, language }: Reader) {
  if (!hasRole(officer, ALARMED)) return []
  const alarms = await alarmsOf(on, officer.participant)
  return alarms
    .filter(({ acknowledged_at }) => acknowledged_at === null)
    .map((alarm) => ({
      what: 'alarm' as const,
      id: alarm.id.toString(),
      number: alarm.number,
      issuer: alarm.issuer,
      firm: null,
      carats: null,
      usd: null,
      state: alarm.code,
      waitingSince: alarm.at,
      dueOn: null,
      act: 'acknowledge',
      overdue: false,
      note: alarmText(alarm.code, alarm.detail, language),
    }))
}

async function counts(on: Queryable, officer: Officer) {
  const firm = firmOf(officer)
  const { participant } = officer
  const own = {
    applications: await countApplications(on, participant, firm),
    certificates: await countCertificates(on, participant, firm),
  }
  return hasRole(officer, ['inspector', 'importing_officer'])
    ? { ...own, arrivals: await countArrivals(on, participant) }
    : own
}
