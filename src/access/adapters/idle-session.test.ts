import { afterAll, beforeAll, expect, it } from 'vitest'
import { type AccessScene, accessScene, codeOf, own } from '../../../test/access-scene.ts'

let scene: AccessScene
beforeAll(async () => {
  scene = await accessScene()
})
afterAll(() => scene.close())

/** As if the session had been used the last time some minutes ago. */
async function leaveAlone(minutes: number): Promise<void> {
  await scene.fresh.database.query(
    'update access.session set updated_at = now() - make_interval(mins => $1)',
    [minutes],
  )
  scene.access.who.forget()
}

async function minutesAlone(): Promise<number> {
  const { rows } = await scene.fresh.database.query<{ minutes: number }>(
    `select floor(extract(epoch from now() - max(updated_at)) / 60)::int as minutes from access.session`,
  )
  return rows[0]?.minutes ?? -1
}

it('a session that is used goes on, and one that nobody used for an hour opens nothing', async () => {
  const cookie = await scene.signedIn('issuing@cd')
  await leaveAlone(59)
  expect((await scene.me({ cookie })).status).toBe(200)
  expect(await minutesAlone()).toBe(0)
  await leaveAlone(61)
  expect((await scene.me({ cookie })).status).toBe(401)
  const account = await fetch(`${scene.base}/api/access/account`, { headers: { cookie, ...own } })
  expect([account.status, await codeOf(account)]).toEqual([401, 'ACCESS_NOT_SIGNED_IN'])
  expect(await minutesAlone()).toBe(61)
})

it('is not used by a page that asks for news while nobody is in front of it', async () => {
  const cookie = await scene.signedIn('issuing@cd')
  await leaveAlone(30)
  const headers = { cookie, 'openkp-unattended': 'yes' }
  expect((await scene.me(headers)).status).toBe(200)
  expect(await minutesAlone()).toBe(30)
  await leaveAlone(30)
  expect((await scene.me({ cookie })).status).toBe(200)
  expect(await minutesAlone()).toBe(0)
  await leaveAlone(61)
  expect((await scene.me(headers)).status).toBe(401)
})

it('is not among the sessions that its owner sees', async () => {
  await scene.signedIn('validating@bw')
  await leaveAlone(61)
  const cookie = await scene.signedIn('validating@bw')
  const account = await fetch(`${scene.base}/api/access/account`, { headers: { cookie } })
  expect(((await account.json()) as { sessions: unknown[] }).sessions).toHaveLength(1)
})
