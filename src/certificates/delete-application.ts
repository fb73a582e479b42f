import type { Profile } from '../participants/profile.ts'
import { addMonths, type Day } from '../values/day.ts'
import { accept, type Outcome, refuse } from '../values/outcome.ts'

/** What decides whether an application may go. */
export type Deletable = {
  /** The day on which it was handed in, on the authority's clock; null for one that never was. */
  readonly submittedOn: Day | null
  /** Whether a number was ever used for it, also one that was spoiled later. */
  readonly wasIssued: boolean
}

/**
 * Whether two officers may delete it. One that a number was used for belongs to that number, for ever; one
 * that was handed in is kept for as long as national practice keeps what was refused.
 */
export function mayDelete(
  { submittedOn, wasIssued }: Deletable,
  { keepsUnissued, retentionYears }: Pick<Profile, 'keepsUnissued' | 'retentionYears'>,
  today: Day,
): Outcome<void, 'CERTIFICATES_WAS_ISSUED' | 'CERTIFICATES_MUST_KEEP'> {
  if (wasIssued) return refuse('CERTIFICATES_WAS_ISSUED')
  if (!keepsUnissued.value || submittedOn === null) return accept(undefined)
  const until = addMonths(submittedOn, 12 * retentionYears.value)
  return today < until
    ? refuse('CERTIFICATES_MUST_KEEP', undefined, { until, source: keepsUnissued.source })
    : accept(undefined)
}

/** Whether its writer may delete a draft alone: nobody else has opened it, and it was never handed in. */
export function mayDeleteDraft(
  row: {
    readonly state: string
    readonly applicant_id: string
    readonly submitted_at: Date | null
    readonly seen_at: Date | null
  },
  officerId: string,
): boolean {
  return (
    row.state === 'draft' &&
    row.applicant_id === officerId &&
    row.submitted_at === null &&
    row.seen_at === null
  )
}
