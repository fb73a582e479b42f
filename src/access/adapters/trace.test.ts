import { afterAll, beforeAll, expect, it } from 'vitest'
import { type AccessScene, accessScene, codeOf, cookiesOf } from '../../../test/access-scene.ts'
import { authenticatorApp } from '../../../test/authenticator-app.ts'
import { decodeEntry, type Entry } from '../journal.ts'
import { beginEntry, completeEntry } from './journal-store.ts'
import { sealJournal } from './seal-journal.ts'

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

const FAILING = `create function pg_temp_fail() returns trigger language plpgsql as
  $$ begin raise exception 'the program ends here'; end $$;
  create trigger ends before update on access.journal_pending execute function pg_temp_fail()`

it('tells an act that was begun and never completed as not known, after a minute', async () => {
  const { database } = scene.fresh
  const cookie = await scene.signedIn('administrator@eu')
  const left = async () => {
    const { rows } = await database.query<{ entry: Buffer }>(
      `select entry from access.journal where participant = 'EU' order by seq`,
    )
    return rows.map(({ entry }) => {
      const { act, thing, outcome, from } = decodeEntry(new Uint8Array(entry)) ?? {}
      return [act, thing, outcome, from].join(' ')
    })
  }
  await database.query(FAILING)
  // As if the program ended after the act and before its entry.
  const { email, password } = scene.account('accounts@eu')
  expect((await scene.signIn({ email, password })).status).toBe(500)
  expect((await scene.act(cookie, '/sign-out')).status).toBe(500)
  await database.query('drop trigger ends on access.journal_pending')
  expect((await scene.me({ cookie })).status).toBe(401)
  const now = Date.now()
  await sealJournal(database, new Date(now))
  expect(await left()).toEqual(['access:sign-in sign-in  127.0.0.1'])
  await sealJournal(database, new Date(now + 61_000))
  const [, ...unknown] = await left()
  expect(unknown).toEqual([
    'access:sign-in sign-in unknown 127.0.0.1',
    'access:sign-out  unknown 127.0.0.1',
  ])
})

it('completes later what was chained as not known, as an entry of its own', async () => {
  const { database } = scene.fresh
  const entry: Omit<Entry, 'salt'> = {
    ...{ at: 0, act: 'access:sign-out', officerId: null, roles: [], by: 'cookie', from: '' },
    ...{ thing: '', refusals: [], changes: [] },
  }
  const begun = await beginEntry(database, 'US', entry)
  await sealJournal(database, new Date())
  await completeEntry(database, begun, entry)
  await sealJournal(database, new Date())
  const { rows } = await database.query<{ entry: Buffer }>(
    `select entry from access.journal where participant = 'US' order by seq`,
  )
  const told = rows.map(({ entry }) => decodeEntry(new Uint8Array(entry))?.outcome)
  expect(told).toEqual(['unknown', undefined])
})
