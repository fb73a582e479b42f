import { z } from 'zod'
import { transaction } from '../../platform/database.ts'
import { accept, refuse } from '../../values/outcome.ts'
import { type AccessDoor, addOwn, type OwnCall } from './door.ts'
import { type Confirming, confirmFactor, isOfConsole, waitingFactors } from './first-factor.ts'
import { idIn } from './second-person.ts'

const act = 'access:confirm-factor'
const codeShape = z.object({ code: z.string().max(20).default('') })

/** Accounts that wait for somebody who says that their owner set them up. */
export function firstFactorRoutes(door: AccessDoor): void {
  addOwn(
    door,
    '/api/access/first-factors',
    { method: 'GET', act, summary: 'Accounts whose first factor waits to be confirmed' },
    async (call) => {
      const { officer } = call.mine
      const whom = await whomToConfirm(door, call)
      const waiting = whom === null ? [] : await waitingFactors(door.database, officer, whom)
      return accept({ waiting })
    },
  )
  addOwn(
    door,
    '/api/access/officers/:id/confirm-factor',
    {
      method: 'POST',
      act,
      summary: 'Confirm it, by the digits that the owner reads',
      body: codeShape,
    },
    async (call) => {
      const whom = await whomToConfirm(door, call)
      if (whom === null) return refuse('ACCESS_CONFIRMATION_FIRST')
      const asked = { officerId: idIn(call.params), code: call.body.code, whom }
      const confirmed = await transaction(door.database, (tx) =>
        confirmFactor(tx, call.mine.officer, asked),
      )
      door.who.forget()
      return confirmed
    },
  )
}

/** Who waits himself confirms nobody; but two who came by the console confirm each other: nobody else could. */
async function whomToConfirm(
  { database, who }: AccessDoor,
  { mine, request }: Pick<OwnCall<unknown>, 'mine' | 'request'>,
): Promise<Confirming | null> {
  const officer = await who.whoIs(request)
  if (officer?.lacks !== 'confirmation') return 'all'
  return (await isOfConsole(database, mine.officer)) ? 'those of the console' : null
}
