import type { Kind } from '../participants/kinds.ts'
import { STATUSES, type Status } from '../transparency/statuses.ts'

/**
 * What is said although the signer is away, and signed when it is back. A number block is not: its numbers
 * are used once it is announced, and not before.
 */
export type Awaited = Extract<
  Kind,
  | 'certificate'
  | 'certificate-status'
  | 'correction'
  | 'import-confirmation'
  | 'discrepancy'
  | 'alert'
>

/** How it is kept: a kind of statement; of a `certificate-status`, the status that is said. */
export type What = Awaited | Status

export function isStatus(what: unknown): what is Status {
  return STATUSES.includes(what as Status)
}
