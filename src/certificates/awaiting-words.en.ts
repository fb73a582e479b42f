import type { Awaited } from './awaiting.ts'

/** What waits for its signature: by whom it was decided, and that nobody else knows yet. */
export const en = {
  certificate: 'Validated by {names}',
  correction: 'Corrected by {names}',
  'certificate-status': 'Declared {status} by {names}',
  'import-confirmation': 'Receipt confirmed by {names}',
  discrepancy: 'Goods stopped by {names}',
  alert: 'Alarm rung by {names}',
} as const satisfies Record<Awaited, string>

export const lines = {
  waits: '{what}; waits for the signature.',
  /** Of an alarm that no person rang. */
  nobody: 'the program',
} as const
