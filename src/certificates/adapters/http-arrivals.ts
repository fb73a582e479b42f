import { reaches } from '../../access/grants.ts'
import { isPartyCode } from '../../values/codes.ts'
import { accept, type Outcome, refuse } from '../../values/outcome.ts'
import { ARRIVAL_ACTS, ARRIVAL_STATES, permit } from '../acts.ts'
import { DISCREPANCY_CODES } from '../discrepancies.ts'
import { type Document, readDocument as readForm } from '../document.ts'
import { MAX_NOTE } from '../limits.ts'
import { issuerOf, parseNumber } from '../number.ts'
import { foundSchema } from '../validate.ts'
import { applicationView } from './application-view.ts'
import { startApplication } from './apply.ts'
import { arrivalSummary, arrivalView } from './arrival-view.ts'
import { type ArrivalRow, findArrival, listArrivals } from './arrivals-store.ts'
import type { DoorRefusal } from './book.ts'
import type { Call } from './call.ts'
import { confirmReceipt } from './confirm-receipt.ts'
import { type About, addAct, addView, type Doors, type Upload } from './door.ts'
import { type Inspect, recordSeals, recordWeighing } from './inspect.ts'
import { epochSeconds } from './means.ts'
import { present } from './present.ts'
import { documentIn, readDocument } from './read-document.ts'
import { stopGoods } from './stop-goods.ts'
import { technicalReturn } from './technical-return.ts'
import { verifierOf } from './verifier.ts'
import { counterVerdict, verdictPrinterFor, verdictToKeep } from './words.ts'

const ROOT = '/api/certificates'
const ONE = `${ROOT}/arrivals/:issuer/:number`
const MAX_LISTED = 200

type Body = Readonly<Record<string, unknown>>

/** The doors of goods that come in. */
export function arrivalRoutes(doors: Doors): void {
  const shown = {
    act: 'certificates:present',
    summary: 'A certificate is shown: as a code, a file or a number.',
    status: 201,
  } as const
  addAct(doors, 'POST', `${ROOT}/presentations`, shown, presentation)
  const read = 'certificates:read-arrival'
  const listed = { act: read, summary: 'Goods that are expected, here, or closed.' } as const
  addView(doors, `${ROOT}/arrivals`, listed, listAll)
  addView(doors, ONE, { act: read, summary: 'An arrival whole.' }, look)
  const seen = { act: 'certificates:seals', summary: 'What was seen of each seal.' } as const
  inspection(doors, 'seals', seen, recordSeals)
  const weighed = {
    act: 'certificates:weigh',
    summary: 'What the goods weigh.',
    body: foundSchema,
  } as const
  inspection(doors, 'weighing', weighed, recordWeighing)
  const confirmed = {
    act: 'certificates:confirm',
    summary: 'Confirm receipt, as declared or with the discrepancies found.',
    body: confirmSchema,
  } as const
  inspection(doors, 'confirm', confirmed, confirmReceipt)
  const detained = { act: 'certificates:detain', summary: 'Detain the goods.' } as const
  inspection(doors, 'detain', detained, (inspect) => stopGoods(inspect, 'detained'))
  const refused = { act: 'certificates:refuse', summary: 'Refuse the goods.' } as const
  inspection(doors, 'refuse', refused, (inspect) => stopGoods(inspect, 'refused'))
  const back = {
    act: 'certificates:technical-return',
    summary: 'Start the technical certificate for the way back.',
  } as const
  addAct(doors, 'POST', `${ONE}/technical-return`, back, startReturn)
}

const confirmSchema = {
  type: 'object',
  properties: {
    receivedOn: { type: 'string', format: 'date' },
    reasons: { type: 'array', items: { type: 'string', enum: DISCREPANCY_CODES } },
    note: { type: 'string', maxLength: MAX_NOTE, description: 'Goes to the exporting authority.' },
  },
}

function inspection(
  doors: Doors,
  path: string,
  about: About,
  done: (inspect: Inspect) => Promise<Outcome<ArrivalRow, DoorRefusal>>,
): void {
  addAct(doors, 'POST', `${ONE}/${path}`, about, async (call) => {
    const row = await arrivalHere(call, 'lock')
    if (!row.ok) return row
    const { tx, means, officer, now } = call
    const after = await done({ tx, means, officer, row: row.value, now, body: call.body as Body })
    return after.ok ? accept(await arrivalView(tx, means, after.value, call)) : after
  })
}

