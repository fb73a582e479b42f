import { inflateSync } from 'node:zlib'
import { accept, type Outcome, refuse } from '../../values/outcome.ts'
import type { ReadRefusal } from '../read-words.en.ts'
import type { ReadLimits } from './read-limits.ts'
import { type PdfDict, type PdfValue, skipSpace, valueAt } from './read-pdf-value.ts'

export type PdfObject = { readonly value: PdfValue; readonly stream: Buffer | null }
export type PdfObjects = {
  /** By object number; an update later in the file replaces what stands before it. */
  readonly objects: ReadonlyMap<number, PdfObject>
  /** Trailers and the dictionaries of cross-reference streams, in the order of the file. */
  readonly trailers: readonly PdfDict[]
}

const HEAD = /(?:(\d{1,10})\s{1,9}\d{1,5}\s{1,9}obj|trailer)(?![A-Za-z])/g

/**
 * Every object of a PDF, found by reading the file from its start to its end once and not by its
 * cross-reference tables: those may be missing, wrong or circular. Bodies of streams are stepped
 * over, so that what looks like an object inside one is none. Object streams are unpacked.
 */
export function objectsOf(bytes: Uint8Array, limits: ReadLimits): Outcome<PdfObjects, ReadRefusal> {
  const file = Buffer.from(bytes.buffer, bytes.byteOffset, bytes.length)
  const text = file.toString('latin1')
  const found: Found = { objects: new Map(), trailers: [], room: limits.unpackedBytes }
  let heads = 0
  HEAD.lastIndex = 0
  for (let head = HEAD.exec(text); head !== null; head = HEAD.exec(text)) {
    heads += 1
    const parsed = valueAt(text, HEAD.lastIndex)
    if (parsed === undefined) continue
    const id = head[1] === undefined ? null : Number(head[1])
    const body = id === null ? null : bodyAt(text, parsed.end, parsed.value)
    const stream = body === null ? null : file.subarray(body.start, body.end)
    HEAD.lastIndex = body?.end ?? parsed.end
    const fits = keep(found, { id, value: parsed.value, stream }, limits.objects)
    if (!fits || heads > limits.objects) return refuse('READ_PDF_BOMB')
  }
  return accept(found)
}

type Found = {
  readonly objects: Map<number, PdfObject>
  readonly trailers: PdfDict[]
  /** Bytes that may still be unpacked. */
  room: number
}

/** Whether what was found still fits the limits. */
function keep(found: Found, object: PdfObject & { id: number | null }, most: number): boolean {
  const { id, value, stream } = object
  if (id !== null) found.objects.set(id, { value, stream })
  if (value.kind !== 'dict') return true
  if (id === null || isType(value, 'XRef')) found.trailers.push(value)
  if (stream === null || !isType(value, 'ObjStm')) return true
  const packed = unpack(value, stream, found.room)
  if (packed === 'bomb') return false
  if (packed === 'damaged') return true
  found.room -= packed.length
  for (const [inner, innerValue] of packedObjects(value, packed, most)) {
    found.objects.set(inner, { value: innerValue, stream: null })
  }
  return found.objects.size <= most
}

export function entry(dict: PdfValue | undefined, key: string): PdfValue | undefined {
  return dict?.kind === 'dict' ? dict.entries.get(key) : undefined
}

function isType(dict: PdfDict, name: string): boolean {
  const type = entry(dict, 'Type')
  return type?.kind === 'name' && type.name === name
}

/** Where the body of a stream begins and ends; null when the object has none. */
function bodyAt(text: string, at: number, value: PdfValue): { start: number; end: number } | null {
  const word = skipSpace(text, at)
  if (value.kind !== 'dict' || !text.startsWith('stream', word)) return null
  const start = word + (text.startsWith('\r\n', word + 6) ? 8 : 7)
  const length = entry(value, 'Length')
  const told = length?.kind === 'number' ? start + length.value : -1
  if (told >= start && /^[\r\n ]{0,3}endstream/.test(text.slice(told, told + 12))) {
    return { start, end: told }
  }
  // The length is elsewhere or wrong: the body ends where its keyword stands, or with the file.
  const end = text.indexOf('endstream', start)
  return { start, end: end < 0 ? text.length : end }
}

/** The body of a stream, unpacked to at most `most` bytes. */
export function unpack(dict: PdfDict, stream: Buffer, most: number): Buffer | 'bomb' | 'damaged' {
  const filters = filtersOf(entry(dict, 'Filter'))
  const known = filters.every((name) => name === 'FlateDecode' || name === 'Fl')
  if (!known || hasPredictor(entry(dict, 'DecodeParms'))) return 'damaged'
  if (filters.length > MAX_FILTERS) return 'bomb'
  let body: Buffer = stream
  for (const _ of filters) {
    const next = inflated(body, most)
    if (typeof next === 'string') return next
    body = next
  }
  return body.length > most ? 'bomb' : body
}

/** Twice packed is a habit of some programs; more is a trap. */
const MAX_FILTERS = 2

function filtersOf(filter: PdfValue | undefined): string[] {
  const items = filter?.kind === 'array' ? filter.items : filter === undefined ? [] : [filter]
  return items.map((each) => (each.kind === 'name' ? each.name : ''))
}

function hasPredictor(parameters: PdfValue | undefined): boolean {
  const first = parameters?.kind === 'array' ? parameters.items[0] : parameters
  const predictor = entry(first, 'Predictor')
  return predictor?.kind === 'number' && predictor.value > 1
}

function inflated(body: Buffer, most: number): Buffer | 'bomb' | 'damaged' {
  try {
    return inflateSync(body, { maxOutputLength: Math.max(1, most) })
  } catch (error) {
    const code = (error as NodeJS.ErrnoException).code
    return code === 'ERR_BUFFER_TOO_LARGE' ? 'bomb' : 'damaged'
  }
}

/**
 * An object stream is a list of numbers and offsets, then the values (ISO 32000-1, 7.5.7). Each value
 * is read up to the next offset and once: many numbers may share one.
 */
function packedObjects(dict: PdfDict, body: Buffer, most: number): [number, PdfValue][] {
  const first = entry(dict, 'First')
  if (first?.kind !== 'number') return []
  const text = body.toString('latin1')
  const pairs: [id: number, offset: number][] = []
  for (const [, id, offset] of text.slice(0, first.value).matchAll(/(\d{1,10})\s+(\d{1,10})/g)) {
    if (pairs.length > most) break
    pairs.push([Number(id), first.value + Number(offset)])
  }
  const offsets = [...new Set(pairs.map(([, offset]) => offset))].sort((a, b) => a - b)
  const values = new Map<number, PdfValue>()
  offsets.forEach((offset, index) => {
    const parsed = valueAt(text.slice(offset, offsets[index + 1]), 0)
    if (parsed !== undefined) values.set(offset, parsed.value)
  })
  return pairs.flatMap(([id, offset]) => {
    const value = values.get(offset)
    return value === undefined ? [] : [[id, value] as [number, PdfValue]]
  })
}
