/** UTF-8 (RFC 3629) without the platform's coder, so that the same bytes are refused everywhere. */

export function encodeUtf8(text: string): Uint8Array {
  // Most text of a statement is ASCII, which is its own encoding.
  const ascii = new Uint8Array(text.length)
  for (let at = 0; at < text.length; at += 1) {
    const unit = text.charCodeAt(at)
    if (unit >= 0x80) return encodeAny(text)
    ascii[at] = unit
  }
  return ascii
}

function encodeAny(text: string): Uint8Array {
  const bytes: number[] = []
  for (const character of text) {
    const point = character.codePointAt(0) as number
    if (point >= 0xd800 && point <= 0xdfff) throw new Error('lone surrogate in text to encode')
    if (point < 0x80) bytes.push(point)
    else if (point < 0x800) bytes.push(0xc0 | (point >> 6), tail(point))
    else if (point < 0x10000) bytes.push(0xe0 | (point >> 12), tail(point >> 6), tail(point))
    else bytes.push(0xf0 | (point >> 18), tail(point >> 12), tail(point >> 6), tail(point))
  }
  return Uint8Array.from(bytes)
}

function tail(point: number): number {
  return 0x80 | (point & 0x3f)
}

/**
 * The text in `bytes[from, to)`, or undefined where it is not well-formed UTF-8: overlong forms,
 * surrogates, points above U+10FFFF and stray or missing continuation bytes.
 */
export function decodeUtf8(bytes: Uint8Array, from = 0, to = bytes.length): string | undefined {
  let text = ''
  let at = from
  while (at < to) {
    const first = bytes[at] as number
    if (first < 0x80) {
      text += String.fromCharCode(first)
      at += 1
      continue
    }
    const length = first >= 0xf0 ? 4 : first >= 0xe0 ? 3 : 2
    const point = at + length <= to ? multibyte(bytes, at, length) : undefined
    if (point === undefined) return undefined
    text += String.fromCodePoint(point)
    at += length
  }
  return text
}

const FLOOR = [0, 0, 0x80, 0x800, 0x10000] as const

function multibyte(bytes: Uint8Array, at: number, length: number): number | undefined {
  const first = bytes[at] as number
  if (first < 0xc2 || first > 0xf4) return undefined
  let point = first & (0xff >> (length + 1))
  for (let index = 1; index < length; index += 1) {
    const next = bytes[at + index] as number
    if ((next & 0xc0) !== 0x80) return undefined
    point = (point << 6) | (next & 0x3f)
  }
  const outside = point < (FLOOR[length] as number) || point > 0x10ffff
  const surrogate = point >= 0xd800 && point <= 0xdfff
  return outside || surrogate ? undefined : point
}
