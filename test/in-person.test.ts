import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { type InPersonScene, inPersonScene } from './in-person-scene.ts'
import { stepsOf, VALIDATION } from './shipment.ts'

/** Certificates that a real signer signs with the passkeys of both officers, and with nothing less. */

let scene: InPersonScene
beforeAll(async () => {
  scene = await inPersonScene('required')
})
afterAll(() => scene.close())

const submitted = () => stepsOf(scene.office).submitted()
const codeOf = ({ status, body }: Awaited<ReturnType<InPersonScene['act']>>) =>
  `${status} ${String(body.code)}`
const read = (number: string) => scene.office.ask('validating@cd', 'GET', `/${number}`)

/** Everything that an act leaves behind, counted. */
async function traces() {
  const [row] = await scene.office.rows(
    `select (select count(*) from certificates.statement) as statements,
       (select count(*) from transparency.pending_entry) as entries,
       (select count(*) from certificates.certificate where statement is not null) as signed,
       (select count(*) from certificates.certificate) as certificates,
       (select count(*) from certificates.blank where state = 'used') as used,
       (select count(*) from certificates.event) as events,
       (select count(*) from graphile_worker._private_jobs) as jobs`,
  )
  return row
}

/** What was refused, and that nothing was left. */
async function refused(act: () => Promise<Awaited<ReturnType<InPersonScene['act']>>>) {
  await scene.office.settled()
  const before = await traces()
  const answer = await act()
  expect(await traces()).toEqual(before)
  return codeOf(answer)
}

test('with the passkeys of both it is signed, once for two presses of a button', async () => {
  const number = await scene.issued()
  const toSign = await scene.prepared('validating@cd', `/${number}/validate`, VALIDATION)
  const assertion = scene.signed('validating@cd', toSign)
  const body = { ...VALIDATION, assertion }
  const press = () =>
    scene.office.call('validating@cd', 'POST', `/api/certificates/${number}/validate`, body, {
      'idempotency-key': number,
    })
  const [one, other] = await Promise.all([press(), press()])
  expect(one.body).toMatchObject({ state: 'validated', validatedAt: toSign.prepared })
  expect(other.body).toEqual(one.body)
})

test('the number that is prepared is the one that is issued, and rings no alarm', async () => {
  const id = await submitted()
  const path = `/applications/${id}/issue`
  const toSign = await scene.prepared('Ines', path)
  const { body } = await scene.act('Ines', path, { assertion: scene.signed('Ines', toSign) })
  expect(body.number).toBe(toSign.prepared)
  expect(await stepsOf(scene.office).alarms('issuing@cd', String(body.number))).toEqual([])
})

describe('is not issued', () => {
  test('without the passkey', async () => {
    const path = `/applications/${await submitted()}/issue`
    expect(await refused(() => scene.act('Ines', path, {}))).toBe('403 CERTIFICATES_PASSKEY_NEEDED')
  })

  test('with the passkey of somebody else, or with what is no assertion', async () => {
    const path = `/applications/${await submitted()}/issue`
    const toSign = await scene.prepared('Ines', path)
    const theirs = scene.signed('issuing@cd', toSign)
    expect(await refused(() => scene.act('Ines', path, { assertion: theirs }))).toBe(
      '403 CERTIFICATES_PASSKEY_REFUSED',
    )
    for (const assertion of ['x', {}, { prepared: toSign.prepared, response: {} }])
      expect(await refused(() => scene.act('Ines', path, { assertion }))).toBe(
        '403 CERTIFICATES_PASSKEY_REFUSED',
      )
  })

  test('with what was signed for another application, or for a number that is taken', async () => {
    const [one, other] = [await submitted(), await submitted()]
    const path = (id: string) => `/applications/${id}/issue`
    const assertion = scene.signed('Ines', await scene.prepared('Ines', path(one)))
    expect(await refused(() => scene.act('Ines', path(other), { assertion }))).toBe(
      '409 CERTIFICATES_SIGNED_OTHER',
    )
    await scene.issued()
    expect(await refused(() => scene.act('Ines', path(one), { assertion }))).toBe(
      '409 CERTIFICATES_SIGNED_OTHER',
    )
  })
})

