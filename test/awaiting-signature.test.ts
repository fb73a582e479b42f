import { afterAll, afterEach, beforeAll, describe, expect, test } from 'vitest'
import { parseStatement } from '../src/crypto/statement.ts'
import type { Supervision } from '../src/participants/supervision.ts'
import { decideAll, type Ready, readyToDecide, refuseTheRest, saidOf } from './awaiting-acts.ts'
import { type InPersonScene, inPersonScene } from './in-person-scene.ts'
import { VALIDATION } from './shipment.ts'

/** The signer is away: what is validated waits with its exact claims, and is signed when it is back. */

let scene: InPersonScene
/** A test puts one on, and takes it off. */
const supervisions: Supervision[] = []
beforeAll(async () => {
  scene = await inPersonScene('required', (files) => ({ ...files, supervisions }))
  await scene.office.hire('Otto', 'CD', 'validating_officer')
})
afterAll(() => scene.close())
afterEach(async () => {
  await scene.signer.kill9()
  await scene.signer.start()
  await scene.keys.reached(10_000)
})

const read = (number: string) => scene.office.ask('validating@cd', 'GET', `/${number}`)
const stateOf = async (number: string) => String((await read(number)).state)
const statements = (number: string) =>
  scene.office.rows(
    `select kind from certificates.statement where number = $1 and participant = 'CD' and kind = 'certificate'`,
    [number],
  )
const refusalOf = async (number: string) => [...((await read(number)).waiting ?? [])][0]?.refused
/** The job that asks every five seconds, now. */
const askForSignatures = () =>
  scene.office.rows(
    `select platform.add_job('certificates.sign-awaiting', json_build_object('participant', of), queue, now(), null,
       queue)
     from (select of, 'certificates sign ' || of as queue from unnest(array['CD', 'EU']) as of) as each`,
  )
const signerIsBack = async () => {
  await scene.signer.start()
  await scene.keys.reached(10_000)
  await askForSignatures()
}
/** What the signer refuses would be asked about for ever. */
const emptyQueue = async () => {
  await scene.office.rows('delete from certificates.awaiting')
  await askForSignatures()
}
const jobWaitsForALock = () =>
  expect
    .poll(
      () =>
        scene.office.rows(
          `select from pg_stat_activity where datname = current_database() and wait_event_type = 'Lock'`,
        ),
      { timeout: 20_000 },
    )
    .toHaveLength(1)
/** Validated by Vera, with her passkey, while nobody signs. */
async function waiting() {
  const number = await scene.issued()
  const path = `/${number}/validate`
  const toSign = await scene.prepared('Vera', path, VALIDATION)
  await scene.signer.kill9()
  const body = { ...VALIDATION, assertion: scene.signed('Vera', toSign) }
  const press = (click: string) =>
    scene.office.call('Vera', 'POST', `/api/certificates${path}`, body, {
      'idempotency-key': click,
    })
  return { number, press, at: String(toSign.prepared), answer: await press(number) }
}

test('it is kept, shown, and signed once with the time and the claims of the validation', async () => {
  const { number, press, at, answer } = await waiting()
  expect([answer.status, answer.body.state]).toEqual([200, 'awaiting_signature'])
  expect(answer.body).toMatchObject({
    validatedInPerson: true,
    waiting: [{ what: 'certificate', text: 'Validated by Vera; waits for the signature.' }],
    qr: null,
  })
  expect((await press(number)).body).toEqual(answer.body)
  expect((await press('another')).body.code).toBe('CERTIFICATES_STATE')
  const { waiting: list } = await scene.office.ask('Vera', 'GET', '/work')
  expect([...(list ?? [])].map((each) => `${each.number} ${each.state}`)).toContain(
    `${number} awaiting_signature`,
  )

  await scene.signer.start()
  await expect.poll(() => stateOf(number), { timeout: 30_000 }).toBe('validated')
  await scene.office.settled()
  expect(await statements(number)).toEqual([{ kind: 'certificate' }])
  const bytes = await scene.office.file('validating@cd', `/${number}/statement.cose`)
  const parsed = parseStatement(bytes)
  expect(parsed.ok && parsed.value.iat).toBe(Math.floor(Date.parse(at) / 1000))
  const { history, validatedAt } = await read(number)
  expect(validatedAt).toBe(at)
  expect([...(history ?? [])].map(({ act }) => act)).toEqual(
    expect.arrayContaining(['validate-unsigned', 'signed-later']),
  )
  const arrival = await scene.office.ask('inspector@eu', 'GET', `/arrivals/CD/${number}`)
  expect(arrival.state).toBe('expected')
})

