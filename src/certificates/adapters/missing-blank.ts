import type { Officer } from '../../access/officer.ts'
import type { Tx } from '../../platform/database.ts'
import { refuse } from '../../values/outcome.ts'
import type { CertificateNumber } from '../number.ts'
import { refuseHeld } from './hand-over.ts'
import type { Means } from './means.ts'
import { findBlank, type TakenBlank } from './numbers-store.ts'

/** Where there are logs, no number is used before the block that it is of was logged and witnessed (design, 3). */
export function isEarly({ registers }: Pick<Means, 'registers'>, blank: TakenBlank): boolean {
  return registers !== null && !blank.is_witnessed
}

export function refuseEarly({ number }: Pick<TakenBlank, 'number'>) {
  return refuse('CERTIFICATES_BLOCK_NOT_WITNESSED', 'number', { number })
}

/** Why there was no blank to take: the wanted one is gone, or there is none. */
export async function whyNoBlank(
  tx: Tx,
  { participant, firm }: Officer,
  wanted: CertificateNumber | null,
) {
  if (firm !== null) return refuse('CERTIFICATES_DELEGATION_BLANK', 'number')
  if (wanted === null) return refuse('CERTIFICATES_NO_BLANK')
  // Waits for whoever has it in hand at this moment: only then is it known what became of it.
  const blank = await findBlank(tx, participant, wanted, 'lock')
  if (blank === undefined)
    return refuse('CERTIFICATES_NUMBER_NOT_IN_STOCK', 'number', { number: wanted })
  if (blank.state === 'allotted') return refuseHeld(blank)
  return refuse('CERTIFICATES_NUMBER_TAKEN', 'number', { number: wanted, state: blank.state })
}
