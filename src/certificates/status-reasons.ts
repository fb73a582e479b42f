import type { Status } from '../transparency/statuses.ts'
import type { ReasonCode } from './reasons.ts'

/** What a reader is told of each status. */
export const STATUS_REASONS = {
  void: 'VOID',
  suspended: 'SUSPENDED',
  used: 'USED',
  corrected: 'CORRECTED',
  lost_or_stolen: 'LOST_OR_STOLEN',
  stolen: 'STOLEN',
  replaced: 'REPLACED',
  returned_unused: 'RETURNED_UNUSED',
  spoiled: 'SPOILED',
} as const satisfies Record<Exclude<Status, 'valid'>, ReasonCode>
