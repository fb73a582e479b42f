import { accept, type Outcome, refuse } from '../../values/outcome.ts'
import type { ReadRefusal } from '../read-words.en.ts'
import type { ReadLimits } from './read-limits.ts'
import { entry, objectsOf, type PdfObject, type PdfObjects, unpack } from './read-pdf-objects.ts'
import type { PdfValue } from './read-pdf-value.ts'

const NAME = 'certificate.cose'
const PROOF_NAME = 'certificate.tlog-proof'
const COSE_TAG = 0xd2

/** A signed statement, and the proof that it is logged. Neither is verified. */
export type FoundInPdf = { readonly bytes: Uint8Array; readonly proof?: Uint8Array }

/** The signed statement that a PDF carries as its file certificate.cose, with its proof where it has one. */
export function statementInPdf(
  bytes: Uint8Array,
  limits: ReadLimits,
): Outcome<FoundInPdf, ReadRefusal> {
  const found = objectsOf(bytes, limits)
  if (!found.ok) return found
  if (found.value.trailers.some((trailer) => trailer.entries.has('Encrypt'))) {
    return refuse('READ_PDF_ENCRYPTED')
  }
  const statement = oneStatement(attachmentsIn(found.value, NAME), limits)
  if (!statement.ok) return statement
  const proof = anyProof(attachmentsIn(found.value, PROOF_NAME), limits)
  return accept({ bytes: statement.value, ...(proof !== undefined && { proof }) })
}

/** One that is damaged is as none: it can only add to what the statement says. */
function anyProof(attachments: readonly PdfObject[], limits: ReadLimits): Uint8Array | undefined {
  for (const { value, stream } of attachments) {
    if (value.kind !== 'dict' || stream === null) continue
    const body = unpack(value, stream, limits.statementBytes)
    if (typeof body !== 'string') return Uint8Array.from(body)
  }
  return undefined
}

function oneStatement(
  attachments: readonly PdfObject[],
  limits: ReadLimits,
): Outcome<Uint8Array, ReadRefusal> {
  const statements = new Map<string, Uint8Array>()
  for (const { value, stream } of attachments) {
    const body =
      value.kind === 'dict' && stream !== null
        ? unpack(value, stream, limits.statementBytes)
        : 'damaged'
    if (body === 'bomb') return refuse('READ_PDF_BOMB')
    if (body === 'damaged' || body[0] !== COSE_TAG) {
      return refuse('READ_DAMAGED', undefined, { part: NAME })
    }
    statements.set(body.toString('latin1'), Uint8Array.from(body))
  }
  const [first, ...others] = statements.values()
  if (first === undefined) return refuse('READ_PDF_NO_CERTIFICATE')
  return others.length === 0
    ? accept(first)
    : refuse('READ_PDF_SEVERAL', undefined, { count: statements.size })
}

/**
 * The files of that name which the newest catalog lists, as a reader of PDF shows them; where the
 * catalog is lost, as in a truncated file, those of any object.
 */
function attachmentsIn({ objects, trailers }: PdfObjects, name: string): PdfObject[] {
  const resolve = resolver(objects)
  const root = trailers.map((trailer) => resolve(entry(trailer, 'Root'))).findLast(isDict)
  const starts =
    root === undefined
      ? [...objects.values()].map(({ value }) => value)
      : [entry(resolve(entry(root, 'Names')), 'EmbeddedFiles'), entry(root, 'AF')]
  const seen = new Set<number>()
  const specifications = starts.flatMap((start) =>
    specificationsUnder(start, { name, resolve, seen }),
  )
  const ids = specifications.flatMap((specification) => streamIdOf(specification, resolve))
  return [...new Set(ids)].map(
    (id) => objects.get(id) ?? { value: { kind: 'other' }, stream: null },
  )
}

type Resolve = (value: PdfValue | undefined) => PdfValue | undefined

/** What a reference stands for. A reference to a reference is no PDF, so one step is enough. */
function resolver(objects: ReadonlyMap<number, PdfObject>): Resolve {
  return (value) => (value?.kind === 'ref' ? objects.get(value.id)?.value : value)
}

function isDict(value: PdfValue | undefined): value is Extract<PdfValue, { kind: 'dict' }> {
  return value?.kind === 'dict'
}

/** Deeper than any name tree; together with `seen` it ends every circle. */
const MAX_DEPTH = 32

type Search = { readonly name: string; readonly resolve: Resolve; readonly seen: Set<number> }

/** The file specifications of that name in a name tree or an array. */
function specificationsUnder(start: PdfValue | undefined, search: Search, depth = 0): PdfValue[] {
  const { name, resolve, seen } = search
  if (start === undefined || depth > MAX_DEPTH) return []
  if (start.kind === 'ref') {
    if (seen.has(start.id)) return []
    seen.add(start.id)
  }
  const value = resolve(start)
  if (value?.kind === 'array') {
    return value.items.flatMap((item) => specificationsUnder(item, search, depth + 1))
  }
  if (!isDict(value)) return []
  if (value.entries.has('EF')) return isNamed(value, name) ? [value] : []
  return ['Kids', 'Names'].flatMap((key) =>
    specificationsUnder(entry(value, key), search, depth + 1),
  )
}

function isNamed(specification: PdfValue, wanted: string): boolean {
  return ['UF', 'F'].some((key) => {
    const name = entry(specification, key)
    return name?.kind === 'string' && plainText(name.text) === wanted
  })
}

/** A text string is Latin-1 here, or UTF-16 with its mark (ISO 32000-1, 7.9.2). */
function plainText(text: string): string {
  if (!text.startsWith('\u00fe\u00ff')) return text.toLowerCase()
  return Buffer.from(text.slice(2), 'latin1').swap16().toString('utf16le').toLowerCase()
}

function streamIdOf(specification: PdfValue, resolve: Resolve): number[] {
  const files = resolve(entry(specification, 'EF'))
  const file = entry(files, 'UF') ?? entry(files, 'F')
  return file?.kind === 'ref' ? [file.id] : []
}
