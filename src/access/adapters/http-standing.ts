import { z } from 'zod'
import { accept, refuse } from '../../values/outcome.ts'
import { DAILY_ROLES, DEPUTY_ROLES } from '../standing-in.ts'
import { breakGlass, reviewTaking } from './break-glass.ts'
import { nameDeputy } from './deputies.ts'
import { type AccessDoor, addOwn } from './door.ts'
import { officersOf } from './officers-view.ts'
import { withEntry } from './own-entry.ts'
import { addOfTwo, idIn } from './second-person.ts'
import { endStanding, standingOpen } from './standing-store.ts'

const deputyShape = z.object({
  deputyId: z.string().max(40).default(''),
  role: z.string().max(40).default(''),
  from: z.string().max(10).default(''),
  until: z.string().max(10).default(''),
  reason: z.string().default(''),
})
const takingShape = z.object({
  role: z.string().max(40).default(''),
  hours: z.number().default(0),
  reason: z.string().default(''),
})
const findingShape = z.object({ finding: z.string().default('') })

/** Roles for a time: deputies of who is away, and what is taken alone and looked at afterwards. */
export function standingRoutes(door: AccessDoor): void {
  deputyRoutes(door)
  breakGlassRoutes(door)
}

function deputyRoutes(door: AccessDoor): void {
  const place = (participant: Parameters<typeof door.offsetMinutesOf>[0]) => ({
    offsetMinutes: door.offsetMinutesOf(participant),
  })
  addOwn(
    door,
    '/api/access/standing-in',
    { method: 'GET', act: 'access:standing-in', summary: 'Deputies, and who can be one' },
    async ({ mine: { officer } }) => {
      const [standing, colleagues] = await Promise.all([
        standingOpen(door.database, officer.participant, officer.id),
        officersOf(door.database, officer.participant),
      ])
      return accept({ standing, colleagues: colleagues.filter(({ id }) => id !== officer.id) })
    },
  )
  const act = 'access:deputy'
  addOwn(
    door,
    '/api/access/deputies',
    { method: 'POST', act, summary: 'Name a deputy for oneself', body: deputyShape },
    (call) =>
      withEntry(door, call, { act, thing: idIn({ id: call.body.deputyId }) }, (tx, by) => {
        const asked = { ...call.body, deputyId: known(call.body.deputyId) }
        const where = { ...place(by.participant), offered: DAILY_ROLES }
        return nameDeputy(tx, by, by.id, asked, where)
      }),
  )
  addOwn(
    door,
    '/api/access/deputies/:id',
    { method: 'DELETE', act, summary: 'End what a deputy stands in for' },
    (call) => {
      const id = idIn(call.params)
      return withEntry(door, call, { act, thing: id }, async (tx, { participant, id: by }) =>
        (await endStanding(tx, { participant, id, by }))
          ? accept(undefined)
          : refuse('ACCESS_NOT_FOUND'),
      )
    },
  )
  addOfTwo(
    door,
    '/api/access/officers/:id/deputies',
    {
      ...{ act: 'access:appoint-deputy', body: deputyShape },
      // Who gets the role has no say in it.
      thing: ({ deputyId }) => known(deputyId),
      summary: 'Propose a deputy for an officer who is away',
    },
    ({ tx, by, id, body }) => {
      const asked = { ...body, deputyId: known(body.deputyId) }
      return nameDeputy(tx, by, id, asked, { ...place(by.participant), offered: DEPUTY_ROLES })
    },
  )
}

function breakGlassRoutes(door: AccessDoor): void {
  addOwn(
    door,
    '/api/access/break-glass',
    {
      ...{ method: 'POST', act: 'access:break-glass', body: takingShape, fresh: true },
      summary: 'Take a role alone for some hours',
    },
    (call) => {
      const { participant, id } = call.mine.officer
      const days = door.reviewDaysOf(participant)
      return withEntry(door, call, { act: 'access:break-glass', thing: id }, (tx, by) =>
        breakGlass(tx, by, call.body, days),
      )
    },
  )
  const act = 'access:review-break-glass'
  const see = 'access:see-break-glass'
  addOwn(
    door,
    '/api/access/break-glass',
    { method: 'GET', act: see, summary: 'What was taken alone and nobody has looked at' },
    async ({ mine: { officer } }) => {
      const open = await standingOpen(door.database, officer.participant)
      return accept({ taken: open.filter(({ kind }) => kind === 'break_glass') })
    },
  )
  addOwn(
    door,
    '/api/access/break-glass/:id/review',
    { method: 'POST', act, summary: 'Look at it, as somebody else', body: findingShape },
    (call) => {
      const id = idIn(call.params)
      return withEntry(door, call, { act, thing: id }, (tx, by) =>
        reviewTaking(tx, by, id, call.body.finding),
      )
    },
  )
}

/** What a form names; what is no id is the id of nobody. */
function known(typed: string): string {
  return idIn({ id: typed === '' ? '-' : typed })
}
