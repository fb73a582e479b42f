import type { BundleRefusal } from '../participants/bundle.ts'
import type { DeltaRefusal } from './delta.ts'

const FETCH_WHOLE = 'Fetch the whole lists instead.'

export const en = {
  DELTA_TOO_LONG: `The changes are longer than any honest ones. ${FETCH_WHOLE}`,
  DELTA_MALFORMED: `The changes cannot be read. They were damaged on their way, or are something else. ${FETCH_WHOLE}`,
  DELTA_VERSION: `These changes are written for a newer program. ${FETCH_WHOLE} Then update this program.`,
  DELTA_OF_ANOTHER_BASE: `These changes belong to other lists than those on this device. ${FETCH_WHOLE}`,
  DELTA_ALREADY_APPLIED:
    'The lists on this device have these changes already. Nothing is to be done.',
  DELTA_LEADS_ELSEWHERE: `The changes do not lead to the lists that they promise. The lists on this device stay as they were. ${FETCH_WHOLE}`,
} as const satisfies Record<Exclude<DeltaRefusal, BundleRefusal>, string>
