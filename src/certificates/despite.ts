import { list, oneOf, record, text } from '../values/input.ts'
import { acceptUnless, type Outcome, type Refusal, refusal, refuse } from '../values/outcome.ts'
import { parseNote, type TextRefusal } from '../values/text.ts'
import type { CheckCode } from './check-codes.ts'
import type { Check } from './checks.ts'
import { MAX_DESPITE_REASON, MIN_DESPITE_REASON } from './limits.ts'
import type { ActRefusal, ValueRefusal } from './refusals.ts'

/**
 * The checks whose stop an officer may answer in words: what another law, another authority or
 * another application says. What the scheme itself forbids is no check to be answered; it is refused.
 */
const ANSWERABLE_CHECKS = [
  'CHECK_LEGAL_LIST',
  'CHECK_ORIGIN_ACCEPTED',
  'CHECK_SAME_GOODS',
] as const satisfies readonly CheckCode[]
export type AnswerableCheck = (typeof ANSWERABLE_CHECKS)[number]

/** Why a certificate was issued although a check said stop, in the words of who issued it. */
export type Despite = {
  readonly check: AnswerableCheck
  readonly reason: string
  /** The number or application with the same goods. */
  readonly other?: string
}

type AnswerRefusal = ActRefusal | ValueRefusal

const answers = list(
  record({
    check: oneOf(ANSWERABLE_CHECKS),
    reason: text<string, TextRefusal | ActRefusal>(parseReason, {
      minLength: MIN_DESPITE_REASON,
      maxLength: MAX_DESPITE_REASON,
    }),
  }),
  { min: 0, max: ANSWERABLE_CHECKS.length },
)
export const despiteSchema = answers.schema

/** Whether a check says stop in a way that words can answer. */
export function isAnswerable({ code, outcome }: Check): boolean {
  return outcome === 'stop' && ANSWERABLE_CHECKS.some((each) => each === code)
}

/**
 * Reads the answers of an issuing officer against the checks that say stop now. Each of those needs
 * one; an answer to a check that does not stop is refused, because its author saw something else.
 */
export function answerStops(
  json: unknown,
  checks: readonly Check[],
): Outcome<readonly Despite[], AnswerRefusal> {
  const given = answers.parse(json ?? [])
  if (!given.ok) return { ok: false, refusals: given.refusals } as Outcome<never, AnswerRefusal>
  const stops = checks.filter(isAnswerable)
  const idle = given.value.flatMap(({ check }, at) => {
    const isFirst = given.value.findIndex((each) => each.check === check) === at
    const stopping = isFirst && stops.some(({ code }) => code === check)
    return stopping
      ? []
      : [refusal('CERTIFICATES_CHECK_NOT_STOPPING' as const, `${at}.check`, { check })]
  })
  const open = stops.flatMap((stop): Refusal<AnswerRefusal>[] =>
    given.value.some(({ check }) => check === stop.code) ? [] : [unanswered(stop)],
  )
  return acceptUnless<readonly Despite[], AnswerRefusal>([...idle, ...open], () =>
    given.value.map(({ check, reason }) => ({ check, reason, ...otherOf(check, stops) })),
  )
}

function unanswered({ code, detail }: Check): Refusal<AnswerRefusal> {
  return refusal('CERTIFICATES_CHECK_STOPS', code, { check: code, other: detail.other ?? '' })
}

function otherOf(check: AnswerableCheck, stops: readonly Check[]): { readonly other?: string } {
  const other = stops.find(({ code }) => code === check)?.detail.other
  return other === undefined ? {} : { other: String(other) }
}

/** A word like "ok" answers nothing; ten characters are the shortest that can name a reason. */
function parseReason(value: unknown): Outcome<string, TextRefusal | ActRefusal> {
  const reason = parseNote(value, MAX_DESPITE_REASON)
  if (!reason.ok || reason.value.length >= MIN_DESPITE_REASON) return reason
  return refuse('CERTIFICATES_REASON_TOO_SHORT', undefined, { min: MIN_DESPITE_REASON })
}