describe('is not signed', () => {
  test('without the second passkey', async () => {
    const number = await scene.issued()
    const act = () => scene.act('validating@cd', `/${number}/validate`, VALIDATION)
    expect(await refused(act)).toBe('403 CERTIFICATES_PASSKEY_NEEDED')
  })

  test('over other claims than were looked at', async () => {
    const number = await scene.issued()
    const path = `/${number}/validate`
    const assertion = scene.signed('Vera', await scene.prepared('Vera', path, VALIDATION))
    const other = { ...VALIDATION, containers: [{ seals: ['CD-9999'] }], assertion }
    expect(await refused(() => scene.act('Vera', path, other))).toBe(
      '409 CERTIFICATES_SIGNED_OTHER',
    )
    const later = { ...assertion, prepared: new Date(Date.now() - 1000).toISOString() }
    expect(await refused(() => scene.act('Vera', path, { ...VALIDATION, assertion: later }))).toBe(
      '409 CERTIFICATES_SIGNED_OTHER',
    )
  })

  test('once more for another certificate', async () => {
    const [one, other] = [await scene.issued(), await scene.issued()]
    const path = (number: string) => `/${number}/validate`
    const assertion = scene.signed('Vera', await scene.prepared('Vera', path(one), VALIDATION))
    const body = { ...VALIDATION, assertion }
    expect(await refused(() => scene.act('Vera', path(other), body))).toBe(
      '409 CERTIFICATES_SIGNED_OTHER',
    )
    expect((await scene.act('Vera', path(one), body)).body.state).toBe('validated')
  })

  test('with a file in the dossier that was not there when it was looked at', async () => {
    const number = await scene.issued()
    const path = `/${number}/validate`
    const assertion = scene.signed('Vera', await scene.prepared('Vera', path, VALIDATION))
    const bytes = Buffer.from('89504e470d0a1a0a0000000d49484452', 'hex')
    await scene.office.upload('Vera', `/${number}/attachments`, { name: 'a.png', bytes })
    expect(await refused(() => scene.act('Vera', path, { ...VALIDATION, assertion }))).toBe(
      '409 CERTIFICATES_SIGNED_OTHER',
    )
  })

  test('by the officer who issued it, whatever roles he was given', async () => {
    const ines = await scene.idOf('Ines')
    const both = `update access.officer set roles = $2 where id = $1`
    await scene.office.rows(both, [ines, ['issuing_officer', 'validating_officer']])
    const number = await scene.issued('Ines')
    const act = () => scene.act('Ines', `/${number}/validate/prepare`, VALIDATION)
    await expect
      .poll(async () => codeOf(await act()), { timeout: 15_000 })
      .toBe('403 CERTIFICATES_SAME_OFFICER')
    await scene.office.rows(
      'update certificates.certificate set issued_by = $2 where number = $1',
      [number, await scene.idOf('issuing@cd')],
    )
    expect(await refused(act)).toBe('403 CERTIFICATES_PASSKEY_NOT_LISTED')
  })

  test('after five minutes and a half, or before it was prepared', async () => {
    const number = await scene.issued()
    const path = `/${number}/validate`
    const assertion = scene.signed('Vera', await scene.prepared('Vera', path, VALIDATION))
    for (const ms of [-331_000, 60_000, Number.NaN]) {
      const prepared = Number.isNaN(ms) ? 'today' : new Date(Date.now() + ms).toISOString()
      const body = { ...VALIDATION, assertion: { ...assertion, prepared } }
      expect(await refused(() => scene.act('Vera', path, body))).toBe(
        '409 CERTIFICATES_SIGNED_OTHER',
      )
    }
  })

  test('by an officer whose passkey the signer does not know', async () => {
    const number = await scene.issued()
    const act = () => scene.act('Una', `/${number}/validate/prepare`, VALIDATION)
    expect(await refused(act)).toBe('403 CERTIFICATES_PASSKEY_NOT_LISTED')
  })
})

describe('an administrator of the database', () => {
  const set = (number: string, sql: string, values: readonly unknown[] = []) =>
    scene.office.rows(`update certificates.certificate set ${sql} where number = $1`, [
      number,
      ...values,
    ])

  test('who names another issuing officer gets no signature', async () => {
    const number = await scene.issued()
    await set(number, 'issued_by = $2', [await scene.idOf('Ines')])
    expect(await refused(() => scene.validate('Vera', number))).toBe('403 PARTICIPANTS_ASSERTION')
    expect((await read(number)).state).toBe('issued')
  })

  test('who takes the assertion away, or puts another in its place, gets none', async () => {
    const [number, other] = [await scene.issued(), await scene.issued()]
    await set(
      number,
      `issue_assertion = (select issue_assertion from certificates.certificate where number = $2)`,
      [other],
    )
    expect(await refused(() => scene.validate('Vera', number))).toBe('403 PARTICIPANTS_ASSERTION')
    await set(number, 'issue_assertion = null')
    expect(await refused(() => scene.validate('Vera', number))).toBe(
      '403 PARTICIPANTS_ASSERTION_MISSING',
    )
    await set(number, `issue_assertion = '{"signature": 7}'`)
    expect(await refused(() => scene.validate('Vera', number))).toBe(
      '403 PARTICIPANTS_ASSERTION_MISSING',
    )
  })

  test('who changes what was issued gets none', async () => {
    const number = await scene.issued()
    await scene.office.rows(
      `update certificates.application set content = jsonb_set(content, '{importer,name}', '"Somebody Else"')
       where number = $1`,
      [number],
    )
    expect(await refused(() => scene.validate('Vera', number))).toBe('403 PARTICIPANTS_ASSERTION')
  })

  test('who gives himself a passkey in the name of an officer is not let in', async () => {
    const number = await scene.issued()
    const mine = await scene.enrol(await scene.idOf('Vera'))
    const path = `/${number}/validate`
    const toSign = await scene.prepared('Vera', path, VALIDATION)
    const prepared = String(toSign.prepared)
    const assertion = { prepared, response: mine.get(toSign.options as never) }
    expect(await refused(() => scene.act('Vera', path, { ...VALIDATION, assertion }))).toBe(
      '403 CERTIFICATES_PASSKEY_NOT_LISTED',
    )
  })
})
