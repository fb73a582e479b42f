import { accept, type Outcome, refuse } from '../../values/outcome.ts'
import { APPLICATION_ACTS, permit } from '../acts.ts'
import type { ApplicationRow } from './applications-store.ts'
import {
  attachmentsOf,
  dropAttachment,
  putAttachment,
  readAttachment,
} from './attachments-store.ts'
import type { DoorRefusal } from './book.ts'
import type { Call } from './call.ts'
import { noteSeen } from './delete-application.ts'
import { addAct, addFile, type Doors, type Upload } from './door.ts'
import { addEvent } from './events-store.ts'
import { fileView, readUpload } from './read-upload.ts'
import { loadApplication } from './subject.ts'

const ROOT = '/api/certificates/applications'

/** The doors of the documents of an application: invoice, photographs, valuation. */
export function attachmentRoutes(doors: Doors): void {
  addAct(
    doors,
    'POST',
    `${ROOT}/:id/attachments`,
    { act: 'certificates:save', summary: 'Attach a document.', status: 201 },
    attach,
  )
  addAct(
    doors,
    'DELETE',
    `${ROOT}/:id/attachments/:name`,
    { act: 'certificates:save', summary: 'Remove a document.' },
    async (call) => {
      const row = await changeable(call)
      if (!row.ok) return row
      const dropped = await dropAttachment(call.tx, row.value, call.params.name ?? '')
      if (!dropped) return refuse('CERTIFICATES_NOT_FOUND')
      await note(call, row.value, 'detached', call.params.name ?? '')
      return listed(call, row.value)
    },
  )
  addFile(
    doors,
    `${ROOT}/:id/attachments/:name`,
    { act: 'certificates:read-application', summary: 'A document as it was attached.' },
    async (call) => {
      const { tx, means, params } = call
      const row = await loadApplication(tx, call, params.id)
      if (!row.ok) return row
      const name = params.name ?? ''
      await noteSeen(tx, row.value, call)
      const file = await readAttachment(tx, row.value, name)
      if (file === undefined) return refuse('CERTIFICATES_NOT_FOUND')
      const bytes = means.safe.open(file.sealed, placeOf(row.value, name))
      return accept({ bytes, mediaType: file.media_type, name, as: 'attachment' })
    },
  )
}

async function attach(call: Call): Promise<Outcome<unknown, DoorRefusal>> {
  const row = await changeable(call)
  if (!row.ok) return row
  const names = (await attachmentsOf(call.tx, row.value)).map(({ name }) => name)
  const read = readUpload(call.body as Upload, { count: names.length, replaceable: names })
  if (!read.ok) return read
  const { bytes, ...file } = read.value
  await putAttachment(call.tx, row.value, {
    ...file,
    sealed: call.means.safe.close(bytes, placeOf(row.value, file.name)),
    uploaded_at: call.now,
  })
  await note(call, row.value, 'attached', file.name)
  return listed(call, row.value)
}

/** Documents are changed as long as the application may be: not while an officer reads it. */
async function changeable(call: Call): Promise<Outcome<ApplicationRow, DoorRefusal>> {
  const row = await loadApplication(call.tx, call, call.params.id, 'lock')
  if (!row.ok) return row
  const allowed = permit(APPLICATION_ACTS, row.value.state, 'save', call.officer)
  return allowed.ok ? row : allowed
}

function placeOf({ participant, id }: ApplicationRow, name: string): string {
  return `${participant} ${id} ${name}`
}

async function note(
  { tx, officer, now }: Call,
  { participant, id }: ApplicationRow,
  act: 'attached' | 'detached',
  name: string,
): Promise<void> {
  const by = { officer, role: 'exporter' } as const
  await addEvent(tx, { participant, subject: id, at: now, act, by, detail: { other: name } })
}

async function listed({ tx }: Call, row: ApplicationRow): Promise<Outcome<unknown, DoorRefusal>> {
  const attachments = await attachmentsOf(tx, row)
  return accept({ attachments: attachments.map(fileView) })
}
