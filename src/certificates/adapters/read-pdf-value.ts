/** A value of PDF syntax (ISO 32000-1, 7.3), as far as the search for an attachment needs it. */
export type PdfValue =
  | { readonly kind: 'dict'; readonly entries: ReadonlyMap<string, PdfValue> }
  | { readonly kind: 'array'; readonly items: readonly PdfValue[] }
  | { readonly kind: 'name'; readonly name: string }
  /** Bytes as Latin-1. */
  | { readonly kind: 'string'; readonly text: string }
  | { readonly kind: 'number'; readonly value: number }
  | { readonly kind: 'ref'; readonly id: number }
  | { readonly kind: 'other' }
export type PdfDict = Extract<PdfValue, { kind: 'dict' }>
/** A value and the position after it. */
type Parsed = { readonly value: PdfValue; readonly end: number }

// Comments are bounded here and literals below: a file may begin one after every byte, and reading each
// to its end would take the square of its length.
const SPACE = /\s*(?:%[^\r\n]{0,255}\s*){0,8}/y
const NUMBER = /[+-]?(?:\d{1,15}(?:\.\d{0,15})?|\.\d{1,15})/y
const REFERENCE = /(\d{1,10})\s{1,9}\d{1,5}\s{1,9}R(?![A-Za-z])/y
const NAME = /\/([^\s()<>[\]{}/%]{0,127})/y
const HEX = /<([0-9A-Fa-f\s]*)>/y
const WORD = /[A-Za-z]{1,20}/y
/** The catalog of a sheet nests 5 deep. */
const MAX_DEPTH = 32

/** The value that stands at `at`, or undefined when none does. `text` is the file as Latin-1. */
export function valueAt(text: string, at: number, depth = 0): Parsed | undefined {
  const start = skipSpace(text, at)
  if (depth > MAX_DEPTH) return undefined
  const two = text.slice(start, start + 2)
  if (two === '<<') return dictAt(text, start + 2, depth)
  if (two[0] === '[') return arrayAt(text, start + 1, depth)
  if (two[0] === '(') return literalAt(text, start + 1)
  return (
    matched(REFERENCE, text, start, ([, id]) => ({ kind: 'ref', id: Number(id) })) ??
    matched(NUMBER, text, start, ([all]) => ({ kind: 'number', value: Number(all) })) ??
    matched(NAME, text, start, ([, name]) => ({ kind: 'name', name: unescapedName(name ?? '') })) ??
    matched(HEX, text, start, ([, hex]) => ({ kind: 'string', text: fromHexText(hex ?? '') })) ??
    matched(WORD, text, start, () => ({ kind: 'other' }))
  )
}

/** After white space and comments. */
export function skipSpace(text: string, at: number): number {
  SPACE.lastIndex = at
  SPACE.test(text)
  return Math.max(at, SPACE.lastIndex)
}

function matched(
  pattern: RegExp,
  text: string,
  at: number,
  build: (match: RegExpExecArray) => PdfValue,
): Parsed | undefined {
  pattern.lastIndex = at
  const match = pattern.exec(text)
  return match === null ? undefined : { value: build(match), end: at + match[0].length }
}

function dictAt(text: string, from: number, depth: number): Parsed | undefined {
  const entries = new Map<string, PdfValue>()
  for (let at = skipSpace(text, from); ; ) {
    if (text.startsWith('>>', at)) return { value: { kind: 'dict', entries }, end: at + 2 }
    const key = valueAt(text, at, depth + 1)
    if (key?.value.kind !== 'name') return undefined
    const value = valueAt(text, key.end, depth + 1)
    if (value === undefined) return undefined
    entries.set(key.value.name, value.value)
    at = skipSpace(text, value.end)
  }
}

function arrayAt(text: string, from: number, depth: number): Parsed | undefined {
  const items: PdfValue[] = []
  for (let at = skipSpace(text, from); ; ) {
    if (text[at] === ']') return { value: { kind: 'array', items }, end: at + 1 }
    const item = valueAt(text, at, depth + 1)
    if (item === undefined) return undefined
    items.push(item.value)
    at = skipSpace(text, item.end)
  }
}

const ESCAPES: Readonly<Record<string, string>> = { n: '\n', r: '\r', t: '\t', b: '\b', f: '\f' }
/** File names and dates; a signature's hexadecimal is not a literal. */
const MAX_LITERAL = 4096

function literalAt(text: string, from: number): Parsed | undefined {
  const marks = /[()\\]/g
  marks.lastIndex = from
  let open = 1
  let result = ''
  let kept = from
  for (let mark = marks.exec(text); mark !== null; mark = marks.exec(text)) {
    const at = mark.index
    if (at > from + MAX_LITERAL) return undefined
    result += text.slice(kept, at)
    kept = at
    if (mark[0] === '\\') {
      const { character, length } = escapeAt(text, at + 1)
      result += character
      kept = at + 1 + length
      marks.lastIndex = kept
      continue
    }
    open += mark[0] === '(' ? 1 : -1
    if (open === 0) return { value: { kind: 'string', text: result }, end: at + 1 }
  }
  return undefined
}

function escapeAt(text: string, at: number): { character: string; length: number } {
  const octal = /^[0-7]{1,3}/.exec(text.slice(at, at + 3))?.[0]
  if (octal !== undefined) return { character: byteOf(octal), length: octal.length }
  const escaped = text[at] ?? ''
  return { character: ESCAPES[escaped] ?? escaped, length: 1 }
}

function byteOf(octal: string): string {
  return String.fromCharCode(Number.parseInt(octal, 8) & 0xff)
}

function fromHexText(hex: string): string {
  return Buffer.from(hex.replace(/[^0-9A-Fa-f]/g, ''), 'hex').toString('latin1')
}

function unescapedName(name: string): string {
  return name.replace(/#([0-9A-Fa-f]{2})/g, (_, hex) =>
    String.fromCharCode(Number.parseInt(hex, 16)),
  )
}
