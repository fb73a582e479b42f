import type { Document } from '../../certificates/document.ts'
import { MAX_QR_TEXT } from '../../certificates/limits.ts'
import { accept, type Outcome, refuse } from '../../values/outcome.ts'
import { type PdfRefusal, statementInPdf } from './pdf-statement.ts'
import { isJpeg, isPdf, isPng } from './picture-size.ts'
import { type PictureRefusal, textInPicture } from './read-picture.ts'

export type ReadRefusal = PdfRefusal | PictureRefusal | 'READ_TOO_LARGE' | 'READ_EMPTY'

/** What the page can say instead of a verdict. */
export type Fault = ReadRefusal | 'READ_FAILED'

/** A telephone's picture has 3 to 8 MB. */
const MAX_FILE_BYTES = 10_000_000
const COSE_TAG = 0xd2

/** What a chosen file is, by its bytes: its name and type prove nothing. */
export async function readFile(file: Blob): Promise<Outcome<Document, ReadRefusal>> {
  if (file.size > MAX_FILE_BYTES) return refuse('READ_TOO_LARGE')
  const bytes = new Uint8Array(await file.arrayBuffer())
  if (bytes.length === 0) return refuse('READ_EMPTY')
  if (isPdf(bytes)) {
    const statement = await statementInPdf(bytes)
    return statement.ok ? accept({ cose: statement.value }) : statement
  }
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
