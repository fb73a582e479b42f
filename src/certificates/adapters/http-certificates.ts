import { sha256 } from '@noble/hashes/sha2.js'
import type { JsonSchema } from '../../values/input.ts'
import { accept, type Outcome, refuse, refusedUnder } from '../../values/outcome.ts'
import type { CertificateAct } from '../acts.ts'
import { MAX_NOTE } from '../limits.ts'
import { parseNumber } from '../number.ts'
import { correctCertificate, replaceCertificate } from './amend-certificate.ts'
import { applicationView } from './application-view.ts'
import type { DoorRefusal } from './book.ts'
import type { Call } from './call.ts'
import { certificateOfRow, certificateView } from './certificate-view.ts'
import type { CertificateRow } from './certificates-store.ts'
import {
  type Close,
  type Closed,
  markExported,
  reportLost,
  returnUnused,
  sendBack,
  voidCertificate,
} from './close-certificate.ts'
import { coApprove, objectTo, takeValidationBack } from './co-approve.ts'
import { addAct, addFile, addView, type Doors } from './door.ts'
import { alarmRoutes } from './http-alarms.ts'
import { cardRoutes } from './http-cards.ts'
import { delegationRoutes } from './http-delegations.ts'
import { evidenceRoutes } from './http-evidence.ts'
import { stationeryRoutes } from './http-stationery.ts'
import { validateRoutes } from './http-validate.ts'
import type { Means } from './means.ts'
import { drawSheet } from './pdf.ts'
import { searchView } from './search-view.ts'
import { sheetFor } from './sheet-view.ts'
import { loadCertificate } from './subject.ts'
import { stateView, workView } from './work-view.ts'

const ROOT = '/api/certificates'
const READ = 'certificates:read'

type Body = Readonly<Record<string, unknown>>

/** The doors of an issued certificate, of the stock of numbers, and of the work list. */
export function certificateRoutes(doors: Doors): void {
  const waiting = {
    act: 'certificates:work',
    summary: 'What waits for the reader; with what and state, all in one state.',
  } as const
  addView(doors, `${ROOT}/work`, waiting, async (call) => {
    const { what, state } = call.query
    return what === undefined && state === undefined
      ? accept(await workView(call.tx, call.means, call))
      : accept(await stateView(call.tx, call.means, call, { what, state }))
  })
  addView(
    doors,
    `${ROOT}/search`,
    {
      act: 'certificates:search',
      summary: 'Finds a number as people write it, an application, or a firm.',
    },
    async ({ tx, officer, query }) => {
      const found = await searchView(tx, officer, query.q ?? '')
      return found.ok ? found : refusedUnder('q', found)
    },
  )
  alarmRoutes(doors)
  cardRoutes(doors)
  delegationRoutes(doors)
  stationeryRoutes(doors)
  addView(
    doors,
    `${ROOT}/:number`,
    { act: READ, summary: 'A certificate whole.' },
    async (call) => {
      const row = await certificateHere(call, 'look')
      return row.ok ? accept(await certificateView(call.tx, call.means, row.value, call)) : row
    },
  )
  actRoutes(doors)
  evidenceRoutes(doors)
  fileRoutes(doors)
  statementRoutes(doors)
}

const lostSchema = {
  type: 'object',
  properties: {
    circumstances: { type: 'string', maxLength: MAX_NOTE },
    stolen: { type: 'boolean', default: false },
  },
  required: ['circumstances'],
}

function actRoutes(doors: Doors): void {
  const act = (
    path: `${CertificateAct}`,
    summary: string,
    close: (close: Close) => Closed,
    body?: JsonSchema,
  ) =>
    addAct(
      doors,
      'POST',
      `${ROOT}/:number/${path}`,
      { act: `certificates:${path}`, summary, ...(body && { body }) },
      async (call) => {
        const row = await certificateHere(call, 'lock')
        if (!row.ok) return row
        const closed = await close(closeOf(call, row.value))
        return closed.ok ? viewedAgain(call) : closed
      },
    )
  act('send-back', 'The contents do not match: spoil the number, return the application.', sendBack)
  act('export', 'The goods leave.', markExported)
  act('void', 'Make the certificate void.', voidCertificate)
  act('return-unused', 'Take the certificate back unused.', returnUnused)
  act('report-lost', 'Report the certificate lost or stolen.', reportLost, lostSchema)
  act('correct', 'Correct a slip of the pen by a signed statement.', correctCertificate)
  act('co-approve', 'The monitor approves, or has looked and objects to nothing.', coApprove)
  act('object', 'The monitor objects, with a reason.', objectTo)
  act('recall', 'Take a validation back that waits for the monitor.', takeValidationBack)
  validateRoutes(doors)
  addAct(
    doors,
    'POST',
    `${ROOT}/:number/replace`,
    { act: 'certificates:replace', summary: 'Replace before export.' },
    async (call) => {
      const row = await certificateHere(call, 'lock')
      if (!row.ok) return row
      const draft = await replaceCertificate(closeOf(call, row.value))
      if (!draft.ok) return draft
      return accept({ application: await applicationView(call.tx, call.means, draft.value, call) })
    },
  )
}

