import { z } from 'zod'
import { type Tx, transaction } from '../../platform/database.ts'
import type { PartyCode } from '../../values/codes.ts'
import { dayAt } from '../../values/day.ts'
import { accept, type Outcome, refuse } from '../../values/outcome.ts'
import { needsSecond, parseInvitation } from '../invitation.ts'
import { officeFaults } from '../office.ts'
import type { Officer } from '../officer.ts'
import type { AccessRefusal } from '../refusals.ts'
import { changeRoles } from './change-roles.ts'
import { type AccessDoor, addOwn, type OwnCall } from './door.ts'
import { invite, openInvitations, withdrawInvitation } from './invitations.ts'
import { officeOf, setOffice } from './office-store.ts'
import { disableOfficer, enableOfficer, endSessionsOf } from './officers.ts'
import { colleagues } from './officers-view.ts'
import { confirmRecovery, openRecoveries, openRecovery, withdrawRecovery } from './recoveries.ts'
import { addOfTwo, idIn } from './second-person.ts'
import { standingOpen } from './standing-store.ts'
import { noteChanges } from './trace-entry.ts'

const invitationShape = z.object({
  name: z.string(),
  email: z.string(),
  roles: z.array(z.string().max(40)).max(20),
  firm: z.string().optional(),
  language: z.enum(['en', 'fr']),
  until: z.string().max(10).optional(),
})
const rolesShape = z.object({
  roles: z.array(z.string().max(40)).max(20).default([]),
  reason: z.string().default(''),
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
    {
      ...{ method: 'POST', act: 'access:invite', body: invitationShape },
      summary: 'Invite somebody of a firm',
    },
    ({ mine, body, request }) =>
      transaction(door.database, (tx) => {
        noteChanges(request, tx.changes)
        return inviteSomebody(
          door,
          tx,
          { by: mine.officer, handsOver: mine.officer },
          body,
          'alone',
        )
      }),
  )
  addOwn(
    door,
    '/api/access/invitations/:id',
    { method: 'DELETE', act: 'access:invite', summary: 'Withdraw an invitation' },
    async ({ mine, params }) =>
      foundOrNot(await withdrawInvitation(door.database, at(mine, params))),
  )
  routesOfTwo(door)
  accountRoutes(door)
  recoveryRoutes(door)
}

function routesOfTwo(door: AccessDoor): void {
  addOfTwo(
    door,
    '/api/access/officers',
    {
      ...{ act: 'access:appoint', body: invitationShape, thing: () => 'invitation' },
      summary: 'Propose to invite an officer; who approves hands the link over',
    },
    ({ tx, by, approver, body }) =>
      inviteSomebody(door, tx, { by, handsOver: approver }, body, 'by two'),
  )
  addOfTwo(
    door,
    '/api/access/officers/:id/roles',
    { act: 'access:roles', summary: 'Propose the roles of an officer', body: rolesShape },
    ({ tx, by, id, body }) => changeRoles(tx, by, { officerId: id, ...body }),
  )
  addOfTwo(
    door,
    '/api/access/office',
    {
      ...{
        act: 'access:office',
        body: z.object({ size: z.string().max(10) }),
        thing: () => 'office',
      },
      summary: 'Propose how large the office is',
    },
    ({ tx, by, body }) => setOffice(tx, by, body.size),
  )
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
  const [officers, invitations, recoveries, office, standing] = await Promise.all([
    colleagues(database, participant),
    openInvitations(database, participant),
    openRecoveries(database, participant),
    officeOf(database, participant),
    standingOpen(database, participant),
  ])
  return accept({ officers, invitations, recoveries, office, standing })
}

async function inviteSomebody(
  door: AccessDoor,
  tx: Tx,
  { by: officer, handsOver }: { readonly by: Officer; readonly handsOver: Officer | null },
  body: z.infer<typeof invitationShape>,
  how: 'alone' | 'by two',
): Promise<Outcome<object, AccessRefusal>> {
  const offsetMinutes = door.offsetMinutesOf(officer.participant)
  const invited = parseInvitation(body, dayAt(Date.now() / 1000, offsetMinutes))
  if (!invited.ok) return invited
  if (how === 'alone' && needsSecond(invited.value.roles))
    return refuse('ACCESS_NEEDS_SECOND', 'roles')
  const [fault] = officeFaults(invited.value.roles, await officeOf(tx, officer.participant))
  if (fault !== undefined) return { ok: false, refusals: [fault] }
  const place = { address: door.address(), offsetMinutes }
  return invite(tx, { ...officer, handsOver: handsOver?.id ?? null }, invited.value, place)
}

/** What the address names, in the own Participant; what is no id is the id of nothing. */
function at(
  { officer }: OwnCall<unknown>['mine'],
  params: Readonly<Record<string, string>>,
): { readonly participant: PartyCode; readonly id: string } {
  return { participant: officer.participant, id: idIn(params) }
}

function foundOrNot(isFound: boolean): Outcome<undefined, 'ACCESS_NOT_FOUND'> {
  return isFound ? accept(undefined) : refuse('ACCESS_NOT_FOUND')
}
