import { accept, type Outcome, refusedUnder } from '../../values/outcome.ts'
import { parseNote } from '../../values/text.ts'
import { MAX_NOTE } from '../limits.ts'
import type { DoorRefusal } from './book.ts'
import type { Call } from './call.ts'
import { type About, addAct, addView, type Doors } from './door.ts'
import { handOverBlanks, takeBackBlanks } from './hand-over.ts'
import { blocksWithoutKey, signBlocksAgain } from './sign-blocks-again.ts'
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
  blockSignatureRoutes(doors)
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

/** For the key officers: what a key signed that counts no more is signed again. */
function blockSignatureRoutes(doors: Doors): void {
  const path = `${ROOT}/number-blocks/sign-again`
  const looked = {
    act: 'certificates:blocks-to-sign',
    summary: 'How many number blocks are signed with a key that counts no more.',
  } as const
  addView(doors, path, looked, async ({ tx, means, officer }) => {
    const lost = await blocksWithoutKey(tx, means, officer.participant)
    return lost.ok ? accept({ blocks: lost.value.length }) : lost
  })
  const signed = {
    act: 'certificates:sign-blocks',
    summary: 'Sign the number blocks again whose key counts no more.',
    body: { type: 'object', properties: { reason: { type: 'string', maxLength: MAX_NOTE } } },
  } as const
  addAct(doors, 'POST', path, signed, async ({ tx, means, officer, body, now }) => {
    const reason = parseNote((body as Body).reason, MAX_NOTE)
    if (!reason.ok) return refusedUnder('reason', reason)
    const done = await signBlocksAgain(tx, means, officer.participant, now)
    return done.ok ? accept({ blocks: done.value }) : done
  })
}
