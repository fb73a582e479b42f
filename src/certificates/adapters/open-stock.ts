import { type Tx, transaction } from '../../platform/database.ts'
import type { PartyCode } from '../../values/codes.ts'
import { type Means, practiceOf, todayOf } from './means.ts'
import { blocksOf } from './numbers-store.ts'
import { announceBlock } from './stationery.ts'

/** Enough for a long demonstration, and few enough to see the stock shrink. */
const FIRST_BLOCK = 5000

/** Gives each Participant of the demonstration that has none its first block of numbers. */
export async function openStock(means: Means, participants: ReadonlySet<PartyCode>): Promise<void> {
  for (const participant of participants) {
    const now = means.clock()
    const { prefix, digits } = practiceOf(means, participant, now).numberFormat.value
    const open = async (tx: Tx) => {
      if ((await blocksOf(tx, participant)).length > 0) return
      const announced = {
        series: prefix,
        width: digits,
        first: 1,
        last: Math.min(FIRST_BLOCK, 10 ** digits - 1),
        stationery: `${participant}-SPECIMEN-1`,
        validFrom: todayOf(means, participant, now),
      }
      const block = await announceBlock(tx, means, participant, announced, now)
      if (!block.ok) throw new Error(`first block of ${participant}: ${block.refusals[0].code}`)
    }
    await transaction(means.database, open, { scope: participant })
  }
}
