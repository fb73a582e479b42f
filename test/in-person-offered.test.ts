import { afterAll, beforeAll, expect, test } from 'vitest'
import { type InPersonScene, inPersonScene } from './in-person-scene.ts'
import { stepsOf, VALIDATION } from './shipment.ts'

/** The same with a list that offers passkeys: who has one uses it, who has none works as before. */

let scene: InPersonScene
beforeAll(async () => {
  scene = await inPersonScene('offered')
  await scene.office.hire('Ida', 'CD', 'issuing_officer')
  await scene.office.hire('Otto', 'CD', 'validating_officer')
})
afterAll(() => scene.close())

const kept = async (number: string) => {
  const [row] = await scene.office.rows(
    `select issue_assertion ->> 'name' as issued, validate_assertion ->> 'name' as validated
     from certificates.certificate where number = $1`,
    [number],
  )
  return row
}

test('two officers without a passkey are asked for none', async () => {
  const path = `/applications/${await stepsOf(scene.office).submitted()}/issue`
  expect((await scene.act('Ida', `${path}/prepare`, {})).body).toEqual({ toSign: null })
  const { body } = await scene.act('Ida', path, {})
  const validate = `/${String(body.number)}/validate`
  expect((await scene.act('Otto', `${validate}/prepare`, VALIDATION)).body).toEqual({
    toSign: null,
  })
  expect((await scene.act('Otto', validate, VALIDATION)).body.state).toBe('validated')
  expect(await kept(String(body.number))).toEqual({ issued: null, validated: null })
})

test('who has a passkey signs with it, listed or not, and it is kept', async () => {
  const number = await scene.issued('Ines')
  const refused = await scene.act('Una', `/${number}/validate`, VALIDATION)
  expect(refused.body.code).toBe('CERTIFICATES_PASSKEY_NEEDED')
  expect((await scene.validate('Una', number)).body.state).toBe('validated')
  expect(await kept(number)).toEqual({ issued: 'Ines', validated: 'Una' })
})
