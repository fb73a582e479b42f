import { firmLimit, mayDo, reachOf } from '../../access/grants.ts'
import { hasRole, type Officer } from '../../access/officer.ts'
import type { Role } from '../../access/roles.ts'
import type { Queryable } from '../../platform/database.ts'
import {
  APPLICATION_STATES,
  type ApplicationState,
  ARRIVAL_STATES,
  type ArrivalState,
  CERTIFICATE_STATES,
  type CertificateState,
} from '../acts.ts'
import type { Reader } from './application-view.ts'
import { listApplications } from './applications-store.ts'
import { listArrivals } from './arrivals-store.ts'
import { listAwaiting } from './awaiting-store.ts'
import { awaitingView } from './awaiting-view.ts'
import { listCertificates } from './certificates-store.ts'
import { countStates } from './count-states.ts'
import { type Means, todayOf } from './means.ts'
import { openReviews } from './monitor-store.ts'
import {
  alarmItems,
  applicationItem,
  arrivalItem,
  asReview,
  certificateItems,
  signatureItems,
} from './read-work-items.ts'
import { wordingFor } from './wording.ts'

/** A screen holds some dozens; who has more waiting works from the top. */
const MAX_WAITING = 100
/** One more tells that there are more. */
const ASKED = MAX_WAITING + 1
/** The same as in the lists for programs. */
const MAX_LISTED = 200

type Waits<State extends string> = readonly {
  readonly role: Role
  readonly states: readonly State[]
  readonly act: string
}[]

/** What waits for whom: the work list of each role. */
const APPLICATIONS: Waits<ApplicationState> = [
  { role: 'exporter', states: ['draft', 'returned'], act: 'submit' },
  { role: 'agent', states: ['draft', 'returned'], act: 'submit' },
  { role: 'issuing_officer', states: ['submitted'], act: 'issue' },
  { role: 'licensed_issuer', states: ['submitted'], act: 'issue' },
]
const CERTIFICATES: Waits<CertificateState> = [
  { role: 'validating_officer', states: ['issued'], act: 'validate' },
  { role: 'validating_officer', states: ['awaiting_monitor'], act: 'open' },
  { role: 'licensed_validator', states: ['issued'], act: 'validate' },
  { role: 'issuing_officer', states: ['validated'], act: 'export' },
  { role: 'licensed_issuer', states: ['validated'], act: 'export' },
]
const ARRIVALS: Waits<ArrivalState> = [
  { role: 'verifier', states: ['expected', 'presented'], act: 'present' },
  { role: 'confirmation_clerk', states: ['presented', 'detained'], act: 'confirm' },
]
/** Who says what is signed. */
const DECIDING: readonly Role[] = [
  'issuing_officer',
  'validating_officer',
  'confirmation_clerk',
  'stationery_custodian',
]

/** What waits for the reader, longest first, and how many there are in every state. */
export async function workView(on: Queryable, means: Means, reader: Reader) {
  const { officer } = reader
  const waiting = [
    ...(await waitingApplications(on, officer)),
    ...(await waitingCertificates(on, means, reader)),
    ...(await waitingReviews(on, means, reader)),
    ...(await waitingArrivals(on, means, reader)),
    ...(await openAlarms(on, means, reader)),
    ...(await waitingSignatures(on, reader)),
  ]
  waiting.sort((a, b) => sinceOf(a) - sinceOf(b))
  return {
    waiting: waiting.slice(0, MAX_WAITING),
    /** Whether more wait than are shown. */
    more: waiting.length > MAX_WAITING,
    counts: await counts(on, officer),
  }
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
      firm: firmLimit(officer, 'certificates:read-application'),
      limit: ASKED,
    })
    items.push(...rows.map((row) => applicationItem(row, act)))
  }
  return items
}

