import { MIN_DESPITE_REASON } from '../../limits.ts'
import type { Check } from '../answers.ts'

/** Why a certificate is issued although a check says stop, as typed, by the code of the check. */
export type Answers = Readonly<Record<string, string>>

/** The stops that words can answer, and those that only end when their cause does. */
export function stopsOf(checks: readonly Check[]) {
  const stops = checks.filter(({ outcome }) => outcome === 'stop')
  return {
    answerable: stops.filter(({ answerable }) => answerable === true),
    final: stops.filter(({ answerable }) => answerable !== true),
  }
}

/** A word like "ok" answers nothing: the server wants as many characters. */
export function isAnswered({ code }: Check, answers: Answers): boolean {
  return (answers[code] ?? '').trim().length >= MIN_DESPITE_REASON
}

/** What goes with the act: an answer for each check that says stop. */
export function despiteOf(checks: readonly Check[], answers: Answers) {
  return stopsOf(checks).answerable.map((check) => ({
    check: check.code,
    reason: (answers[check.code] ?? '').trim(),
  }))
}
