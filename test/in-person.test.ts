import { createHash, createPublicKey, createVerify } from 'node:crypto'
import { decode } from 'cborg'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import type { Json } from './caller.ts'
import { type InPersonScene, inPersonScene } from './in-person-scene.ts'
import { lookAtTheList } from './look-at-the-list.ts'
import { reviewOfPasskeys } from './review-of-passkeys.ts'
import { stepsOf, VALIDATION } from './shipment.ts'

/** Certificates that a real signer signs with the passkeys of both officers, and with nothing less. */

/** Keys 8 and 9 of the body: what comes later than the issue. */
const SEALS_AND_DIGEST = [8, 9]

let scene: InPersonScene
beforeAll(async () => {
  scene = await inPersonScene('required')
})
afterAll(() => scene.close())

const submitted = () => stepsOf(scene.office).submitted()
const codeOf = ({ status, body }: Awaited<ReturnType<InPersonScene['act']>>) =>
  `${status} ${String(body.code)}`
const read = (number: string) => scene.office.ask('validating@cd', 'GET', `/${number}`)

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

/**
 * Of docs/formats/dossier.md and of nothing else of ours: whether the public key signed these bytes, here
 * and with its owner recognised.
 */
function isSignedAsThePageSays(kept: Json): boolean {
  const bytes = (name: string) => Buffer.from(String(kept[name]), 'base64url')
  const client = JSON.parse(bytes('clientDataJSON').toString()) as Record<string, unknown>
  const challenge = createHash('sha256').update(bytes('signed')).digest('base64url')
  const data = bytes('authenticatorData')
  const flags = (data[32] ?? 0) & 0b101
  const key = decode(bytes('publicKey'), { useMaps: true }) as Map<number, Uint8Array>
  const coordinate = (label: number) => Buffer.from(key.get(label) ?? []).toString('base64url')
  const jwk = { kty: 'EC', crv: 'P-256', x: coordinate(-2), y: coordinate(-3) }
  const digest = createHash('sha256').update(bytes('clientDataJSON')).digest()
  return (
    client.type === 'webauthn.get' &&
    client.challenge === challenge &&
    client.origin === 'http://localhost' &&
    data.subarray(0, 32).equals(createHash('sha256').update('localhost').digest()) &&
    flags === 0b101 &&
    createVerify('sha256')
      .update(Buffer.concat([data, digest]))
      .verify(createPublicKey({ key: jwk, format: 'jwk' }), bytes('signature'))
  )
}

test('a reviewer checks both with the page alone, and sees in what was signed that it is this one', async () => {
  const number = await scene.issued()
  await scene.validate('validating@cd', number)
  const kept = await scene.office.ask('Ines', 'GET', `/${number}/assertions`)
  const [issued, validated] = [kept.issued as Json, kept.validated as Json]
  expect([issued, validated].map(isSignedAsThePageSays)).toEqual([true, true])
  const changed = { ...issued, signed: validated.signed } as unknown as Json
  expect(isSignedAsThePageSays(changed)).toBe(false)

  const options = { useMaps: true } as const
  const cose = decode(Buffer.from(String(kept.statement), 'base64url').subarray(1), options)
  const payload = (cose as Uint8Array[])[2] as Uint8Array
  const signed = (of: Json) => decode(Buffer.from(String(of.signed), 'base64url'), options)
  expect(signed(validated)).toEqual(['openkp validate 1', 'demonstration', payload])
  const claims = decode(payload, options) as Map<number, unknown>
  const body = new Map(claims.get(-65537) as Map<number, unknown>)
  for (const key of SEALS_AND_DIGEST) expect(body.delete(key)).toBe(true)
  const named = [claims.get(1), Buffer.from(claims.get(7) as Uint8Array).toString(), claims.get(4)]
  expect(signed(issued)).toEqual(['openkp issue 1', 'demonstration', ...named, body])
  expect(named[1]).toBe(number)
})

test('what the issuing officer signed is in the dossier that the validating officer signs', async () => {
  const number = await scene.issued()
  await scene.validate('validating@cd', number)
  const [row] = await scene.office.rows<{ participant: string; record: Buffer }>(
    'select participant, record from certificates.certificate where number = $1',
    [number],
  )
  const place = `CD ${number} record.json`
  const record = scene.office.means.safe.open(row?.record ?? Buffer.of(), place)
  const { issueAssertion } = JSON.parse(Buffer.from(record).toString()) as Record<string, unknown>
  const { issued } = await scene.office.ask('Ines', 'GET', `/${number}/assertions`)
  const { signed: _, ...kept } = issued as Json
  expect(issueAssertion).toEqual({ ...kept })
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
    const path = async () => `/applications/${await submitted()}/issue`
    const [one, other, refusal] = [await path(), await path(), '409 CERTIFICATES_SIGNED_OTHER']
    const toSign = await scene.prepared('Ines', one)
    const assertion = scene.signed('Ines', toSign)
    expect(await refused(() => scene.act('Ines', other, { assertion }))).toBe(refusal)
    const typed = { number: toSign.prepared }
    const theirs = await scene.prepared('issuing@cd', other, typed)
    const signed = scene.signed('issuing@cd', theirs)
    await scene.act('issuing@cd', other, { ...typed, assertion: signed })
    expect(await refused(() => scene.act('Ines', one, { assertion }))).toBe(refusal)
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
    await expect.poll(async () => codeOf(await act())).toBe('403 CERTIFICATES_SAME_OFFICER')
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
reviewOfPasskeys(() => scene)
lookAtTheList(() => scene)