describe('while it waits', () => {
  test('nothing but stopping it can be done', async () => {
    const { number } = await waiting()
    expect((await read(number)).acts).toEqual(['send-back', 'void'])
    const exported = await scene.act('issuing@cd', `/${number}/export`, {})
    expect(exported.body.code).toBe('CERTIFICATES_STATE')
    const png = { name: 'a.png', bytes: Buffer.from('89504e470d0a1a0a0000000d49484452', 'hex') }
    const added = await scene.office.upload('Vera', `/${number}/attachments`, png)
    expect(added.body.code).toBe('CERTIFICATES_DOSSIER_CLOSED')
  })

  test('a voiding ends it, whoever comes first, and nothing is signed after it', async () => {
    const { number } = await waiting()
    const { rows } = scene.office
    // As a voiding would, in the moment between the return of the signer and the job.
    await rows(`update certificates.certificate set state = 'voided' where number = $1`, [number])
    await signerIsBack()
    await scene.office.settled()
    expect(await statements(number)).toEqual([])
    expect(await stateOf(number)).toBe('voided')
  })

  test('one that somebody has in hand at that moment is signed when he has let it go', async () => {
    const { number } = await waiting()
    const holder = await scene.office.database.connect()
    await holder.query('begin')
    await holder.query('select from certificates.certificate where number = $1 for update', [
      number,
    ])
    await signerIsBack()
    await jobWaitsForALock()
    expect(await stateOf(number)).toBe('awaiting_signature')
    await holder.query('rollback')
    holder.release()
    await expect.poll(() => stateOf(number), { timeout: 30_000 }).toBe('validated')
  })

  test('an administrator who changes who stands for it gets no signature, and the page says why', async () => {
    const { number } = await waiting()
    const [otto] = await scene.office.rows<{ id: string }>(
      `select id from access.officer where name = 'Otto'`,
    )
    await scene.office.rows(
      'update certificates.certificate set validated_by = $2 where number = $1',
      [number, otto?.id],
    )
    await signerIsBack()
    const why = async () => String(await refusalOf(number))
    await expect.poll(why, { timeout: 30_000 }).toContain('officer')
    expect(await stateOf(number)).toBe('awaiting_signature')
    expect(await statements(number)).toEqual([])
    await scene.office.rows(
      `update certificates.certificate set state = 'voided' where number = $1`,
      [number],
    )
  })

  test('an administrator who writes the row himself gets nothing either', async () => {
    const { number: signed } = await waiting()
    await signerIsBack()
    await expect.poll(() => stateOf(signed), { timeout: 30_000 }).toBe('validated')
    const number = await scene.issued()
    const statement = parseStatement(
      await scene.office.file('validating@cd', `/${signed}/statement.cose`),
    )
    if (!statement.ok) throw new Error('the statement is not read')
    const claims = Buffer.from(statement.value.sign1.payload)
    // The claims of the one, and then the same with the number of the other: of one length.
    const other = Buffer.from(claims.toString('latin1').replace(signed, number), 'latin1')
    for (const forged of [claims, other]) {
      await scene.office.rows(
        `update certificates.certificate c set state = 'awaiting_signature', to_sign = $2, validated_by = s.validated_by,
           validate_assertion = s.validate_assertion
         from certificates.certificate s where c.number = $1 and s.number = $3`,
        [number, forged, signed],
      )
      await scene.office.rows(`delete from certificates.awaiting`)
      await scene.office.rows(
        `insert into certificates.awaiting (participant, number, what, since) values ('CD', $1, 'certificate', now())`,
        [number],
      )
      await askForSignatures()
      await expect.poll(() => refusalOf(number), { timeout: 30_000 }).not.toBeNull()
      expect(await statements(number)).toEqual([])
    }
  })
})

