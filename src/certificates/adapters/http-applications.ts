import { firmLimit } from '../../access/grants.ts'
import { accept, type Outcome, refuse } from '../../values/outcome.ts'
import { APPLICATION_STATES } from '../acts.ts'
import { applicationSchema } from '../application.ts'
import { despiteSchema } from '../despite.ts'
import { applicationView, summary } from './application-view.ts'
import { type ApplicationRow, listApplications, similarApplication } from './applications-store.ts'
import { returnWithDeficiency, saveDraft, startApplication, submit, withdraw } from './apply.ts'
import type { DoorRefusal } from './book.ts'
import type { Call } from './call.ts'
import { certificateView } from './certificate-view.ts'
import { findCertificate } from './certificates-store.ts'
import { underOf } from './delegate.ts'
import { noteSeen } from './delete-application.ts'
import { type About, addAct, addView, type Doors } from './door.ts'
import { attachmentRoutes } from './http-attachments.ts'
import { deletionRoutes } from './http-delete-application.ts'
import { issueCertificate, prepareIssue } from './issue-certificate.ts'
import { assertionSchema, readAssertion } from './sign-in-person.ts'
import { cardSchema, readSentCard } from './sign-with-card.ts'
import { isApplicationId, loadApplication } from './subject.ts'

const ROOT = '/api/certificates/applications'
const MAX_LISTED = 200

type Body = Readonly<Record<string, unknown>>

/** The doors of an application: the exporter's, and the issuing officer's. */
export function applicationRoutes(doors: Doors): void {
  addAct(
    doors,
    'POST',
    ROOT,
    {
      act: 'certificates:start',
      summary: 'Start an application; with submit, hand it in.',
      status: 201,
      body: startSchema,
    },
    start,
  )
  const copied = {
    act: 'certificates:start',
    summary: 'Start an application from an earlier one.',
    status: 201,
  } as const
  addAct(doors, 'POST', `${ROOT}/:id/copy`, copied, copy)
  const read = 'certificates:read-application'
  const listed = { act: read, summary: 'Applications by state, the longest wait first.' } as const
  addView(doors, ROOT, listed, listAll)
  addView(doors, `${ROOT}/:id`, { act: read, summary: 'An application whole.' }, look)
  stepRoutes(doors)
  deletionRoutes(doors)
  const issued = {
    act: 'certificates:issue',
    summary: 'Issue the certificate on a number from the stock.',
    body: issueSchema,
  } as const
  addAct(doors, 'POST', `${ROOT}/:id/issue`, issued, issueNow)
  const prepared = {
    act: 'certificates:prepare-issue',
    summary:
      'What the passkey of the officer signs when this is issued, and the own card where the law asks for it.',
    body: issueSchema,
  } as const
  addAct(doors, 'POST', `${ROOT}/:id/issue/prepare`, prepared, prepare)
  attachmentRoutes(doors)
}

async function start(call: Call): Promise<Outcome<unknown, DoorRefusal>> {
  const { tx, officer, now } = call
  const { content, submit: handIn } = call.body as Body
  const started = { content: content ?? {}, submit: handIn === true, now }
  return viewed(call, startApplication(tx, officer, started))
}

async function copy(call: Call): Promise<Outcome<unknown, DoorRefusal>> {
  const { tx, officer, now, params } = call
  const earlier = await loadApplication(tx, call, params.id)
  if (!earlier.ok) return earlier
  const { content, number, id } = earlier.value
  const started = { content, submit: false, now, copiedFrom: number ?? id.slice(0, 8) }
  return viewed(call, startApplication(tx, officer, started))
}

async function listAll({ tx, officer, act, query }: Call): Promise<Outcome<unknown, DoorRefusal>> {
  const states = APPLICATION_STATES.filter(
    (state) => query.state === undefined || query.state === state,
  )
  const { participant } = officer
  const list = { participant, states, firm: firmLimit(officer, act), limit: MAX_LISTED }
  return accept({ applications: (await listApplications(tx, list)).map(summary) })
}

async function look(call: Call): Promise<Outcome<unknown, DoorRefusal>> {
  const row = await loadApplication(call.tx, call, call.params.id)
  if (!row.ok) return row
  await noteSeen(call.tx, row.value, call)
  return accept(await applicationView(call.tx, call.means, row.value, call))
}