async function listAll(call: Call): Promise<Outcome<unknown, DoorRefusal>> {
  const { tx, means, officer, query, now } = call
  const states = ARRIVAL_STATES.filter(
    (state) => query.state === undefined || query.state === state,
  )
  const { participant } = officer
  const rows = await listArrivals(tx, { participant, states, limit: MAX_LISTED })
  const mine = rows.filter((row) => reaches(officer, call.act, row))
  return accept({ arrivals: mine.map((row) => arrivalSummary(row, means, now)) })
}

async function look(call: Call): Promise<Outcome<unknown, DoorRefusal>> {
  const row = await arrivalHere(call, 'look')
  return row.ok ? accept(await arrivalView(call.tx, call.means, row.value, call)) : row
}

async function startReturn(call: Call): Promise<Outcome<unknown, DoorRefusal>> {
  const row = await arrivalHere(call, 'lock')
  if (!row.ok) return row
  const { tx, means, officer, now } = call
  const allowed = permit(ARRIVAL_ACTS, row.value.state, 'technical-return', officer)
  if (!allowed.ok) return allowed
  const content = technicalReturn(row.value)
  const start = { content, submit: false, now, replaces: row.value.number }
  const draft = await startApplication(tx, officer, start)
  if (!draft.ok) return draft
  return accept({ application: await applicationView(tx, means, draft.value, call) })
}

/** Verifies what is shown and records that it was shown, whatever comes out. */
async function presentation(call: Call): Promise<Outcome<unknown, DoorRefusal>> {
  const { tx, means, officer, now, language } = call
  const document = await documentOf(call)
  if (!document.ok) return document
  const form = readForm(document.value)
  const verifier = await verifierOf(tx, means, form.ok ? form.value.iss : officer.participant)
  const verdict = await verifier(document.value, epochSeconds(now))
  const printer = verdictPrinterFor(means.registry, language)
  const shownVerdict = counterVerdict(verdictToKeep(verdict), language, printer)
  // A forgery leaves no arrival: there is nothing of it that could be trusted to name one.
  if (!form.ok || verdict.certificate === null)
    return accept({ arrival: null, verdict: shownVerdict })
  const { place, office } = call.body as Body
  const statement = form.value.bytes
  const row = await present(tx, means, officer, { verdict, statement, place, office }, now)
  if (!row.ok) return row
  return accept({ arrival: await arrivalView(tx, means, row.value, call), verdict: shownVerdict })
}

/** What was handed over: a file, a code's text, or the number of goods that were announced. */
async function documentOf(call: Call): Promise<Outcome<Document, DoorRefusal>> {
  const { file } = call.body as Partial<Upload>
  if (file !== undefined && file !== null) {
    const read = await readDocument(file.bytes)
    if (!read.ok) return read
    return accept(documentIn(read.value))
  }
  const { document, number: typed } = call.body as Body
  if (typeof document === 'string') {
    const text = document.trim()
    if (/^KPC(TEST)?1:/.test(text)) return accept({ text })
    return announcedUnder(call, text)
  }
  return announcedUnder(call, typed)
}

async function announcedUnder(call: Call, typed: unknown): Promise<Outcome<Document, DoorRefusal>> {
  const number = parseNumber(typed)
  if (!number.ok) return refuse('CERTIFICATES_DOCUMENT_UNREADABLE', 'document')
  const issuer = issuerOf(number.value)
  const key = { participant: call.officer.participant, issuer, number: number.value }
  const known = await findArrival(call.tx, key)
  if (known === undefined || known.statement === null)
    return refuse('CERTIFICATES_NOT_FOUND', 'document')
  return accept({ cose: new Uint8Array(known.statement) })
}

async function arrivalHere(
  call: Call,
  lock: 'lock' | 'look',
): Promise<Outcome<ArrivalRow, DoorRefusal>> {
  const { issuer } = call.params
  const number = parseNumber(call.params.number)
  if (!isPartyCode(issuer) || !number.ok) return refuse('CERTIFICATES_NOT_FOUND')
  const key = { participant: call.officer.participant, issuer, number: number.value }
  const row = await findArrival(call.tx, key, lock)
  return row !== undefined && reaches(call.officer, call.act, row)
    ? accept(row)
    : refuse('CERTIFICATES_NOT_FOUND')
}
