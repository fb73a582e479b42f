import { accept, type Outcome, refuse } from './outcome.ts'

export type TextRefusal =
  | 'VALUES_TEXT'
  | 'VALUES_TEXT_EMPTY'
  | 'VALUES_TEXT_TOO_LONG'
  | 'VALUES_TEXT_CONTROL'
  | 'VALUES_TEXT_DIRECTION'

/** C0, C1, DEL, line and paragraph separators, lone surrogates, noncharacters, byte order mark. */
const CONTROL =
  // biome-ignore lint/suspicious/noControlCharactersInRegex: control characters are what this finds.
  /[\u0000-\u001f\u007f-\u009f\u2028\u2029\ufeff\ufffe\uffff]|[\ud800-\udbff](?![\udc00-\udfff])|(?<![\ud800-\udbff])[\udc00-\udfff]/
const CONTROL_BUT_NEWLINE = new RegExp(
  CONTROL.source.replace('\\u0000-\\u001f', '\\u0000-\\u0009\\u000b-\\u001f'),
)
/**
 * Embeddings, overrides and isolates reorder what a reader sees; marks without width, fillers,
 * variation selectors and tags hide differences. A list of our own, because the property
 * Default_Ignorable_Code_Point grows with each platform's edition of Unicode.
 */
const DIRECTION =
  // biome-ignore lint/suspicious/noMisleadingCharacterClass: single points are what this finds.
  /[\u00ad\u034f\u061c\u115f\u1160\u17b4\u17b5\u180b-\u180f\u200b-\u200f\u202a-\u202e\u2060-\u206f\u3164\ufe00-\ufe0f\uffa0\ufff9-\ufffb\u{e0000}-\u{e0fff}]/u

/**
 * Letters and marks, without digits and punctuation, of the scripts whose spelling needs the joiners
 * U+200C and U+200D: Arabic (Persian, Kurdish, Urdu), the scripts of India, Sinhala, Mongolian.
 */
const SCRIPTS_WITH_JOINERS = [
  '\u0620-\u065f\u066e-\u06d3\u06d5-\u06dc\u06df-\u06e8\u06ea-\u06ef\u06fa-\u06fc\u06ff\u0750-\u077f',
  '\u0900-\u0963\u0971-\u097f',
  '\u0980-\u09e3\u09f0\u09f1',
  '\u0a00-\u0a63\u0a70-\u0a75',
  '\u0a80-\u0ae3\u0af9-\u0aff',
  '\u0b00-\u0b63\u0b71',
  '\u0b80-\u0be3',
  '\u0c00-\u0c63',
  '\u0c80-\u0ce3\u0cf1-\u0cf3',
  '\u0d00-\u0d57\u0d5f-\u0d63\u0d7a-\u0d7f',
  '\u0d80-\u0de3\u0df2\u0df3',
  '\u1820-\u18aa',
]
const JOINER = /[\u200c\u200d]/
/** One joiner between two letters or marks of one of these scripts: anywhere else it only hides. */
const SPELLED_JOINER = new RegExp(
  SCRIPTS_WITH_JOINERS.map((script) => `(?<=[${script}])[\\u200c\\u200d](?=[${script}])`).join('|'),
  'g',
)

/**
 * One line of text as a person typed it: NFC, trimmed, inner runs of spaces made one.
 * @param maxLength in UTF-16 code units, measured first, so that a megabyte costs nothing.
 */
export function parseLine(text: unknown, maxLength: number): Outcome<string, TextRefusal> {
  return parse(text, maxLength, CONTROL, (clean) => clean.replace(/\s+/gu, ' '))
}

/** Text of several lines, for remarks and reasons. */
export function parseNote(text: unknown, maxLength: number): Outcome<string, TextRefusal> {
  const unix =
    typeof text === 'string' && text.length <= 2 * maxLength ? text.replaceAll('\r\n', '\n') : text
  return parse(unix, maxLength, CONTROL_BUT_NEWLINE, (clean) => clean)
}

/** Whether text from the wire is a clean line already: nothing to trim, normalise or refuse. */
export function isCleanLine(text: unknown, maxLength: number): text is string {
  const parsed = parseLine(text, maxLength)
  return parsed.ok && parsed.value === text
}

function parse(
  text: unknown,
  maxLength: number,
  forbidden: RegExp,
  fold: (clean: string) => string,
): Outcome<string, TextRefusal> {
  if (typeof text !== 'string') return refuse('VALUES_TEXT')
  if (text.length > 2 * maxLength) return refuse('VALUES_TEXT_TOO_LONG')
  if (forbidden.test(text)) return refuse('VALUES_TEXT_CONTROL')
  if (hides(text)) return refuse('VALUES_TEXT_DIRECTION')
  const clean = fold(text.normalize('NFC').trim())
  if (clean === '') return refuse('VALUES_TEXT_EMPTY')
  return clean.length > maxLength ? refuse('VALUES_TEXT_TOO_LONG') : accept(clean)
}

function hides(text: string): boolean {
  return DIRECTION.test(JOINER.test(text) ? text.replace(SPELLED_JOINER, '') : text)
}
