import { accept, type Outcome, refuse } from '../../values/outcome.ts'
import type { ReadRefusal } from '../read-words.en.ts'
import { isJpeg, isPdf, isPng } from './read-magic.ts'

export type AttachmentType =
  | 'application/pdf'
  | 'image/png'
  | 'image/jpeg'
  | 'text/plain'
  | 'text/csv'

const ENDINGS: Readonly<Record<string, AttachmentType>> = {
  pdf: 'application/pdf',
  png: 'image/png',
  jpg: 'image/jpeg',
  jpeg: 'image/jpeg',
  txt: 'text/plain',
  csv: 'text/csv',
}

/**
 * The media type of an attachment, by its content and by its name, which must agree: what an officer
 * opens is what its name says. Anything that a browser or an office program would run is refused,
 * whatever it is called. WebP and HEIC are left out because many authorities' desks cannot open them.
 */
export function mediaTypeOf(bytes: Uint8Array, name: string): Outcome<AttachmentType, ReadRefusal> {
  if (bytes.length === 0) return refuse('READ_EMPTY')
  const named = ENDINGS[/\.([A-Za-z0-9]{1,5})$/.exec(name)?.[1]?.toLowerCase() ?? '']
  const found = contentOf(bytes)
  if (named === undefined || found === null) return refuse('READ_TYPE_NOT_ALLOWED')
  const agrees = found === named || (found === 'text/plain' && named === 'text/csv')
  return agrees ? accept(named) : refuse('READ_TYPE_MISMATCH', undefined, { name, found })
}

function contentOf(bytes: Uint8Array): AttachmentType | null {
  if (isPdf(bytes)) return 'application/pdf'
  if (isPng(bytes)) return 'image/png'
  if (isJpeg(bytes)) return 'image/jpeg'
  return isPlainText(bytes) ? 'text/plain' : null
}

/** What browsers and shells take as a program or a page, wherever it stands: text has no need of it. */
const ACTIVE =
  /^\s*[<{]|^#!|^\s*%!|<\s*(?:!doctype|\?|!--|html|head|body|svg|script|iframe|object|embed|meta|style|img|link|form|xsl)/i
/** All controls but tab and line ends, and the invisible marks that turn the direction of text. */
const CONTROL = /[^\P{Cc}\t\n\r]|[\u200e\u200f\u202a-\u202e\u2066-\u2069]/u

function isPlainText(bytes: Uint8Array): boolean {
  const text = utf8(bytes)
  return text !== null && !CONTROL.test(text) && !ACTIVE.test(text)
}

function utf8(bytes: Uint8Array): string | null {
  try {
    return new TextDecoder('utf-8', { fatal: true }).decode(bytes)
  } catch {
    // Not UTF-8, so not text that every desk reads alike; the caller refuses it.
    return null
  }
}