test('under a monitor the passkeys hold for what is signed after his approval, signer or no signer', async () => {
  await scene.office.hire('Maud', 'CD', 'monitor')
  const entry = { participant: 'CD', mode: 'pre_approval', by: 'Team', days: 7, from: '2020' }
  supervisions.push(entry as unknown as Supervision)
  const held = async () => {
    const number = await scene.issued()
    const answer = await scene.validate('Vera', number)
    expect(answer.body).toMatchObject({ state: 'awaiting_monitor', validatedInPerson: true })
    return { number, at: String(answer.body.validatedAt) }
  }
  const [here, away] = [await held(), await held()]
  const said = await scene.act('Maud', `/${here.number}/co-approve`, {})
  expect([said.status, said.body.state]).toEqual([200, 'validated'])
  await scene.signer.kill9()
  const later = await scene.act('Maud', `/${away.number}/co-approve`, {})
  expect([later.status, later.body.state]).toEqual([200, 'awaiting_signature'])
  supervisions.pop()
  await signerIsBack()
  await expect.poll(() => stateOf(away.number), { timeout: 30_000 }).toBe('validated')
  for (const { number, at } of [here, away]) {
    expect(await statements(number)).toEqual([{ kind: 'certificate' }])
    const bytes = await scene.office.file('validating@cd', `/${number}/statement.cose`)
    const parsed = parseStatement(bytes)
    expect(parsed.ok && parsed.value.iat).toBe(Math.floor(Date.parse(at) / 1000))
    expect(await read(number)).toMatchObject({
      ...{ issuedInPerson: true, validatedInPerson: true, validatedAt: at },
      monitor: [{ decision: 'approved', decidedBy: 'Maud' }],
    })
  }
})

describe('whatever else is decided while nobody signs', () => {
  let ready: Ready
  const left = async () => {
    const rows = await scene.office.rows<{ number: string }>(
      `select number from certificates.awaiting where participant = 'CD' order by id`,
    )
    return rows.map(({ number }) => number)
  }
  /** Killed after the third of the queue, and the fourth is in nobody's hand any more. */
  async function signerDiesInTheMiddle() {
    const before = await left()
    const holder = await scene.office.database.connect()
    await holder.query('begin')
    await holder.query(
      `select from certificates.awaiting where id =
         (select id from certificates.awaiting where participant = 'CD' order by id offset 3 limit 1) for update`,
    )
    await signerIsBack()
    await expect.poll(left, { timeout: 30_000 }).toEqual(before.slice(3))
    // There is somebody to sign, and it does not overtake the correction of the same number.
    const { number } = ready.slip
    const voided = await scene.office.ask('issuing@cd', 'POST', `/${number}/void`, { reason: 'X' })
    await scene.signer.kill9()
    await holder.query('rollback')
    holder.release()
    const waits = [...(voided.waiting ?? [])].map(({ what }) => String(what))
    expect(waits).toEqual(['correction', 'void'])
  }

  test('it counts here at once and is signed later, once, in its order, whoever dies between', async () => {
    await emptyQueue()
    ready = await readyToDecide(scene)
    await scene.signer.kill9()
    await decideAll(scene, ready)
    await refuseTheRest(scene, ready)
    const { waiting } = await scene.office.ask('issuing@cd', 'GET', '/work')
    const shown = [...(waiting ?? [])].filter((each) => String(each.what) === 'signature')
    expect(shown.map(({ number }) => String(number))).toEqual(await left())
    expect(await saidOf(scene, ready)).toEqual([])
    // As an administrator would who wants another number void: what was decided is moved to it.
    const forged = await scene.issued()
    await scene.office.rows(
      `insert into certificates.awaiting (participant, number, what, since, sealed)
       select participant, $1, what, since, sealed from certificates.awaiting where number = $2`,
      [forged, ready.wrong.number],
    )

    const order = [...(await left()).slice(0, -1), ready.slip.number]
    await signerDiesInTheMiddle()
    await signerIsBack()
    await expect.poll(left, { timeout: 30_000 }).toEqual([forged])
    expect(await refusalOf(forged)).not.toBeNull()
    await emptyQueue()
    await scene.office.settled()
    const all = await saidOf(scene, ready)
    const { arrived, stopped, slip } = ready
    const abroad = [arrived.number, stopped.number]
    const own = all.filter(({ number }) => !abroad.includes(number))
    expect(own.map(({ number }) => number)).toEqual(order)
    const kinds = all.filter(({ number }) => abroad.includes(number)).map(({ kind }) => kind)
    expect(kinds).toEqual(['import-confirmation', 'discrepancy', 'alert'])
    const arrival = await scene.office.ask('inspector@eu', 'GET', `/arrivals/CD/${slip.number}`)
    const told = [...(arrival.history ?? [])].map(({ act }) => String(act))
    expect(told).toEqual(['pre-alert', 'corrected-by-issuer', 'voided-by-issuer'])
    expect(await stateOf(arrived.number)).toBe('confirmed')
  })
})
