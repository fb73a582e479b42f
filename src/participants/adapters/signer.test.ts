import { writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { describe, expect, test } from 'vitest'
import { makePasskey, ORIGIN, RP_ID } from '../../../test/passkey.ts'
import {
  CD,
  CERTIFICATE,
  CHALLENGES,
  claimsOf,
  codeOf,
  NOBODY,
  PLACES,
  signerScene,
  TYP,
  ZA,
} from '../../../test/signer-scene.ts'
import { toBase64Url } from '../../crypto/base64.ts'
import { parseStatement, signStatement } from '../../crypto/statement.ts'
import { officersChallenge } from '../approvals.ts'
import { typOf } from '../kinds.ts'
import { digestOfOfficers, encodeOfficers, officersOf } from '../signing-officers.ts'
import { nodeVerify } from './node-verify.ts'
import { openOfficersFiles } from './officers-files.ts'

const verify = nodeVerify()
const signer = signerScene()

test('signs what its keys may say, and makes no key twice', async () => {
  await signer.listen()
  const keys = await signer.keys()
  const made = await keys.ensure(PLACES)
  expect(await keys.ensure(PLACES)).toEqual(made)
  const bytes = await signStatement(keys.signerOf(CD, 'certificate'), TYP, claimsOf(CD))
  const statement = parseStatement(bytes)
  if (!statement.ok) throw new Error(statement.refusals[0].code)
  const { signed, signature } = statement.value.sign1
  expect(await verify(keys.signerOf(CD, 'certificate').key, signed, signature)).toBe(true)
  expect(() => keys.signerOf(CD, 'log')).toThrow('no log key of CD')
})

test('is no oracle for anything else, and tells the log codes alone', async () => {
  await signer.listen()
  const keys = await signer.keys()
  await keys.ensure(PLACES)
  signer.lines.splice(0)
  const { signerOf, certificateSignerOf } = keys
  const said = async (...[by, name, of]: Parameters<typeof signStatement>) =>
    codeOf(signStatement(by, name, of))
  expect([
    await codeOf(signerOf(CD, 'certificate').sign(Buffer.from('{"_type":"root"}'))),
    await said(signerOf(CD, 'certificate'), TYP, claimsOf(ZA)),
    await said(signerOf(CD, 'status'), TYP, claimsOf(CD)),
    await said(signerOf(CD, 'certificate'), typOf('number-block', 'production'), claimsOf(CD)),
    await said(signerOf(CD, 'certificate'), CERTIFICATE.typ, claimsOf(CD)),
    await said(certificateSignerOf(CD, NOBODY), TYP, claimsOf(CD)),
  ]).toEqual([
    'PARTICIPANTS_SIGN_FORM',
    'PARTICIPANTS_SIGN_AUTHOR',
    'PARTICIPANTS_SIGN_KIND',
    'PARTICIPANTS_SIGN_ENVIRONMENT',
    'PARTICIPANTS_SIGN_APPROVALS',
    'PARTICIPANTS_SIGN_KIND',
  ])
  for (const line of signer.lines) {
    expect(Object.keys(JSON.parse(line)).sort()).toEqual(['code', 'level', 'msg', 'time'])
  }
  expect(signer.lines).toHaveLength(6)
})

describe('a certificate', () => {
  const [anna, boris, karl, kim] = [makePasskey(), makePasskey(), makePasskey(), makePasskey()]
  const officer = (id: string, roles: string[], { credentialId, publicKey }: typeof anna) => ({
    id,
    roles,
    credentials: [{ id: toBase64Url(credentialId), publicKey: toBase64Url(publicKey) }],
  })
  const list = (change: object = {}) => {
    const read = officersOf({
      ...{ format: 'openkp-officers', party: 'CD', version: 1, previous: 'none', mode: 'required' },
      ...{ rpId: RP_ID, origins: [ORIGIN] },
      officers: [
        officer('anna', ['issue'], anna),
        officer('boris', ['validate'], boris),
        officer('karl', ['key'], karl),
        officer('kim', ['key'], kim),
      ],
      ...change,
    })
    if (!read.ok) throw new Error(JSON.stringify(read.refusals))
    return read.value
  }
  const confirmed = () => ({
    issued: { officer: 'anna', assertion: anna.assert(CHALLENGES.issued) },
    validated: { officer: 'boris', assertion: boris.assert(CHALLENGES.validated) },
  })

  test('of a demonstration without a list is signed, and says that nobody confirmed', async () => {
    await signer.listen()
    const keys = await signer.keys()
    await keys.ensure(PLACES)
    const signed = await keys.signCertificate(CERTIFICATE, NOBODY)
    expect(signed).toMatchObject({ ok: true, value: { unasserted: ['issued', 'validated'] } })
    const same = { ...NOBODY, validated: NOBODY.issued }
    expect(await keys.signCertificate(CERTIFICATE, same)).toMatchObject({
      refusals: [{ code: 'PARTICIPANTS_OFFICERS_SAME' }],
    })
  })

  test('is signed with the passkeys of both, from the moment the list is there', async () => {
    await signer.listen()
    const keys = await signer.keys()
    await keys.ensure(PLACES)
    expect((await keys.signCertificate(CERTIFICATE, NOBODY)).ok).toBe(true)
    // As the console of the signer's machine does, beside the running signer.
    expect(await openOfficersFiles(signer.folder).keep(list(), [])).toBe(true)
    expect(await keys.signCertificate(CERTIFICATE, NOBODY)).toMatchObject({
      refusals: [{ code: 'PARTICIPANTS_ASSERTION_MISSING', detail: { role: 'issue' } }],
    })
    const signed = await keys.signCertificate(CERTIFICATE, confirmed())
    expect(signed).toMatchObject({ ok: true, value: { unasserted: [] } })
    if (signed.ok) expect(parseStatement(signed.value.bytes)).toMatchObject({ ok: true })
    expect(await keys.officersOf(CD)).toEqual(encodeOfficers(list()))
    expect(await keys.officersOf(ZA)).toBeNull()
  })

  test('of a production signer without a list is not signed', async () => {
    await signer.listen({ environment: 'production' })
    const keys = await signer.keys()
    const signed = keys.signCertificate(
      { ...CERTIFICATE, typ: typOf('certificate', 'production') },
      confirmed(),
    )
    expect(await signed).toMatchObject({ refusals: [{ code: 'PARTICIPANTS_OFFICERS_NONE' }] })
  })

  test('the list is changed by two key officers, once', async () => {
    await signer.listen()
    const keys = await signer.keys()
    const next = list({ version: 2, previous: digestOfOfficers(list()), mode: 'offered' })
    const challenge = officersChallenge(next)
    const approvals = [
      { officer: 'karl', assertion: karl.assert(challenge) },
      { officer: 'kim', assertion: kim.assert(challenge) },
    ]
    const change = () => keys.changeOfficers(encodeOfficers(next), approvals)
    expect(await change()).toMatchObject({ refusals: [{ code: 'PARTICIPANTS_OFFICERS_NONE' }] })
    await openOfficersFiles(signer.folder).keep(list(), [])
    expect(await change()).toEqual({ ok: true, value: 2 })
    expect(await keys.officersOf(CD)).toEqual(encodeOfficers(next))
    expect(await change()).toMatchObject({ refusals: [{ code: 'PARTICIPANTS_OFFICERS_OUTDATED' }] })
    // Asked for two at once, one comes first and there is no second of that version.
    expect(await openOfficersFiles(signer.folder).keep(next, [])).toBe(false)
    expect(await openOfficersFiles(signer.folder).current(CD)).toEqual(next)
  })

  test('a damaged list lets nobody pass', async () => {
    await signer.listen()
    const keys = await signer.keys()
    await keys.ensure(PLACES)
    await openOfficersFiles(signer.folder).keep(list(), [])
    await writeFile(join(signer.folder, 'officers', 'CD.2.cbor'), 'damaged')
    expect(await codeOf(keys.signCertificate(CERTIFICATE, NOBODY))).toBe('PARTICIPANTS_SIGNER_AWAY')
  })
})
