import { createHash } from 'node:crypto'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { dossierDigest, RECORD_NAME } from '../src/certificates/dossier.ts'
import type { PartyCode } from '../src/values/codes.ts'
import type { Json } from './caller.ts'
import { type Office, openOffice } from './office.ts'
import { stepsOf, VALIDATION } from './shipment.ts'

let office: Office
let steps: ReturnType<typeof stepsOf>
beforeAll(async () => {
  office = await openOffice()
  steps = stepsOf(office)
})
afterAll(() => office.close())

const ask: Office['ask'] = (...given) => office.ask(...given)
const PNG = Buffer.from('89504e470d0a1a0a0000000d49484452', 'hex')
const photo = (mark: string) => Buffer.concat([PNG, Buffer.from(mark)])
const attach = async (number: string, name: string, bytes: Uint8Array, who = 'validating@cd') => {
  const { status, body } = await office.upload(who, `/${number}/attachments`, { name, bytes })
  return status === 201 ? namesOf(body) : `${status} ${String(body.code)}`
}
const remove = async (number: string, name: string, who = 'validating@cd') => {
  const path = `/api/certificates/${number}/attachments/${encodeURIComponent(name)}`
  const { status, body } = await office.call(who, 'DELETE', path)
  return status === 200 ? namesOf(body) : `${status} ${String(body.code)}`
}
const namesOf = ({ attachments }: Json) => [...(attachments ?? [])].map(({ name }) => String(name))

test('photographs enter the dossier whose digest is signed, the exporter’s papers beside them', async () => {
  const { number, id } = await steps.issued()
  expect(await attach(number, 'image.png', photo('first'))).toEqual(['image.png'])
  expect(await attach(number, 'image.png', photo('second'))).toEqual(['image.png', 'image 2.png'])
  expect(await attach(number, 'wrong.png', photo('wrong'))).toHaveLength(3)
  expect(await remove(number, 'wrong.png')).toEqual(['image.png', 'image 2.png'])

  const seen = await ask('validating@cd', 'GET', `/${number}`)
  const officer = await office.call('validating@cd', 'GET', '/api/access/me')
  expect(seen.attachments).toMatchObject([
    { name: 'image.png', mediaType: 'image/png', by: String(officer.body.officer?.name) },
    { name: 'image 2.png', size: photo('second').length },
  ])
  await ask('validating@cd', 'POST', `/${number}/validate`, VALIDATION)

  const [kept] = await office.rows<{ record: Buffer; digest: Buffer }>(
    `select record, dossier_digest as digest from certificates.certificate where number = $1`,
    [number],
  )
  if (kept === undefined) throw new Error('no certificate')
  const record = office.means.safe.open(
    kept.record,
    `${'CD' as PartyCode} ${number} ${RECORD_NAME}`,
  )
  const file = (name: string, mediaType: string, bytes: Uint8Array) => ({
    ...{ name, mediaType, size: bytes.length },
    sha256: createHash('sha256').update(bytes).digest(),
  })
  const files = [
    file(RECORD_NAME, 'application/json', record),
    file('image.png', 'image/png', photo('first')),
    file('image 2.png', 'image/png', photo('second')),
  ]
  expect(Buffer.from(dossierDigest(files)).equals(kept.digest)).toBe(true)
  expect(Buffer.from(dossierDigest(files.slice(0, 2))).equals(kept.digest)).toBe(false)

  expect(await attach(number, 'late.png', PNG)).toBe('409 CERTIFICATES_DOSSIER_CLOSED')
  expect(await remove(number, 'image.png')).toBe('409 CERTIFICATES_DOSSIER_CLOSED')
  expect(namesOf(await ask('issuing@cd', 'GET', `/applications/${id}`))).toEqual([])
})

test('a name of the exporter’s papers is not taken from them', async () => {
  const start = {
    content: (await ask('exporter@cd', 'GET', `/applications/${await steps.submitted()}`)).content,
  }
  const { id } = await ask('exporter@cd', 'POST', '/applications', start)
  await office.upload('exporter@cd', `/applications/${String(id)}/attachments`, {
    name: 'photo.png',
    bytes: photo('of the exporter'),
  })
  await ask('exporter@cd', 'POST', `/applications/${String(id)}/submit`, {})
  const reason = 'A test of names; these goods are invented.'
  const { number } = await ask('issuing@cd', 'POST', `/applications/${String(id)}/issue`, {
    despite: [{ check: 'CHECK_SAME_GOODS', reason }],
  })
  expect(await attach(String(number), 'photo.png', PNG)).toEqual(['photo 2.png'])
})

test('they are given back as they were, encrypted at rest, and to no firm', async () => {
  const { number } = await steps.issued()
  await attach(number, 'seal.png', photo('seal'))
  const [kept] = await office.rows<{ sealed: Buffer }>(
    `select sealed from certificates.evidence where number = $1`,
    [number],
  )
  expect(kept?.sealed.includes(Buffer.from('seal'))).toBe(false)
  const path = `/api/certificates/${number}/attachments/seal.png`
  const shown = await office.call('issuing@cd', 'GET', path)
  expect([shown.status, shown.headers.get('content-type')]).toEqual([200, 'image/png'])
  expect(shown.headers.get('content-length')).toBe(String(photo('seal').length))
  expect((await office.call('exporter@cd', 'GET', path)).status).toBe(403)
  expect(namesOf(await ask('exporter@cd', 'GET', `/${number}`))).toEqual([])
  expect((await office.call('validating@eu', 'GET', path)).status).toBe(404)
})

test('who may attach, and what', async () => {
  const { number } = await steps.issued()
  expect(await attach(number, 'a.png', PNG, 'issuing@cd')).toBe('403 ACCESS_NOT_ALLOWED')
  expect(await attach(number, 'a.png', PNG, 'exporter@cd')).toBe('403 ACCESS_NOT_ALLOWED')
  expect(await attach(number, 'a.png', PNG, 'validating@eu')).toBe('404 CERTIFICATES_NOT_FOUND')
  expect(await attach(number, 'a.png', Buffer.from('<html></html>'))).toBe(
    '415 CERTIFICATES_ATTACHMENT_TYPE',
  )
  expect(await remove(number, 'nothing.png')).toBe('404 CERTIFICATES_NOT_FOUND')
  for (let at = 0; at < 20; at += 1) await attach(number, 'image.png', photo(String(at)))
  expect(await attach(number, 'image.png', PNG)).toBe('422 CERTIFICATES_ATTACHMENTS_TOO_MANY')
})

test('what was seen of a number that was sent back does not go out under the next', async () => {
  const { number, id } = await steps.issued()
  await attach(number, 'box.png', PNG)
  await ask('validating@cd', 'POST', `/${number}/send-back`, { reason: 'One parcel is missing.' })
  expect(await attach(number, 'late.png', PNG)).toBe('409 CERTIFICATES_DOSSIER_CLOSED')
  await ask('exporter@cd', 'POST', `/applications/${id}/submit`, {})
  const again = await ask('issuing@cd', 'POST', `/applications/${id}/issue`, {})
  expect(namesOf(await ask('validating@cd', 'GET', `/${String(again.number)}`))).toEqual([])
  expect(namesOf(await ask('validating@cd', 'GET', `/${number}`))).toEqual(['box.png'])
})
