import { z } from 'zod'
import { transaction } from '../../platform/database.ts'
import type { PartyCode } from '../../values/codes.ts'
import { dayAt } from '../../values/day.ts'
import { accept, type Outcome, refuse } from '../../values/outcome.ts'
import { needsSecond, parseInvitation } from '../invitation.ts'
import type { AccessRefusal } from '../refusals.ts'
import { type AccessDoor, addOwn, type OwnCall } from './door.ts'
import { invite, openInvitations, withdrawInvitation } from './invitations.ts'
import { disableOfficer, enableOfficer, endSessionsOf } from './officers.ts'
import { colleagues } from './officers-view.ts'
import { confirmRecovery, openRecoveries, openRecovery, withdrawRecovery } from './recoveries.ts'

const invitationShape = z.object({
  name: z.string(),
  email: z.string(),
  roles: z.array(z.string().max(40)).max(20),
  firm: z.string().optional(),
  language: z.enum(['en', 'fr']),
  until: z.string().max(10).optional(),
})
const reasonShape = z.object({ reason: z.string().default('') })

/** The people of one Participant, by its administrators. */
export function officerRoutes(door: AccessDoor): void {
  addOwn(
    door,
    '/api/access/officers',
    { method: 'GET', act: 'access:officers', summary: 'Officers, invitations, recoveries' },
    ({ mine }) => list(door, mine.officer.participant),
  )
  addOwn(
    door,
    '/api/access/invitations',
    { method: 'POST', act: 'access:invite', summary: 'Invite somebody', body: invitationShape },
    (call) => inviteSomebody(door, call),
  )
  addOwn(
    door,
    '/api/access/invitations/:id',
    { method: 'DELETE', act: 'access:invite', summary: 'Withdraw an invitation' },
    async ({ mine, params }) =>
      foundOrNot(await withdrawInvitation(door.database, at(mine, params))),
  )
  accountRoutes(door)
  recoveryRoutes(door)
}

function accountRoutes(door: AccessDoor): void {
  const acts = {
    disable: disableOfficer,
    enable: enableOfficer,
    'end-sessions': endSessionsOf,
  } as const
  for (const [name, change] of Object.entries(acts)) {
    addOwn(
      door,
      `/api/access/officers/:id/${name}`,
      { method: 'POST', act: 'access:disable', summary: `${name} of an officer` },
      async ({ mine, params }) => {
        const officer = at(mine, params)
        if (officer.id === mine.officer.id) return refuse('ACCESS_NOT_ONESELF')
        const changed = await transaction(door.database, (tx) => change(tx, officer))
        door.who.forget()
        return foundOrNot(changed)
      },
    )
  }
}

function recoveryRoutes(door: AccessDoor): void {
  addOwn(
    door,
    '/api/access/officers/:id/recovery',
    { method: 'POST', act: 'access:recover', summary: 'Open a recovery', body: reasonShape },
    async ({ mine, params, body }) => {
      const { id: officerId } = at(mine, params)
      return openRecovery(door.database, mine.officer, officerId, body.reason)
    },
  )
  addOwn(
    door,
    '/api/access/recoveries/:id/confirm',
    { method: 'POST', act: 'access:confirm-recovery', summary: 'Confirm it, as a second person' },
    async ({ mine, params }) => {
      const { id } = at(mine, params)
      const confirmed = await confirmRecovery(door.database, mine.officer, id, door.address())
      door.who.forget()
      return confirmed
    },
  )
  addOwn(
    door,
    '/api/access/recoveries/:id',
    { method: 'DELETE', act: 'access:confirm-recovery', summary: 'Withdraw a recovery' },
    ({ mine, params }) => withdrawRecovery(door.database, at(mine, params)),
  )
}

async function list({ database }: AccessDoor, participant: string) {
  const [officers, invitations, recoveries] = await Promise.all([
    colleagues(database, participant),
    openInvitations(database, participant),
    openRecoveries(database, participant),
  ])
  return accept({ officers, invitations, recoveries })
}

async function inviteSomebody(
  door: AccessDoor,
  { mine, body }: OwnCall<z.infer<typeof invitationShape>>,
): Promise<Outcome<object, AccessRefusal>> {
  const { officer } = mine
  const offsetMinutes = door.offsetMinutesOf(officer.participant)
  const invited = parseInvitation(body, dayAt(Date.now() / 1000, offsetMinutes))
  if (!invited.ok) return invited
  if (needsSecond(invited.value.roles)) return refuse('ACCESS_NEEDS_SECOND', 'roles')
  const place = { address: door.address(), offsetMinutes }
  return invite(door.database, officer, invited.value, place)
}

const UUID = /^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/
const NOBODY = '00000000-0000-0000-0000-000000000000'

/** What the address names, in the own Participant; what is no id is the id of nothing. */
function at(
  { officer }: OwnCall<unknown>['mine'],
  { id = '' }: Readonly<Record<string, string>>,
): { readonly participant: PartyCode; readonly id: string } {
  return { participant: officer.participant, id: UUID.test(id) ? id : NOBODY }
}

function foundOrNot(isFound: boolean): Outcome<undefined, 'ACCESS_NOT_FOUND'> {
  return isFound ? accept(undefined) : refuse('ACCESS_NOT_FOUND')
}
