import { afterAll, beforeAll, expect, it } from 'vitest'
import { type AccessScene, accessScene, codeOf, cookiesOf } from '../../../test/access-scene.ts'
import { authenticatorApp } from '../../../test/authenticator-app.ts'
import { decodeEntry } from '../journal.ts'

let scene: AccessScene
beforeAll(async () => {
  scene = await accessScene()
})
afterAll(() => scene.close())

/** The way in and what came of it, of every sign-in to a Participant. */
async function signIns(participant: string): Promise<string[]> {
  const { rows } = await scene.fresh.database.query<{ entry: Buffer }>(
    'select entry from access.journal_pending where participant = $1 order by id',
    [participant],
  )
  return rows.flatMap(({ entry }) => {
    const read = decodeEntry(new Uint8Array(entry))
    return read?.act === 'access:sign-in' ? [[read.thing, ...read.refusals].join(' ')] : []
  })
}

async function withCodes(short: string) {
  const cookie = await scene.signedIn(short)
  const made = await scene.act(cookie, '/second-factor', scene.account(short))
  const app = authenticatorApp(((await made.json()) as { uri: string }).uri)
  const confirmed = await scene.act(cookie, '/second-factor/confirm', { code: app.code(-1) })
  expect(confirmed.status).toBe(204)
  return app
}

it('tells by which way somebody signed in, and which factor was wrong', async () => {
  const app = await withCodes('validating@cd')
  const { email, password } = scene.account('validating@cd')
  expect((await scene.signIn({ email, password: 'wrong' })).status).toBe(401)
  const waiting = cookiesOf(await scene.signIn({ email, password }))
  const code = (typed: string) => scene.act(waiting, '/sign-in/code', { code: typed })
  expect(await codeOf(await code('000000'))).toBe('ACCESS_CODE_WRONG')
  expect((await code(app.code())).status).toBe(200)
  // Failures are written after their answer.
  await expect
    .poll(async () => [...(await signIns('CD'))].sort())
    .toEqual([
      'sign-in',
      'sign-in ACCESS_SIGN_IN_FAILED',
      'sign-in/code',
      'sign-in/code ACCESS_CODE_WRONG',
    ])
})

it('is not filled by whoever was only told to wait, nor by accounts that do not exist', async () => {
  const { email } = scene.account('validating@ao')
  for (let at = 0; at < 13; at += 1) await scene.signIn({ email, password: 'wrong' })
  expect((await scene.signIn({ email, password: 'wrong' })).status).toBe(429)
  expect((await scene.signIn({ email: 'nobody@ao.example', password: 'wrong' })).status).toBe(401)
  await expect
    .poll(() => signIns('AO'))
    .toEqual(Array<string>(10).fill('sign-in ACCESS_SIGN_IN_FAILED'))
})
