import { sha256 } from '@noble/hashes/sha2.js'
import { toHex } from '../crypto/bytes.ts'
import { decodeUtf8, encodeUtf8 } from '../crypto/utf8.ts'

export type JsonObject = { readonly [name: string]: unknown }

/** Root, role, delegation, key, value: TUF metadata needs six. */
const MAX_DEPTH = 16

/**
 * OLPC canonical JSON, which TUF signs: members sorted by UTF-16 code unit, no white space, strings
 * raw but for `"` and `\`, integers only. Undefined for a value that has no such form: a fraction,
 * an unsafe integer, a lone surrogate, or nesting beyond 16.
 */
export function canonicalJson(value: unknown): Uint8Array | undefined {
  const text = canonicalText(value, 0)
  return text === undefined || LONE_SURROGATE.test(text) ? undefined : encodeUtf8(text)
}

/** With the flag `u`, a pair is one character and only half a pair matches. */
const LONE_SURROGATE = /[\ud800-\udfff]/u

function canonicalText(value: unknown, depth: number): string | undefined {
  if (typeof value === 'string') return quoted(value)
  if (typeof value === 'number') return Number.isSafeInteger(value) ? String(value) : undefined
  if (typeof value === 'boolean' || value === null) return String(value)
  if (typeof value !== 'object' || depth === MAX_DEPTH) return undefined
  return Array.isArray(value) ? canonicalArray(value, depth) : canonicalObject(value, depth)
}

function canonicalArray(items: readonly unknown[], depth: number): string | undefined {
  const parts = items.map((item) => canonicalText(item, depth + 1))
  return parts.includes(undefined) ? undefined : `[${parts.join(',')}]`
}

function canonicalObject(object: object, depth: number): string | undefined {
  const parts: string[] = []
  for (const [name, value] of Object.entries(object).sort(byName)) {
    const part = canonicalText(value, depth + 1)
    if (part === undefined) return undefined
    parts.push(`${quoted(name)}:${part}`)
  }
  return `{${parts.join(',')}}`
}

function byName([a]: [string, unknown], [b]: [string, unknown]): number {
  return a < b ? -1 : 1
}

function quoted(text: string): string {
  return `"${text.replace(/["\\]/g, '\\$&')}"`
}

/** The JSON value in `bytes`, or undefined for bad UTF-8 or bad JSON. */
export function parseJson(bytes: Uint8Array): unknown {
  const text = decodeUtf8(bytes)
  if (text === undefined) return undefined
  try {
    return JSON.parse(text)
  } catch {
    // The parser has no other way to say that this is no JSON; the caller refuses it with a code.
    return undefined
  }
}

export function isJsonObject(value: unknown): value is JsonObject {
  return typeof value === 'object' && value !== null && !Array.isArray(value)
}

/** The own member `name`: a name such as `constructor` finds nothing that was inherited. */
export function member(object: JsonObject, name: string): unknown {
  return Object.hasOwn(object, name) ? object[name] : undefined
}

export function sha256Hex(bytes: Uint8Array): string {
  return toHex(sha256(bytes))
}