async function waitingCertificates(on: Queryable, means: Means, { officer, now }: Reader) {
  const items = []
  for (const { role, states, act } of CERTIFICATES) {
    if (!hasRole(officer, [role])) continue
    const firm = firmLimit(officer, 'certificates:read')
    const query = { participant: officer.participant, states, firm, limit: ASKED }
    const rows = await listCertificates(on, query)
    // What the authority issued for a firm is validated by the authority.
    const own = rows.filter(({ delegation_id }) => firm === null || delegation_id !== null)
    items.push(...(await certificateItems(on, means, own, { act, now })))
  }
  return items
}

/** Of a monitor: validations that wait for him, and certificates that he looks at after the fact. */
async function waitingReviews(on: Queryable, means: Means, { officer, now }: Reader) {
  if (!hasRole(officer, ['monitor'])) return []
  const { participant } = officer
  const reviews = await openReviews(on, participant, ASKED)
  const numbers = reviews.map(({ number }) => number)
  const states = CERTIFICATE_STATES
  const query = { participant, states, firm: null, numbers, limit: ASKED }
  const rows = await listCertificates(on, query)
  const items = await certificateItems(on, means, rows, { act: 'look', now })
  return items.map((item) => asReview(item, reviews, todayOf(means, participant, now)))
}

async function waitingArrivals(on: Queryable, means: Means, { officer, now }: Reader) {
  const items = new Map<string, ReturnType<typeof arrivalItem>>()
  for (const { role, states, act } of ARRIVALS) {
    if (!hasRole(officer, [role])) continue
    const query = { participant: officer.participant, states, limit: ASKED }
    for (const row of await listArrivals(on, query)) {
      const item = arrivalItem(row, means, now, act)
      if (!items.has(item.id)) items.set(item.id, item)
    }
  }
  return [...items.values()]
}

async function openAlarms(on: Queryable, { registry }: Means, { officer, language }: Reader) {
  if (!mayDo(officer, 'certificates:read-alarms')) return []
  return alarmItems(on, officer.participant, wordingFor(registry, language))
}

/** What nobody else knows of yet, as it is not signed: before whoever decides such things. */
async function waitingSignatures(on: Queryable, { officer, language }: Reader) {
  if (!hasRole(officer, DECIDING)) return []
  const rows = await listAwaiting(on, officer.participant, ASKED)
  return signatureItems(on, officer.participant, await awaitingView(on, rows, language))
}

/** Everything in one state, however long ago it came there; nothing for a state that there is not. */
export async function stateView(
  on: Queryable,
  means: Means,
  { officer, now }: Reader,
  { what, state }: { readonly what: string | undefined; readonly state: string | undefined },
) {
  const { participant } = officer
  const firm = firmLimit(officer, 'certificates:read')
  const limit = MAX_LISTED
  const act = 'open'
  if (what === 'certificates') {
    const states = CERTIFICATE_STATES.filter((each) => each === state)
    const rows = await listCertificates(on, { participant, states, firm, limit })
    return { items: await certificateItems(on, means, rows, { act, now }) }
  }
  if (what === 'arrivals') {
    if (!seesArrivals(officer)) return { items: [] }
    const states = ARRIVAL_STATES.filter((each) => each === state)
    const rows = await listArrivals(on, { participant, states, limit })
    return { items: rows.map((row) => arrivalItem(row, means, now, act)) }
  }
  const states = APPLICATION_STATES.filter((each) => each === state)
  const rows = await listApplications(on, { participant, states, firm, limit })
  return { items: rows.map((row) => applicationItem(row, act)) }
}

async function counts(on: Queryable, officer: Officer) {
  const { arrivals, ...own } = await countStates(
    on,
    officer.participant,
    firmLimit(officer, 'certificates:read'),
  )
  return seesArrivals(officer) ? { ...own, arrivals } : own
}

/** A consignee sees its own goods among the arrivals, not how many there are of others. */
function seesArrivals(officer: Officer): boolean {
  return reachOf(officer, 'certificates:read-arrival') === 'participant'
}
