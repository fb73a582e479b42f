import { accept, type Outcome, refuse } from '../../values/outcome.ts'
import type { Document as Verifiable } from '../document.ts'
import type { ReadRefusal } from '../read-words.en.ts'
import { READ_LIMITS, type ReadLimits } from './read-limits.ts'
import { isJpeg, isPdf, isPng } from './read-magic.ts'
import { type FoundInPdf, statementInPdf } from './read-pdf.ts'
import { codeInPicture } from './read-picture.ts'

/** What was found: the text of a code, or the bytes of a signed statement. Neither is verified. */
export type Document =
  | { readonly kind: 'text'; readonly text: string }
  | {
      readonly kind: 'cose'
      readonly bytes: Uint8Array
      /** That it is logged, where the PDF carries such a proof. */
      readonly proof?: Uint8Array
    }

/** What was found, as a verifier takes it; a proof in a file of its own is the one that somebody chose. */
export function documentIn(found: Document, given?: Uint8Array): Verifiable {
  const proof = given ?? (found.kind === 'cose' ? found.proof : undefined)
  const form = found.kind === 'text' ? { text: found.text } : { cose: found.bytes }
  return proof === undefined ? form : { ...form, proof }
}

/** The tag of a COSE_Sign1 (18, RFC 9052) in its one-byte form. */
const COSE_TAG = 0xd2

/**
 * Reads a certificate from a PDF, a PNG or JPEG picture of its code, the code's text, or the signed
 * bytes. The content decides, never a name or a declared type, and it decides once: a file that is
 * two things at a time is the one that it begins as. Needs no network.
 */
export async function readDocument(
  bytes: Uint8Array,
  limits: ReadLimits = READ_LIMITS,
): Promise<Outcome<Document, ReadRefusal>> {
  if (bytes.length === 0) return refuse('READ_EMPTY')
  if (bytes.length > limits.bytes) return tooLarge(bytes.length, limits.bytes)
  if (isPdf(bytes)) return coseOf(statementInPdf(bytes, limits))
  if (isPng(bytes) || isJpeg(bytes)) return textOf(await codeInPicture(bytes, limits))
  if (bytes[0] === COSE_TAG) {
    if (bytes.length > limits.statementBytes) return tooLarge(bytes.length, limits.statementBytes)
    return accept({ kind: 'cose', bytes })
  }
  return readText(bytes)
}

function tooLarge(bytes: number, limit: number) {
  return refuse('READ_TOO_LARGE' as const, undefined, { bytes, limit })
}

function coseOf(found: Outcome<FoundInPdf, ReadRefusal>): Outcome<Document, ReadRefusal> {
  return found.ok ? accept({ kind: 'cose', ...found.value }) : found
}

function textOf(found: Outcome<string, ReadRefusal>): Outcome<Document, ReadRefusal> {
  return found.ok ? accept({ kind: 'text', text: found.value }) : found
}

/** A code's text begins with its prefix and is as long as a code can be (version 40, ISO/IEC 18004). */
const CODE_TEXT = /^KPC(TEST)?1:/
const LONGEST_CODE = 4296

function readText(bytes: Uint8Array): Outcome<Document, ReadRefusal> {
  // Latin-1 keeps the length and cannot fail; what is outside ASCII is refused by the Base45 of the code.
  const text = Buffer.from(bytes.buffer, bytes.byteOffset, Math.min(bytes.length, 3 * LONGEST_CODE))
    .toString('latin1')
    .replace(/^\u00ef\u00bb\u00bf/, '')
    .trim()
  if (text === '') return refuse('READ_EMPTY')
  if (!CODE_TEXT.test(text)) return refuse('READ_NOT_RECOGNISED')
  return text.length > LONGEST_CODE
    ? tooLarge(bytes.length, LONGEST_CODE)
    : accept({ kind: 'text', text })
}
