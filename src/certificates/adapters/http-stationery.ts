import { accept, type Outcome } from '../../values/outcome.ts'
import type { DoorRefusal } from './book.ts'
import type { Call } from './call.ts'
import { type About, addAct, addView, type Doors } from './door.ts'
import { handOverBlanks, takeBackBlanks } from './hand-over.ts'
import { announceBlock, announceFrom, closeBlankNumber, stockView } from './stationery.ts'

const ROOT = '/api/certificates'

type Body = Readonly<Record<string, unknown>>

/** The doors of the stock of numbers; each act answers with the stock as it is then. */
export function stationeryRoutes(doors: Doors): void {
  const act = (
    path: string,
    about: About,
    done: (call: Call & { readonly body: Body }) => Promise<Outcome<unknown, DoorRefusal>>,
  ) =>
    addAct(doors, 'POST', `${ROOT}/${path}`, about, async (call) => {
      const outcome = await done({ ...call, body: call.body as Body })
      return outcome.ok ? accept(await stockView(call.tx, call.officer.participant)) : outcome
    })
  addView(
    doors,
    `${ROOT}/numbers`,
    {
      act: 'certificates:read-numbers',
      summary: 'The stock of numbers, who holds which, and the gaps.',
    },
    async ({ tx, officer }) => accept(await stockView(tx, officer.participant)),
  )
  const announce = {
    act: 'certificates:announce',
    summary: 'Announce a block of numbers.',
    status: 201,
  } as const
  act('number-blocks', announce, async ({ tx, means, officer, body, now }) => {
    const asked = announceFrom(means, officer, body, now)
    return asked.ok ? announceBlock(tx, means, officer.participant, asked.value, now) : asked
  })
  act(
    'blanks/spoil',
    { act: 'certificates:spoil', summary: 'Close a blank that is damaged or given back.' },
    ({ tx, means, officer, body, now }) => closeBlankNumber(tx, means, officer, body, now),
  )
  act(
    'blanks/allot',
    { act: 'certificates:allot', summary: 'Hand a run of blanks to an officer who issues.' },
    ({ tx, officer, body, now }) => handOverBlanks(tx, officer, body, now),
  )
  act(
    'blanks/take-back',
    { act: 'certificates:allot', summary: 'Put blanks that were handed over back into the stock.' },
    ({ tx, officer, body, now }) => takeBackBlanks(tx, officer, body, now),
  )
}
