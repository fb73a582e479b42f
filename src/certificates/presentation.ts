import { type Answer, EFFECTS, type ReasonCode } from './reasons.ts'

/** What one presentation came to. */
export type Presented = { readonly verdict: Answer; readonly reasons: readonly ReasonCode[] }

/** The issuer ended the number, or it was used: nothing that is said later takes that back. */
export const ENDED_FOR_GOOD: readonly ReasonCode[] = [
  'VOID',
  'REPLACED',
  'LOST_OR_STOLEN',
  'STOLEN',
  'RETURNED_UNUSED',
  'SPOILED',
  'USED',
]

/** What the issuer said of its own certificate. The other causes of CANNOT TELL are gaps of the reader. */
const SAID_BY_ISSUER: readonly ReasonCode[] = ['CORRECTED', 'SUSPENDED']

/**
 * Which presentation of one certificate to one Participant decides what may be done with the goods;
 * undefined before the first. Customs in one city and the authority in another are one thread (hard
 * case 40).
 *
 * - VALID stands: the status at the presentation decides (hard case 22), whatever comes after it.
 * - An end of the number stands too, if it came first: lists that do not know of it prove nothing.
 * - Otherwise the newest decides: the issuer may have answered, or an officer has better lists.
 * - But who cannot tell for want of lists does not lift what another officer has seen.
 */
export function deciding<P extends Presented>(thread: readonly P[]): P | undefined {
  return thread.reduce<P | undefined>(
    (current, next) => (current === undefined || yields(current, next) ? next : current),
    undefined,
  )
}

function yields(current: Presented, next: Presented): boolean {
  if (current.verdict === 'VALID') return false
  if (current.reasons.some((code) => ENDED_FOR_GOOD.includes(code))) return false
  return current.verdict === 'CANNOT_TELL' || next.verdict !== 'CANNOT_TELL' || knows(next)
}

/** Whether the reader lacked nothing: what it cannot tell is what the issuer left open. */
function knows({ reasons }: Presented): boolean {
  return reasons.every((code) => EFFECTS[code] !== 'cannot_tell' || SAID_BY_ISSUER.includes(code))
}
