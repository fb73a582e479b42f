import type { Document } from '../../certificates/document.ts'
import { MAX_QR_TEXT } from '../../certificates/limits.ts'
import { isProof, MAX_PROOF_BYTES } from '../../transparency/log-proof.ts'
import { accept, type Outcome, refuse } from '../../values/outcome.ts'
import { type PdfRefusal, statementInPdf } from './pdf-statement.ts'
import { isJpeg, isPdf, isPng } from './picture-size.ts'
import { type PictureRefusal, textInPicture } from './read-picture.ts'

export type ReadRefusal =
  | PdfRefusal
  | PictureRefusal
  | 'READ_TOO_LARGE'
  | 'READ_EMPTY'
  | 'READ_PROOF_ALONE'

/** What the page can say instead of a verdict. */
export type Fault = ReadRefusal | 'READ_FAILED'

/** A telephone's picture has 3 to 8 MB. */
const MAX_FILE_BYTES = 10_000_000
const COSE_TAG = 0xd2

/** A certificate and, in a file beside it, the proof that it is logged; in whichever order they were chosen. */
export async function readFiles(files: readonly Blob[]): Promise<Outcome<Document, ReadRefusal>> {
  const proofs = await Promise.all(files.map(proofIn))
  const proof = proofs.find((each) => each !== null)
  const file = files.find((_, at) => proofs[at] === null)
  if (file === undefined) return refuse(proof === undefined ? 'READ_EMPTY' : 'READ_PROOF_ALONE')
  const read = await readFile(file)
  return read.ok && proof ? accept({ ...read.value, proof }) : read
}

/** The proof that a file is; null where it is something else. */
export async function proofIn(file: Blob): Promise<Uint8Array | null> {
  if (file.size > MAX_PROOF_BYTES) return null
  const bytes = new Uint8Array(await file.arrayBuffer())
  return isProof(bytes) ? bytes : null
}

/** What a chosen file is, by its bytes: its name and type prove nothing. */
async function readFile(file: Blob): Promise<Outcome<Document, ReadRefusal>> {
  if (file.size > MAX_FILE_BYTES) return refuse('READ_TOO_LARGE')
  const bytes = new Uint8Array(await file.arrayBuffer())
  if (bytes.length === 0) return refuse('READ_EMPTY')
  if (isPdf(bytes)) return statementInPdf(bytes)
  if (isPng(bytes) || isJpeg(bytes)) {
    const text = await textInPicture(file, bytes)
    return text.ok ? accept({ text: text.value }) : text
  }
  if (bytes[0] === COSE_TAG) return accept({ cose: bytes })
  return readText(new TextDecoder().decode(bytes.subarray(0, MAX_QR_TEXT + 16)))
}

/** What somebody pasted or a scanner typed. Spaces inside belong to the alphabet of the code. */
export function readText(typed: string): Outcome<Document, 'READ_EMPTY'> {
  const text = typed.replace(/[\r\n\t]/g, '').trimStart()
  return text.trim() === '' ? refuse('READ_EMPTY') : accept({ text })
}
