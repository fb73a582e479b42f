import { accept, type Outcome, refuse } from '../../values/outcome.ts'
import { freeName } from '../dossier.ts'
import { MAX_ATTACHMENT_NAME } from '../limits.ts'
import { parseNumber } from '../number.ts'
import { assertionsView, cardFile } from './assertions-view.ts'
import { attachmentsOf, isNameOfFile } from './attachments-store.ts'
import type { DoorRefusal } from './book.ts'
import type { Call } from './call.ts'
import type { CertificateRow } from './certificates-store.ts'
import { addAct, addFile, addView, type Doors, type Upload } from './door.ts'
import { addEvent } from './events-store.ts'
import { addEvidence, dropEvidence, evidenceOf, readEvidence } from './evidence-store.ts'
import { evidenceView, readUpload } from './read-upload.ts'
import { loadCertificate } from './subject.ts'

const FILES = '/api/certificates/:number/attachments'

/**
 * The doors of what the validating officer saw: photographs and documents between issue and
 * signature. They enter the dossier, whose digest is signed, and are closed with it.
 */
export function evidenceRoutes(doors: Doors): void {
  assertionRoutes(doors)
  const added = {
    act: 'certificates:validate',
    summary: 'Attach a photograph or document before the signature.',
    status: 201,
    body: uploadSchema,
  } as const
  addAct(doors, 'POST', FILES, added, attach)
  const removed = {
    act: 'certificates:validate',
    summary: 'Remove one before the signature.',
  } as const
  addAct(doors, 'DELETE', `${FILES}/:name`, removed, remove)
  const shown = {
    act: 'certificates:evidence',
    summary: 'A photograph or document as it was attached.',
  } as const
  addFile(doors, `${FILES}/:name`, shown, async (call) => {
    const { means, params } = call
    const row = await certificateOf(call, 'look')
    if (!row.ok) return row
    const name = params.name ?? ''
    const file = isNameOfFile(name) ? await readEvidence(call.tx, row.value, name) : undefined
    if (file === undefined) return refuse('CERTIFICATES_NOT_FOUND')
    const bytes = means.safe.open(file.sealed, placeOf(row.value, name))
    return accept({ bytes, mediaType: file.media_type, name, as: 'attachment' })
  })
}

/** What the two officers signed with their passkeys: for reviewers. */
function assertionRoutes(doors: Doors): void {
  const about = {
    act: 'certificates:evidence',
    summary: 'What both officers signed with their passkeys, byte for byte.',
  } as const
  addView(doors, '/api/certificates/:number/assertions', about, async (call) => {
    const row = await certificateOf(call, 'look')
    return row.ok ? accept(await assertionsView(call.tx, call.means, row.value)) : row
  })
  const file = {
    act: 'certificates:evidence',
    summary:
      'What an officer’s card signed (issue.txt), or the signature (issue.p7s), for any CMS tool.',
  } as const
  addFile(doors, '/api/certificates/:number/cards/:file', file, async (call) => {
    const row = await certificateOf(call, 'look')
    if (!row.ok) return row
    const found = cardFile(row.value, call.params.file ?? '')
    return found === undefined ? refuse('CERTIFICATES_NOT_FOUND') : accept(found)
  })
}

const uploadSchema = {
  type: 'object',
  description: 'multipart/form-data',
  properties: { file: { type: 'string', format: 'binary' } },
  required: ['file'],
}

async function attach(call: Call): Promise<Outcome<unknown, DoorRefusal>> {
  const row = await openDossier(call)
  if (!row.ok) return row
  const { tx, means, officer, now } = call
  const known = (await evidenceOf(tx, row.value)).map(({ name }) => name)
  const read = readUpload(call.body as Upload, { count: known.length })
  if (!read.ok) return read
  const { bytes, ...file } = read.value
  const { participant, application_id: id } = row.value
  const documents = (await attachmentsOf(tx, { participant, id })).map(({ name }) => name)
  const name = freeName(file.name, [...known, ...documents], MAX_ATTACHMENT_NAME)
  await addEvidence(tx, row.value, {
    ...file,
    name,
    sealed: means.safe.close(bytes, placeOf(row.value, name)),
    uploaded_at: now,
    officer_id: officer.id,
    officer_name: officer.name,
  })
  await note(call, row.value, 'attached', name)
  return listed(call, row.value)
}

async function remove(call: Call): Promise<Outcome<unknown, DoorRefusal>> {
  const row = await openDossier(call)
  if (!row.ok) return row
  const name = call.params.name ?? ''
  const dropped = isNameOfFile(name) && (await dropEvidence(call.tx, row.value, name))
  if (!dropped) return refuse('CERTIFICATES_NOT_FOUND')
  await note(call, row.value, 'detached', name)
  return listed(call, row.value)
}

/** The certificate, locked against whoever signs it meanwhile, while its dossier is open. */
async function openDossier(call: Call): Promise<Outcome<CertificateRow, DoorRefusal>> {
  const row = await certificateOf(call, 'lock')
  if (!row.ok) return row
  return row.value.state === 'issued' ? row : refuse('CERTIFICATES_DOSSIER_CLOSED')
}

async function certificateOf(
  call: Call,
  lock: 'lock' | 'look',
): Promise<Outcome<CertificateRow, DoorRefusal>> {
  const number = parseNumber(call.params.number)
  return number.ok
    ? loadCertificate(call.tx, call, number.value, lock)
    : refuse('CERTIFICATES_NOT_FOUND')
}

/** Where the ciphertext belongs: moved to another number or name, it does not open. */
function placeOf({ participant, number }: CertificateRow, name: string): string {
  return `${participant} ${number} evidence ${name}`
}

function note(
  { tx, officer, now }: Call,
  { participant, number }: CertificateRow,
  act: 'attached' | 'detached',
  name: string,
): Promise<void> {
  const by = { officer, role: 'validating_officer' } as const
  return addEvent(tx, { participant, subject: number, at: now, act, by, detail: { other: name } })
}

async function listed({ tx }: Call, row: CertificateRow): Promise<Outcome<unknown, DoorRefusal>> {
  return accept({ attachments: (await evidenceOf(tx, row)).map(evidenceView) })
}
