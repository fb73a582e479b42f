import { accept, type Outcome, refuse, refusedUnder } from '../values/outcome.ts'
import { type NumberBlock, slotOf } from './blocks.ts'
import { MAX_RUN } from './limits.ts'
import { parseNumber } from './number.ts'
import type { CertificatesRefusal } from './refusals.ts'

/** Numbers that follow each other in one block, by the slots of the first and the last. */
export type Run = { readonly firstSlot: number; readonly lastSlot: number }

/** The run of blanks that a custodian names by its first and last number, as people write them. */
export function runIn(
  blocks: readonly NumberBlock[],
  typed: { readonly first?: unknown; readonly last?: unknown },
): Outcome<Run, CertificatesRefusal> {
  const first = parseNumber(typed.first)
  if (!first.ok) return refusedUnder('first', first)
  const last = parseNumber(typed.last)
  if (!last.ok) return refusedUnder('last', last)
  for (const block of blocks) {
    const firstSlot = slotOf([block], first.value)
    if (firstSlot === undefined) continue
    const lastSlot = slotOf([block], last.value)
    if (lastSlot === undefined || lastSlot < firstSlot) {
      return refuse('CERTIFICATES_RUN_SHAPE', 'last')
    }
    return lastSlot - firstSlot < MAX_RUN
      ? accept({ firstSlot, lastSlot })
      : refuse('CERTIFICATES_RUN_TOO_LONG', 'last', { max: MAX_RUN })
  }
  return refuse('CERTIFICATES_NUMBER_NOT_IN_STOCK', 'first', { number: first.value })
}