const startSchema = {
  type: 'object',
  properties: { content: applicationSchema, submit: { type: 'boolean' } },
}

const issueSchema = {
  type: 'object',
  properties: {
    number: { type: 'string' },
    despite: despiteSchema,
    assertion: assertionSchema,
    card: cardSchema,
  },
}

function stepRoutes(doors: Doors): void {
  const step = (
    method: 'POST' | 'PUT',
    path: string,
    about: About,
    act: (call: Call, row: ApplicationRow) => Outcome<ApplicationRow, DoorRefusal>,
  ) =>
    addAct(doors, method, `${ROOT}/:id${path}`, about, async (call) => {
      const row = await loadApplication(call.tx, call, call.params.id, 'lock')
      return row.ok ? viewed(call, act(call, row.value)) : row
    })
  step(
    'PUT',
    '',
    { act: 'certificates:save', summary: 'Save a draft over the version that was seen.' },
    ({ tx, officer, now, body }, row) => {
      const { version, content } = body as Body
      return saveDraft(tx, officer, row, { version, content, now })
    },
  )
  step(
    'POST',
    '/submit',
    { act: 'certificates:submit', summary: 'Hand the application in.' },
    ({ tx, officer, now, body }, row) =>
      submit(tx, officer, row, { version: (body as Body).version, now }),
  )
  step(
    'POST',
    '/withdraw',
    { act: 'certificates:withdraw', summary: 'Withdraw the application.' },
    ({ tx, officer, now }, row) => withdraw(tx, officer, row, now),
  )
  step(
    'POST',
    '/return',
    { act: 'certificates:return', summary: 'Return the application with a deficiency.' },
    ({ tx, officer, now, body }, row) => {
      const { reason, fields } = body as Body
      return returnWithDeficiency(tx, officer, row, { reason, fields, now })
    },
  )
}

async function prepare(call: Call): Promise<Outcome<unknown, DoorRefusal>> {
  const asked = await askedToIssue(call)
  if (!asked.ok) return asked
  const { row, ...about } = asked.value
  return prepareIssue(call.tx, call.means, call.officer, row, about)
}

/** The application, locked, and how it is to be issued. */
async function askedToIssue({ tx, means, officer, act, now, params, body }: Call) {
  const { participant } = officer
  const { id } = params
  if (!isApplicationId(id)) return refuse('CERTIFICATES_NOT_FOUND')
  const [row, similar] = await Promise.all([
    loadApplication(tx, { officer, act }, id, 'lock'),
    similarApplication(tx, { participant, id }, 'same-value'),
  ])
  if (!row.ok) return row
  const under = await underOf(tx, means, officer, now)
  const { number: wanted, despite, assertion, card } = body as Body
  const [sent, sentCard] = [readAssertion(assertion), readSentCard(card)]
  if (!sent.ok) return sent
  if (!sentCard.ok) return sentCard
  const signed = { sent: sent.value, sentCard: sentCard.value }
  return accept({ row: row.value, wanted, despite, similar, under, ...signed, now })
}

async function issueNow(call: Call): Promise<Outcome<unknown, DoorRefusal>> {
  const { tx, means, officer } = call
  const { participant } = officer
  const asked = await askedToIssue(call)
  if (!asked.ok) return asked
  const { row, ...about } = asked.value
  const issued = await issueCertificate(tx, means, officer, row, about)
  if (!issued.ok) return issued
  const { number, application } = issued.value
  if (call.query.view === 'short') return accept({ number })
  const certificate = await findCertificate(tx, participant, number)
  if (certificate === undefined) throw new Error('a certificate that was issued is not there')
  return accept({
    number,
    application: await applicationView(tx, means, application, call),
    certificate: await certificateView(tx, means, certificate, call),
  })
}

/** The whole application as the answer; `?view=short` for programs that do not look at it. */
async function viewed(
  call: Call,
  outcome: Outcome<ApplicationRow, DoorRefusal>,
): Promise<Outcome<unknown, DoorRefusal>> {
  if (!outcome.ok) return outcome
  if (call.query.view === 'short') return accept(summary(outcome.value))
  return accept(await applicationView(call.tx, call.means, outcome.value, call))
}
