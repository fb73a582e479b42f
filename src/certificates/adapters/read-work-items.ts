import { type Queryable, rowsOf } from '../../platform/database.ts'
import { showCarats } from '../../values/carats.ts'
import type { PartyCode } from '../../values/codes.ts'
import { showUsd } from '../../values/us-cents.ts'
import { issuerOf } from '../number.ts'
import { alarmsOf } from './alarms-store.ts'
import { summary } from './application-view.ts'
import type { ApplicationRow } from './applications-store.ts'
import { arrivalSummary } from './arrival-view.ts'
import type { ArrivalRow } from './arrivals-store.ts'
import type { awaitingView } from './awaiting-view.ts'
import type { CertificateRow } from './certificates-store.ts'
import { type Means, todayOf } from './means.ts'
import type { ReviewRow } from './monitor-store.ts'
import { alarmText, type Wording } from './wording.ts'

/** One row of a work list, of whatever kind: what it is about, since when it waits, what comes next. */
export function applicationItem(row: ApplicationRow, act: string) {
  return {
    what: 'application' as const,
    ...summary(row),
    consignee: consigneeIn(row.content),
    waitingSince: row.submitted_at ?? row.saved_at,
    dueOn: null,
    act,
    overdue: false,
    note: row.state === 'returned' ? (row.deficiency?.reason ?? null) : null,
  }
}

/** Who the goods are delivered to: the importer, where nobody else is named. */
function consigneeIn({ consignee, importer }: ApplicationRow['content']): string | null {
  return nameIn(consignee) ?? nameIn(importer)
}

function nameIn(party: unknown): string | null {
  const name: unknown = (party as { readonly name?: unknown } | null | undefined)?.name
  return typeof name === 'string' && name !== '' ? name : null
}

/** Certificates with the consignee of the application that each came from. */
export async function certificateItems(
  on: Queryable,
  means: Means,
  rows: readonly CertificateRow[],
  { act, now }: { readonly act: string; readonly now: Date },
) {
  const consignees = await consigneesOf(on, rows)
  return rows.map((row) => ({
    what: 'certificate' as const,
    id: row.number,
    number: row.number,
    firm: row.firm,
    consignee: consignees.get(row.application_id) ?? null,
    destination: row.destination,
    carats: showCarats(Number(row.carats)),
    usd: showUsd(Number(row.usd)),
    state: row.state,
    waitingSince: row.validated_at ?? row.issued_at,
    ...dueOf(row, todayOf(means, row.participant, now)),
    act,
    note: null,
  }))
}

/** Before the export the certificate may run out; after it the confirmation is awaited; then nothing. */
function dueOf(row: CertificateRow, today: string) {
  const days: Readonly<Record<string, string | null>> = {
    issued: row.expires_on,
    validated: row.expires_on,
    exported: row.refused_at === null ? row.confirmation_due_on : null,
  }
  const dueOn = days[row.state] ?? null
  return { dueOn, overdue: dueOn !== null && dueOn < today }
}

type CertificateItem = Awaited<ReturnType<typeof certificateItems>>[number]

/** The same as its monitor has it before him: since when, until when, and whether the signature waits. */
export function asReview(
  item: CertificateItem,
  reviews: readonly ReviewRow[],
  today: string,
): CertificateItem {
  const review = reviews.find(({ number }) => number === item.number)
  if (review === undefined) return item
  const { asked_at: waitingSince, due_on: dueOn, mode } = review
  const act = mode === 'pre_approval' ? 'co-approve' : 'look'
  return { ...item, waitingSince, dueOn, overdue: dueOn < today, act }
}

async function consigneesOf(on: Queryable, rows: readonly CertificateRow[]) {
  const [first] = rows
  if (first === undefined) return new Map<string, string | null>()
  const found = await rowsOf<{ id: string; consignee: unknown; importer: unknown }>(
    on,
    `select id, content -> 'consignee' as consignee, content -> 'importer' as importer
     from certificates.application where participant = $1 and id = any($2::uuid[])`,
    [first.participant, rows.map(({ application_id }) => application_id)],
  )
  return new Map(found.map(({ id, ...content }) => [id, consigneeIn(content)]))
}

