import type { Tx } from '../../platform/database.ts'
import { showCarats } from '../../values/carats.ts'
import { showUsd } from '../../values/us-cents.ts'
import { ARRIVAL_ACTS, type ArrivalAct, actsFor } from '../acts.ts'
import { weighedJson, weighing } from '../arrival.ts'
import { certificateJson } from '../certificate.ts'
import { deciding } from '../presentation.ts'
import type { Reader } from './application-view.ts'
import { type ArrivalRow, type PresentationRow, presentationsOf } from './arrivals-store.ts'
import { awaitingOf } from './awaiting-store.ts'
import { awaitingView } from './awaiting-view.ts'
import {
  alarmsView,
  correctionsIn,
  fieldsView,
  historyView,
  statementsView,
} from './certificate-view.ts'
import { allowedHere } from './inspect.ts'
import { epochSeconds, type Means, todayOf } from './means.ts'
import { statementsAbout } from './statements-store.ts'
import { storedCertificate } from './stored-certificate.ts'
import { verifierOf } from './verifier.ts'
import { wordingFor } from './wording.ts'
import { counterVerdict, verdictPrinterFor, verdictToKeep } from './words.ts'

/** An arrival whole: declared and found side by side, and what the reader may do next. */
export async function arrivalView(tx: Tx, means: Means, row: ArrivalRow, reader: Reader) {
  const { language, officer } = reader
  const certificate = row.statement === null ? null : storedCertificate(row)
  const statements = await statementsAbout(tx, row.participant, row.number)
  const presentations = await presentationsOf(tx, row)
  const wording = wordingFor(means.registry, language)
  return {
    ...arrivalSummary(row, means, reader.now),
    acts: actsFor(ARRIVAL_ACTS, row.state, officer).filter(
      (act) =>
        act === 'present' ||
        allowedHere({ means, row, officer, now: reader.now }, act as ArrivalAct).ok,
    ),
    certificate: certificate === null ? null : certificateJson(certificate),
    fields: certificate === null ? [] : fieldsView(certificate, means, language),
    verdict: await verdictNow(tx, means, row, reader),
    presentations: presentationsView(row, presentations),
    seals:
      row.seals === null
        ? null
        : { asDeclared: certificate?.seals ?? [], found: row.seals.found, note: row.seals.note },
    weighing:
      row.weighing === null || certificate === null
        ? null
        : {
            parcels: row.weighing.parcels,
            declaredParcels: certificate.parcels,
            lines: weighing(certificate, row.weighing).map(weighedJson),
          },
    outcome: row.outcome,
    reasons: row.outcome?.reasons ?? [],
    waiting: await awaitingView(tx, await awaitingOf(tx, row), language),
    corrections: correctionsIn(statements),
    alarms: await alarmsView(tx, row, wording),
    history: await historyView(tx, row.participant, [row.number], wording),
    statements: statementsView(statements),
  }
}

/** Each presentation with its own verdict; the one that decides is marked. */
function presentationsView({ digest }: ArrivalRow, shown: readonly PresentationRow[]) {
  const isOwn = (each: PresentationRow) =>
    each.digest === null || digest === null || each.digest.equals(digest)
  const rows = shown.map((row) => ({ ...row.verdict, row }))
  const decided = deciding(rows.filter(({ row }) => isOwn(row)))
  return rows.map((each) => ({
    at: each.row.at,
    place: each.row.place,
    office: each.row.office,
    by: each.row.officer_name,
    verdict: each.verdict,
    reasons: each.reasons,
    decides: each === decided,
    twin: !isOwn(each.row),
  }))
}

/** The verdict of the moment of presentation, in the reader's language; before it, as of now. */
async function verdictNow(tx: Tx, means: Means, row: ArrivalRow, { language, now }: Reader) {
  const printer = verdictPrinterFor(means.registry, language)
  if (row.verdict !== null) return counterVerdict(row.verdict, language, printer)
  if (row.presented_at !== null) return null
  if (row.statement === null) return null
  const verifier = await verifierOf(tx, means, row.issuer)
  const verdict = await verifier({ cose: new Uint8Array(row.statement) }, epochSeconds(now))
  return counterVerdict(verdictToKeep(verdict), language, printer)
}

export function arrivalSummary(row: ArrivalRow, means: Means, now: Date) {
  const due = row.confirmation_due_on
  const isOpen = row.closed_at === null && row.state !== 'expected'
  return {
    issuer: row.issuer,
    number: row.number,
    state: row.state,
    firm: row.firm,
    carats: row.carats === null ? null : showCarats(Number(row.carats)),
    usd: row.usd === null ? null : showUsd(Number(row.usd)),
    announcedAt: row.announced_at,
    presentedAt: row.presented_at,
    closedAt: row.closed_at,
    confirmationDueOn: due,
    overdue: isOpen && due !== null && due < todayOf(means, row.participant, now),
  }
}
