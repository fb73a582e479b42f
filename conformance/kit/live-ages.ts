import { AT, DAY, LISTED_AT } from './lists.ts'
import { everybody, GOOD } from './live.ts'
import type { Live, LiveRow, Make } from './live-draft.ts'
import { IMPORTED, NOTED, OF_STATUS, YOUNG } from './live-world.ts'

type Row = Pick<LiveRow, 'name' | 'about' | 'expect'> & Partial<LiveRow>

/** How old the word of the quorum is, and what is over. */
export async function ageRows(_live: Live, make: Make): Promise<readonly LiveRow[]> {
  const witnessed = async (last: number, row: Row): Promise<LiveRow> => ({
    ...row,
    bundle: (await make({ page: { words: everybody(last) } })).bundle,
  })
  return [
    await witnessed(AT - DAY - 1, {
      name: 'register-ageing',
      about: 'A quorum of a day and a second ago: a warning.',
      expect: [],
    }),
    await witnessed(AT - 14 * DAY - 1, {
      name: 'register-stale',
      about: 'A quorum of 14 days and a second ago.',
      expect: ['LIST_STALE'],
    }),
    await witnessed(AT - 14 * DAY - 2, {
      name: 'register-stale-and-void',
      about: 'Bad news stands however old it is.',
      expect: ['VOID', 'LIST_STALE'],
      fields: OF_STATUS.void,
    }),
    await witnessed(AT + 301, {
      name: 'register-from-the-future',
      about: 'The words of the quorum are dated 301 seconds after the reader’s time.',
      expect: ['LIST_FROM_THE_FUTURE'],
    }),
    await witnessed(AT + 3 * DAY, {
      name: 'register-from-the-future-empty-slot',
      about: 'Witnesses from the future know no more than those of now.',
      expect: ['REGISTER_OLDER', 'LIST_FROM_THE_FUTURE'],
      fields: YOUNG,
    }),
    {
      name: 'page-older-than-its-head',
      about:
        'A page of 15 days ago over a head that was cosigned today: it is as old as the earlier.',
      expect: ['LIST_STALE'],
      bundle: (await make({ page: { at: AT - 15 * DAY } })).bundle,
    },
    {
      name: 'page-older-than-its-head-and-void',
      about: 'Bad news stands on it too.',
      expect: ['VOID', 'LIST_STALE'],
      fields: OF_STATUS.void,
      bundle: (await make({ page: { at: AT - 15 * DAY - 1 } })).bundle,
    },
    {
      name: 'page-from-the-future',
      about: 'A page that is dated 301 seconds after the reader’s time, over a head of today.',
      expect: ['LIST_FROM_THE_FUTURE'],
      bundle: (await make({ page: { at: AT + 301 } })).bundle,
    },
    {
      name: 'page-from-next-year',
      about: 'By its date every certificate has left it: it lists none.',
      expect: ['LIST_FROM_THE_FUTURE'],
      bundle: (await make({ page: { at: AT + 400 * DAY } })).bundle,
    },
    {
      name: 'frozen',
      about: 'The reader’s lists are 15 days old, because somebody keeps newer ones away.',
      expect: ['LIST_STALE'],
      at: LISTED_AT + 15 * DAY,
    },
    ...(await overRows(make)),
  ]
}

/** Lists of a day after the certificate ended, and of a hundred. */
async function overRows(make: Make): Promise<readonly LiveRow[]> {
  const over = async (end: number, row: Row): Promise<LiveRow> => ({
    ...row,
    at: end + 60,
    bundle: (await make({ page: { at: end - 60, words: everybody(end) }, list: { issuedAt: end } }))
      .bundle,
  })
  const [day, late] = [GOOD.exp + DAY, GOOD.exp + 100 * DAY]
  return [
    await over(day, {
      name: 'expired-unused',
      about: 'Ended, and nobody has confirmed it.',
      expect: ['EXPIRED'],
    }),
    await over(day + 1, {
      name: 'expired-used',
      about: 'Ended after its receipt was confirmed, as its issuer noted.',
      expect: ['USED', 'EXPIRED'],
      fields: NOTED,
    }),
    await over(day + 2, {
      name: 'expired-used-by-importer',
      about: 'Ended, and an importer’s page of before lists it as confirmed.',
      expect: ['USED', 'EXPIRED'],
      fields: IMPORTED,
    }),
    await over(late, {
      name: 'expired-long-ago',
      about: 'Ended so long ago that its slot is listed no more: that is no mark of anything.',
      expect: ['EXPIRED'],
    }),
  ]
}