/** Goods that come in: `firm` is the importer here, who is also the one that receives them. */
export function arrivalItem(row: ArrivalRow, means: Means, now: Date, act: string) {
  return {
    what: 'arrival' as const,
    ...arrivalSummary(row, means, now),
    id: `${row.issuer}/${row.number}`,
    firm: null,
    consignee: row.firm,
    waitingSince: row.presented_at ?? row.announced_at,
    dueOn: row.confirmation_due_on,
    act: act === 'confirm' ? nextStep(row) : act,
    note: null,
  }
}

/** Receipt is confirmed when the seals are checked and the goods weighed. */
function nextStep({ seals, weighing }: ArrivalRow): string {
  if (seals === null) return 'seals'
  return weighing === null ? 'weigh' : 'confirm'
}

type Concerned = {
  readonly issuer: string
  readonly number: string
  readonly firm: string | null
  readonly consignee: string | null
  readonly carats: bigint | null
  readonly usd: bigint | null
  readonly of: 'certificate' | 'arrival'
}

/** Alarms that nobody has acknowledged, each with the goods that it is about and the other side. */
export async function alarmItems(on: Queryable, participant: PartyCode, wording: Wording) {
  const alarms = await alarmsOf(on, participant)
  const open = alarms.filter(({ acknowledged_at }) => acknowledged_at === null)
  if (open.length === 0) return []
  const concerned = await concernedBy(on, participant, open)
  return open.map((alarm) => {
    const goods = concerned.find(
      ({ issuer, number }) => issuer === alarm.issuer && number === alarm.number,
    )
    return {
      what: 'alarm' as const,
      id: alarm.id.toString(),
      number: alarm.number,
      issuer: alarm.issuer,
      counterpart: [alarm.source, alarm.issuer].find((each) => each !== participant) ?? null,
      ...goodsOf(goods),
      state: alarm.code,
      waitingSince: alarm.at,
      dueOn: null,
      act: goods === undefined ? 'acknowledge' : 'open',
      overdue: false,
      note: alarmText(alarm.code, alarm.detail, wording),
    }
  })
}

/** What waits for its signature, with the goods that it is about; a blank has none. */
export async function signatureItems(
  on: Queryable,
  participant: PartyCode,
  waiting: Awaited<ReturnType<typeof awaitingView>>,
) {
  if (waiting.length === 0) return []
  const concerned = await concernedBy(on, participant, waiting)
  return waiting.map(({ number, what, since, text, refused }) => {
    const goods = concerned.find((each) => each.number === number)
    return {
      what: 'signature' as const,
      // One number can wait twice: for its correction, and for its voiding after that.
      id: `${number} ${what} ${since.toISOString()}`,
      number,
      issuer: issuerOf(number),
      counterpart: null,
      ...goodsOf(goods),
      state: 'awaiting_signature',
      waitingSince: since,
      dueOn: null,
      act: 'open',
      overdue: false,
      note: refused === null ? text : `${text} ${refused}`,
    }
  })
}

function goodsOf(goods: Concerned | undefined) {
  return {
    about: goods?.of ?? null,
    firm: goods?.firm ?? null,
    consignee: goods?.consignee ?? null,
    carats: goods?.carats == null ? null : showCarats(Number(goods.carats)),
    usd: goods?.usd == null ? null : showUsd(Number(goods.usd)),
  }
}

/** Own certificates before arrivals: of goods that come home both may be there. */
function concernedBy(
  on: Queryable,
  participant: PartyCode,
  about: readonly { readonly number: string }[],
) {
  return rowsOf<Concerned>(
    on,
    `select certificate.participant as issuer, certificate.number, certificate.firm,
       coalesce(content -> 'consignee' ->> 'name', content -> 'importer' ->> 'name') as consignee,
       certificate.carats, certificate.usd, 'certificate' as of
     from certificates.certificate
     join certificates.application on application.participant = certificate.participant
       and application.id = certificate.application_id
     where certificate.participant = $1 and certificate.number = any($2)
     union all
     select issuer, number, null, firm, carats, usd, 'arrival'
     from certificates.arrival where participant = $1 and number = any($2)
     order by of desc`,
    [participant, about.map(({ number }) => number)],
  )
}
