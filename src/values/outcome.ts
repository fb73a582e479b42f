/**
 * A refusal is a value with a stable public code; a bug is a throw. Codes are never renamed, because
 * other programs and other languages key on them.
 */
export type Refusal<Code extends string = string> = {
  readonly code: Code
  /** Path of the field at fault in what the person sent, such as `parcels.2.carats`. */
  readonly field?: string
  /** Values that the sentence for this code may name. */
  readonly detail?: Readonly<Record<string, string | number>>
}

export type Accepted<T> = { readonly ok: true; readonly value: T }
export type Refused<Code extends string = string> = {
  readonly ok: false
  readonly refusals: readonly [Refusal<Code>, ...Refusal<Code>[]]
}
export type Outcome<T, Code extends string = string> = Accepted<T> | Refused<Code>

export function accept<T>(value: T): Accepted<T> {
  return { ok: true, value }
}

export function refuse<Code extends string>(
  code: Code,
  field?: string,
  detail?: Refusal['detail'],
): Refused<Code> {
  return { ok: false, refusals: [refusal(code, field, detail)] }
}

export function refusal<Code extends string>(
  code: Code,
  field?: string,
  detail?: Refusal['detail'],
): Refusal<Code> {
  return { code, ...(field !== undefined && { field }), ...(detail !== undefined && { detail }) }
}

/** Refused with all of `refusals` when there are any, otherwise `value()`. */
export function acceptUnless<T, Code extends string>(
  refusals: readonly Refusal<Code>[],
  value: () => T,
): Outcome<T, Code> {
  const [first, ...rest] = refusals
  return first === undefined ? accept(value()) : { ok: false, refusals: [first, ...rest] }
}

/** The same refusals with `prefix` before their field paths, for a part that was parsed alone. */
export function under<Code extends string>(
  prefix: string,
  refusals: readonly Refusal<Code>[],
): Refusal<Code>[] {
  return refusals.map((each) => ({
    ...each,
    field: each.field === undefined ? prefix : `${prefix}.${each.field}`,
  }))
}

/** What a part was refused for, as faults of the whole. */
export function refusedUnder<Code extends string>(
  prefix: string,
  { refusals: [first, ...rest] }: Refused<Code>,
): Refused<Code> {
  const [head] = under(prefix, [first]) as [Refusal<Code>]
  return { ok: false, refusals: [head, ...under(prefix, rest)] }
}
