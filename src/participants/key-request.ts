import { type Input, oneOf, optional, record, text } from '../values/input.ts'
import { accept, type Outcome, refuse } from '../values/outcome.ts'
import { parseNote } from '../values/text.ts'
import type { KeyAct } from './key-ceremony.ts'
import { SIGNING_USAGES } from './kinds.ts'
import { parseTime } from './tuf-metadata.ts'

/** Enough to say who saw what; the rest is in the file of the incident. */
const MAX_REASON = 500

const usage = oneOf(SIGNING_USAGES)
const key = text(
  (value) =>
    typeof value === 'string' && /^[0-9a-f]{8,64}$/.test(value)
      ? accept(value)
      : refuse('PARTICIPANTS_KEY_NAME'),
  { pattern: '^[0-9a-f]{8,64}$' },
)
const time = text(
  (value) => {
    const seconds = parseTime(value)
    return seconds === undefined ? refuse('PARTICIPANTS_KEY_TIME') : accept(seconds)
  },
  { format: 'date-time' },
)
const reason = text((value) => parseNote(value, MAX_REASON), { maxLength: MAX_REASON })
const flag: Input<boolean, 'PARTICIPANTS_KEY_FORM'> = {
  schema: { type: 'boolean' },
  parse: (value) =>
    value === undefined || typeof value === 'boolean'
      ? accept(value === true)
      : refuse('PARTICIPANTS_KEY_FORM'),
}

/** Entries of a log: without it, all that can stay good; nought, nothing. */
const goodBelow: Input<number | undefined, 'PARTICIPANTS_KEY_FORM'> = {
  schema: { type: 'integer', minimum: 0 },
  parse: (value) =>
    value === undefined || (Number.isSafeInteger(value) && Number(value) >= 0)
      ? accept(value as number | undefined)
      : refuse('PARTICIPANTS_KEY_FORM'),
}

/** What a key officer asks for at each door; `reason` is read by the second one. */
export const KEY_REQUESTS = {
  create: record({ usage }),
  publish: record({ usage, key, from: optional(time), replaces: flag, reason }),
  retire: record({ usage, key, from: optional(time), leavesNone: flag, reason }),
  compromised: record({ usage, key, since: time, goodBelow, reason }),
  /** What would become of it, before anything is asked for. */
  stolen: record({ usage, key, since: time }),
}
export type KeyDoorName = Exclude<keyof typeof KEY_REQUESTS, 'create' | 'stolen'>

export type KeyRequest = {
  readonly usage: (typeof SIGNING_USAGES)[number]
  readonly name: string
  readonly act: KeyAct
}

/** Reads what was asked at a door where a key is changed. */
export function readKeyRequest(
  door: KeyDoorName,
  body: unknown,
): Outcome<KeyRequest, 'PARTICIPANTS_KEY_FORM'> {
  if (door === 'publish') {
    return read(KEY_REQUESTS.publish, body, ({ usage, key, from, replaces }) => ({
      ...{ usage, name: key, act: { act: 'publish', from, replaces } },
    }))
  }
  if (door === 'retire') {
    return read(KEY_REQUESTS.retire, body, ({ usage, key, from, leavesNone }) => ({
      ...{ usage, name: key, act: { act: 'retire', from, last: leavesNone } },
    }))
  }
  return read(KEY_REQUESTS.compromised, body, ({ usage, key, since, goodBelow }) => ({
    ...{ usage, name: key, act: { act: 'compromised', since, goodBelow } },
  }))
}

/** The first fault by its field: a screen fills in the form, and whoever writes programs finds it. */
export function read<T, R>(
  input: Input<T>,
  body: unknown,
  then: (value: T) => R,
): Outcome<R, 'PARTICIPANTS_KEY_FORM'> {
  const parsed = input.parse(body)
  if (parsed.ok) return accept(then(parsed.value))
  const { field = 'body' } = parsed.refusals[0]
  return refuse('PARTICIPANTS_KEY_FORM', field, { field })
}
