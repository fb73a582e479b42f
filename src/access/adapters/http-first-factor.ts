import type { FastifyRequest } from 'fastify'
import { z } from 'zod'
import { transaction } from '../../platform/database.ts'
import { accept, refuse } from '../../values/outcome.ts'
import { type AccessDoor, addOwn, type OwnCall } from './door.ts'
import { confirmFactor, isAnybodyConfirmed, waitingFactors } from './first-factor.ts'
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
      const may = await mayConfirm(door, call)
      return accept({ waiting: may ? await waitingFactors(door.database, officer) : [] })
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
      if (!(await mayConfirm(door, call))) return refuse('ACCESS_CONFIRMATION_FIRST')
      const asked = { officerId: idIn(call.params), code: call.body.code }
      const confirmed = await transaction(door.database, (tx) =>
        confirmFactor(tx, call.mine.officer, asked),
      )
      door.who.forget()
      return confirmed
    },
  )
}

/** Who waits himself confirms others only while nobody else can: the first two administrators each other. */
async function mayConfirm(
  { database, who, asksFactor }: AccessDoor,
  { mine, request }: Pick<OwnCall<unknown>, 'mine'> & { readonly request: FastifyRequest },
): Promise<boolean> {
  const officer = await who.whoIs(request)
  if (officer?.lacks !== 'confirmation') return true
  return !(await isAnybodyConfirmed(database, mine.officer, asksFactor))
}
