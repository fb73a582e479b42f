import { createHash } from 'node:crypto'
import { accept, type Outcome, refuse, refusedUnder } from '../../values/outcome.ts'
import { parseLine } from '../../values/text.ts'
import { MAX_ATTACHMENT_BYTES, MAX_ATTACHMENT_NAME, MAX_ATTACHMENTS } from '../limits.ts'
import type { AttachmentRow } from './attachments-store.ts'
import type { DoorRefusal } from './book.ts'
import type { Upload } from './door.ts'
import type { EvidenceRow } from './evidence-store.ts'
import { mediaTypeOf } from './sniff.ts'

/** A file that may be kept: named, small enough, and of the kind that its name says. */
export type Uploaded = Omit<AttachmentRow, 'uploaded_at'> & { readonly bytes: Uint8Array }

/** How many files are there already, and which of them this one would take the place of. */
type Room = { readonly count: number; readonly replaceable?: readonly string[] }

/** Checks a file before it is kept in a dossier. */
export function readUpload(
  { file }: Upload,
  { count, replaceable = [] }: Room,
): Outcome<Uploaded, DoorRefusal> {
  if (file === undefined || file === null) return refuse('PLATFORM_REQUEST', 'file')
  const name = parseLine(file.name, MAX_ATTACHMENT_NAME)
  if (!name.ok) return refusedUnder('file', name)
  if (/[\\/:*?"<>|]|^\./.test(name.value)) return refuse('CERTIFICATES_ATTACHMENT_NAME', 'file')
  const { bytes } = file
  if (bytes.length > MAX_ATTACHMENT_BYTES)
    return refuse('CERTIFICATES_ATTACHMENT_TOO_LARGE', 'file')
  if (count >= MAX_ATTACHMENTS && !replaceable.includes(name.value)) {
    return refuse('CERTIFICATES_ATTACHMENTS_TOO_MANY', 'file', { max: MAX_ATTACHMENTS })
  }
  const media = mediaTypeOf(bytes, name.value)
  if (!media.ok) return refuse('CERTIFICATES_ATTACHMENT_TYPE', 'file')
  const sha256 = createHash('sha256').update(bytes).digest()
  return accept({ name: name.value, media_type: media.value, size: bytes.length, sha256, bytes })
}

/** A kept file as programs and screens read it. */
export function fileView({ name, media_type, size, sha256 }: Omit<AttachmentRow, 'uploaded_at'>) {
  return { name, mediaType: media_type, size, sha256: sha256.toString('hex') }
}

/** The same of what the validating officer attached. */
export function evidenceView(row: EvidenceRow) {
  return { ...fileView(row), at: row.uploaded_at, by: row.officer_name }
}
