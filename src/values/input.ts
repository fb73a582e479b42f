import { accept, acceptUnless, type Outcome, type Refusal, refuse, under } from './outcome.ts'
import { isCleanLine } from './text.ts'

/** JSON Schema (2020-12), as far as the HTTP description needs it. */
export type JsonSchema = { readonly [keyword: string]: unknown }

/** How one thing is read from JSON, and what its schema says of it: described once, used by both. */
export type Input<T, Code extends string = string> = {
  readonly schema: JsonSchema
  readonly parse: (value: unknown) => Outcome<T, Code>
}
export type Read<I> = I extends Input<infer T, string> ? T : never
type CodeOf<I> = I extends Input<unknown, infer Code> ? Code : never

export type ShapeRefusal =
  | 'VALUES_RECORD'
  | 'VALUES_UNKNOWN_FIELD'
  | 'VALUES_LIST'
  | 'VALUES_LIST_TOO_LONG'
  | 'VALUES_LIST_TOO_SHORT'
  | 'VALUES_CHOICE'
  | 'VALUES_REQUIRED'
  | 'VALUES_YES'

/** Characters of a field's name that is told back to who made it up. */
const MAX_NAME = 64

/** A record with exactly these fields. All faults are found at once, so that a form can show them. */
export function record<Shape extends Record<string, Input<unknown>>>(
  shape: Shape,
): Input<
  { readonly [K in keyof Shape]: Read<Shape[K]> },
  CodeOf<Shape[keyof Shape]> | ShapeRefusal
> {
  type Result = { readonly [K in keyof Shape]: Read<Shape[K]> }
  const names = Object.keys(shape)
  return {
    schema: {
      type: 'object',
      properties: Object.fromEntries(names.map((name) => [name, shape[name]?.schema])),
      additionalProperties: false,
    },
    parse(value) {
      if (!isRecord(value)) return refuse(value === undefined ? 'VALUES_REQUIRED' : 'VALUES_RECORD')
      const refusals: Refusal[] = []
      const result: Record<string, unknown> = {}
      for (const name of Object.keys(value)
        .filter((key) => !names.includes(key))
        .slice(0, 8)) {
        // Told back where it can be shown and stored; anything else has no name worth telling.
        const field = name.slice(0, MAX_NAME)
        const shown = isCleanLine(field, MAX_NAME) ? field : '?'
        refusals.push({ code: 'VALUES_UNKNOWN_FIELD', field: shown })
      }
      for (const name of names) {
        const parsed = (shape[name] as Input<unknown>).parse(value[name])
        if (parsed.ok) result[name] = parsed.value
        else refusals.push(...under(name, parsed.refusals))
      }
      return acceptUnless(refusals as Refusal<CodeOf<Shape[keyof Shape]>>[], () => result as Result)
    },
  }
}

/** Between `min` and `max` items. The length is looked at before any item is. */
export function list<T, Code extends string>(
  item: Input<T, Code>,
  { min, max }: { readonly min: number; readonly max: number },
): Input<readonly T[], Code | ShapeRefusal> {
  return {
    schema: { type: 'array', items: item.schema, minItems: min, maxItems: max },
    parse(value) {
      if (value === undefined && min === 0) return accept([])
      if (!Array.isArray(value))
        return refuse(value === undefined ? 'VALUES_REQUIRED' : 'VALUES_LIST')
      if (value.length > max) return refuse('VALUES_LIST_TOO_LONG', undefined, { max })
      if (value.length < min) return refuse('VALUES_LIST_TOO_SHORT', undefined, { min })
      const parsed = value.map((each) => item.parse(each))
      const refusals = parsed.flatMap((each, at) =>
        each.ok ? [] : under(String(at), each.refusals),
      )
      return acceptUnless(refusals, () => parsed.flatMap((each) => (each.ok ? [each.value] : [])))
    },
  }
}

export function oneOf<const T extends string>(choices: readonly T[]): Input<T, ShapeRefusal> {
  return {
    schema: { type: 'string', enum: choices },
    parse: (value) =>
      choices.includes(value as T)
        ? accept(value as T)
        : refuse(value === undefined ? 'VALUES_REQUIRED' : 'VALUES_CHOICE'),
  }
}

/** Absent, null and the empty text of a form that nobody filled in are null. */
export function optional<T, Code extends string>(input: Input<T, Code>): Input<T | null, Code> {
  return {
    schema: { anyOf: [input.schema, { type: 'null' }] },
    parse: (value) =>
      value === undefined || value === null || value === '' ? accept(null) : input.parse(value),
  }
}

/** Something that a person must have said yes to. */
export const yes: Input<true, ShapeRefusal> = {
  schema: { const: true },
  parse: (value) => (value === true ? accept(true) : refuse('VALUES_YES')),
}

/** A parser of text as an input; `absent` fields are told apart from wrong ones. */
export function text<T, Code extends string>(
  parse: (value: unknown) => Outcome<T, Code>,
  schema: JsonSchema,
): Input<T, Code | ShapeRefusal> {
  return {
    schema: { type: 'string', ...schema },
    parse: (value) =>
      value === undefined || value === null || value === ''
        ? refuse('VALUES_REQUIRED')
        : parse(value),
  }
}

function isRecord(value: unknown): value is Record<string, unknown> {
  return typeof value === 'object' && value !== null && !Array.isArray(value)
}