function closeOf({ tx, means, officer, now, body }: Call, row: CertificateRow): Close {
  return { tx, means, officer, row, now, body: body as Body }
}

async function viewedAgain(call: Call): Promise<Outcome<unknown, DoorRefusal>> {
  const row = await certificateHere(call, 'lock')
  if (!row.ok) throw new Error('a certificate vanished while it was locked')
  return accept(await certificateView(call.tx, call.means, row.value, call))
}

/** The certificate of the path, in any spelling of its number. */
async function certificateHere(
  call: Call,
  lock: 'lock' | 'look',
): Promise<Outcome<CertificateRow, DoorRefusal>> {
  const number = parseNumber(call.params.number)
  return number.ok
    ? loadCertificate(call.tx, call, number.value, lock)
    : refuse('CERTIFICATES_NOT_FOUND')
}

function fileRoutes(doors: Doors): void {
  addFile(
    doors,
    `${ROOT}/:number/sheet.pdf`,
    { act: READ, summary: 'The sheet as a PDF.' },
    async (call) => {
      const row = await certificateHere(call, 'look')
      if (!row.ok) return row
      const { means } = call
      const { participant, statement, dossier_digest } = row.value
      const certificate = await certificateOfRow(call.tx, row.value)
      // As it was issued: a sheet that is printed again next year says the same.
      const profile = means.profileOf(participant, certificate.issuedOn)
      const sheet = sheetFor(certificate, {
        statement: statement === null ? null : new Uint8Array(statement),
        environment: means.environment,
        profile,
        registry: means.registry,
        copy: !profile.dualMode.value.acceptsDigitalOriginal,
      })
      const seal = await means.sealOf(participant)
      if (!seal.ok) return seal
      const digest = dossier_digest?.toString('hex') ?? null
      const proof = await proofOfRow(means, row.value)
      const files = {
        statement: statement === null ? null : new Uint8Array(statement),
        ...(proof !== undefined && { proof }),
        dossierDigest: digest,
        now: call.now,
      }
      const pdf = await drawSheet(sheet, files, seal.value)
      if (!pdf.ok) return pdf
      const name = `${row.value.number}.pdf`
      return accept({ bytes: pdf.value, mediaType: 'application/pdf', name, as: 'inline' as const })
    },
  )
}

/** The certificate as a file, and what goes beside it. */
function statementRoutes(doors: Doors): void {
  addFile(
    doors,
    `${ROOT}/:number/statement.cose`,
    { act: READ, summary: 'The signed statement.' },
    async (call) => {
      const row = await certificateHere(call, 'look')
      if (!row.ok) return row
      const { statement, number } = row.value
      if (statement === null) return refuse('CERTIFICATES_NOT_FOUND')
      const name = `${number}.cose`
      return accept({
        bytes: new Uint8Array(statement),
        mediaType: 'application/cose',
        name,
        as: 'attachment' as const,
      })
    },
  )
  addFile(
    doors,
    `${ROOT}/:number/statement.tlog-proof`,
    { act: READ, summary: 'The proof that the signed statement is logged.' },
    async (call) => {
      const row = await certificateHere(call, 'look')
      if (!row.ok) return row
      const proof = await proofOfRow(call.means, row.value)
      if (proof === undefined) return refuse('CERTIFICATES_NOT_LOGGED')
      const name = `${row.value.number}.tlog-proof`
      return accept({ bytes: proof, mediaType: 'text/plain', name, as: 'attachment' as const })
    },
  )
}

/** Undefined where nothing is signed, and until its log was published with it. */
async function proofOfRow(
  { proofOf }: Means,
  { participant, statement }: Pick<CertificateRow, 'participant' | 'statement'>,
): Promise<Uint8Array | undefined> {
  if (statement === null) return undefined
  return proofOf?.(participant, sha256(new Uint8Array(statement)))
}
