import { Chip } from '../../ui/chip.tsx'
import { useWordFor } from './say.ts'

/** States in which the paper is closed for good. */
const CLOSED = new Set([
  'withdrawn',
  'replaced',
  'voided',
  'returned_unused',
  'spoiled',
  'confirmed',
])
/** States that somebody must look into. */
const HELD = new Set(['alarm', 'lost', 'detained', 'refused', 'discrepancy', 'returned'])

export function StateChip({ state }: { readonly state: string }) {
  const wordFor = useWordFor()
  const tone = HELD.has(state) ? 'solid' : CLOSED.has(state) ? 'quiet' : 'accent'
  return <Chip tone={tone}>{wordFor('state', state)}</Chip>
}
