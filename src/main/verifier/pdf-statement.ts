import { isProof } from '../../transparency/log-proof.ts'
import { accept, type Outcome, refuse } from '../../values/outcome.ts'

export type PdfRefusal = 'READ_PDF_NO_CERTIFICATE' | 'READ_PDF_SEVERAL'

/** A certificate takes less than 1 KB, its longest legal statement 3 KB; more is something else. */
const MAX_STATEMENT_BYTES = 16_384
/** Files that a sheet carries: two. A PDF with more than this is no sheet. */
const MAX_FILES = 64
/** A file's dictionary stands just before its bytes and has some hundred characters. */
const MAX_DICTIONARY = 4_096
/** What a signed statement begins with: tag 18 of CBOR (RFC 9052). */
const COSE_TAG = 0xd2

/** A signed statement, and the proof that it is logged where the sheet carries one. */
export type FoundInPdf = { readonly cose: Uint8Array; readonly proof?: Uint8Array }

/**
 * The signed statement that a PDF carries as an embedded file, without reading the rest of the PDF.
 * Each embedded file is unpacked to at most what a statement can have, so that no bomb goes off; what
 * was found is judged by its signature alone, so a false find does no harm.
 */
export async function statementInPdf(bytes: Uint8Array): Promise<Outcome<FoundInPdf, PdfRefusal>> {
  const found = new Map<string, Uint8Array>()
  let proof: Uint8Array | undefined
  for (const { packed, body } of embeddedFiles(bytes)) {
    const plain = packed ? await inflate(body) : body.slice(0, MAX_STATEMENT_BYTES + 1)
    if (plain === null || plain.length > MAX_STATEMENT_BYTES) continue
    if (plain[0] === COSE_TAG) found.set(plain.join(), plain)
    else if (isProof(plain)) proof ??= plain
  }
  const [first, ...others] = found.values()
  if (first === undefined) return refuse('READ_PDF_NO_CERTIFICATE')
  if (others.length > 0) return refuse('READ_PDF_SEVERAL')
  return accept({ cose: first, ...(proof !== undefined && { proof }) })
}

type Embedded = { readonly packed: boolean; readonly body: Uint8Array }

/** The bytes of each stream whose dictionary says that it is an embedded file. */
function embeddedFiles(bytes: Uint8Array): Embedded[] {
  const text = new TextDecoder('latin1').decode(bytes)
  const found: Embedded[] = []
  for (const mark of text.matchAll(/\/EmbeddedFile\b(?!s)/g)) {
    if (found.length >= MAX_FILES) break
    const begin = text.indexOf('stream', mark.index)
    if (begin < 0 || begin - mark.index > MAX_DICTIONARY) continue
    const from = begin + 'stream'.length + (text.startsWith('\r\n', begin + 6) ? 2 : 1)
    const to = text.indexOf('endstream', from)
    if (to < 0) continue
    const dictionary = text.slice(text.lastIndexOf(' obj', mark.index), begin)
    const end = Math.min(to, from + lengthIn(dictionary))
    found.push({ packed: dictionary.includes('/FlateDecode'), body: bytes.subarray(from, end) })
  }
  return found
}

/** The length that a dictionary states; one that refers elsewhere ends at `endstream`. */
function lengthIn(dictionary: string): number {
  const stated = /\/Length (\d+)(?! \d+ R)\b/.exec(dictionary)?.[1]
  return stated === undefined ? Number.POSITIVE_INFINITY : Number(stated)
}

/** Unpacks at most what a statement can have; null when the bytes are no deflate stream. */
async function inflate(body: Uint8Array): Promise<Uint8Array | null> {
  const stream = new DecompressionStream('deflate')
  const writer = stream.writable.getWriter()
  // An end of line may stand between the data and `endstream`: a reader here takes that as an error
  // after the data, so what was unpacked until then counts.
  void writer.write(new Uint8Array(body)).catch(() => undefined)
  void writer.close().catch(() => undefined)
  const plain: number[] = []
  const reader = stream.readable.getReader()
  try {
    for (;;) {
      const { done, value } = await reader.read()
      if (done) break
      for (const byte of value.subarray(0, MAX_STATEMENT_BYTES + 1)) plain.push(byte)
      if (plain.length > MAX_STATEMENT_BYTES) break
    }
  } catch {
    if (plain.length === 0) return null
  } finally {
    void reader.cancel().catch(() => undefined)
  }
  return Uint8Array.from(plain)
}
