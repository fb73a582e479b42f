import { describe, expect, test } from 'vitest'
import { deciding, ENDED_FOR_GOOD, type Presented } from './presentation.ts'
import { answerOf, type ReasonCode, reason } from './reasons.ts'

/** A presentation with these reasons, and the verdict that they make. */
const shown = (...reasons: readonly ReasonCode[]): Presented => ({
  verdict: answerOf(reasons.map((code) => reason(code))),
  reasons: [...reasons, 'SPECIMEN'],
})
const VALID = shown('COMPARE_SEALS_AND_WEIGHT')

describe('which presentation decides', () => {
  test('none before the first', () => {
    expect(deciding([])).toBeUndefined()
  })

  test.each<[what: string, thread: readonly Presented[], at: number]>([
    ['one alone', [shown('VOID')], 0],
    ['VALID twice: the first', [VALID, VALID], 0],
    ['VALID, then void: the status at the presentation', [VALID, shown('VOID')], 0],
    ['VALID, then without lists', [VALID, shown('ISSUER_LISTS_MISSING')], 0],
    ['without lists, then with them', [shown('ISSUER_LISTS_MISSING'), VALID], 1],
    ['without lists, then void', [shown('ISSUER_LISTS_MISSING'), shown('VOID')], 1],
    ['signed in the future, then on a right clock', [shown('SIGNED_IN_THE_FUTURE'), VALID], 1],
    ['a number outside the blocks, then announced', [shown('NUMBER_OUTSIDE_BLOCKS'), VALID], 1],
    ['expired, then corrected by the issuer', [shown('EXPIRED'), shown('CORRECTED')], 1],
    ['expired, then without lists: that lifts nothing', [shown('EXPIRED'), shown('LIST_STALE')], 0],
    [
      'corrected, but the lists are stale as well',
      [shown('EXPIRED'), shown('CORRECTED', 'LIST_STALE')],
      0,
    ],
    ['ignorance after ignorance: the newest', [shown('LIST_STALE'), shown('REGISTER_OLDER')], 1],
    ['invalid, unknown, valid', [shown('EXPIRED'), shown('LIST_STALE'), VALID], 2],
    ['expired twice: the newest', [shown('EXPIRED'), shown('EXPIRED')], 1],
    ['VALID in the middle', [shown('LIST_STALE'), VALID, shown('EXPIRED')], 1],
  ])('%s', (_, thread, at) => {
    expect(deciding(thread)).toBe(thread[at])
  })

  test.each(ENDED_FOR_GOOD)('%s, if it came first, is lifted by nothing', (code) => {
    const end = shown(code)
    for (const later of [VALID, shown('CORRECTED'), shown('LIST_STALE'), shown('EXPIRED')]) {
      expect(deciding([end, later])).toBe(end)
    }
  })
})
