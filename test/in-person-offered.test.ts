import { afterAll, beforeAll, expect, test } from 'vitest'
import type { Json } from './caller.ts'
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

test('two officers who prepare at once sign two numbers; one that nobody signs is the next again', async () => {
  const paths = await Promise.all(
    [stepsOf(scene.office).submitted(), stepsOf(scene.office).submitted()].map(
      async (id) => `/applications/${await id}/issue`,
    ),
  )
  const officers = ['Ines', 'issuing@cd'] as const
  const asked = await Promise.all(officers.map((who, at) => scene.prepared(who, paths[at] ?? '')))
  const numbers = asked.map(({ prepared }) => String(prepared))
  expect(new Set(numbers).size).toBe(2)
  // Asked once more, it is the same one; and neither is a gap while it waits for its signature.
  expect((await scene.prepared('Ines', paths[0] ?? '')).prepared).toBe(numbers[0])
  const done = await Promise.all(
    officers.map(async (who, at) => {
      const { body } = await scene.act(who, paths[at] ?? '', {
        assertion: scene.signed(who, asked[at] as Json),
      })
      return String(body.number)
    }),
  )
  expect(done).toEqual(numbers)

  // Who has no passkey, and prepares nothing, passes over what is kept ready for another.
  const left = await scene.prepared(
    'Ines',
    `/applications/${await stepsOf(scene.office).submitted()}/issue`,
  )
  const other = `/applications/${await stepsOf(scene.office).submitted()}/issue`
  const { body } = await scene.act('Ida', other, {})
  expect(String(body.number) > String(left.prepared)).toBe(true)
  await scene.office.rows(`update certificates.reservation set until = now() - interval '1 second'`)
  const next = await scene.prepared(
    'issuing@cd',
    `/applications/${await stepsOf(scene.office).submitted()}/issue`,
  )
  expect(next.prepared).toBe(left.prepared)
})
