import { accept, type Outcome, refuse } from '../values/outcome.ts'

const ALPHABET = '0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZ $%*+-./:'
const VALUES = new Int8Array(128).fill(-1)
for (let value = 0; value < ALPHABET.length; value += 1) VALUES[ALPHABET.charCodeAt(value)] = value

export type Base45Refusal = 'BASE45_CHARACTER' | 'BASE45_LENGTH' | 'BASE45_OVERFLOW'

/** Base45 (RFC 9285): two bytes in three characters of a QR code's alphanumeric mode. */
export function encodeBase45(bytes: Uint8Array): string {
  let text = ''
  for (let at = 0; at < bytes.length; at += 2) {
    const first = bytes[at] as number
    const second = bytes[at + 1]
    text += second === undefined ? characters(first, 2) : characters(first * 256 + second, 3)
  }
  return text
}

function characters(value: number, count: number): string {
  let rest = value
  let text = ''
  for (let index = 0; index < count; index += 1) {
    text += ALPHABET[rest % 45]
    rest = Math.floor(rest / 45)
  }
  return text
}

/** Refuses characters outside the alphabet, a length that no encoder makes, and overflow. */
export function decodeBase45(text: string): Outcome<Uint8Array, Base45Refusal> {
  if (text.length % 3 === 1) return refuse('BASE45_LENGTH')
  const bytes = new Uint8Array(Math.floor(text.length / 3) * 2 + (text.length % 3 === 2 ? 1 : 0))
  for (let at = 0, to = 0; at < text.length; at += 3, to += 2) {
    const low = valueAt(text, at)
    const middle = valueAt(text, at + 1)
    const last = at + 2 < text.length
    const high = last ? valueAt(text, at + 2) : 0
    if (low < 0 || middle < 0 || high < 0) return refuse('BASE45_CHARACTER')
    const value = low + 45 * middle + 2025 * high
    if (value > (last ? 0xffff : 0xff)) return refuse('BASE45_OVERFLOW')
    if (last) bytes[to] = value >> 8
    bytes[last ? to + 1 : to] = value & 0xff
  }
  return accept(bytes)
}

function valueAt(text: string, at: number): number {
  return VALUES[text.charCodeAt(at)] ?? -1
}
