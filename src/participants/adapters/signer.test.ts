import { chmod, mkdtemp, rm, stat, writeFile } from 'node:fs/promises'
import { connect, createServer, type Socket } from 'node:net'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { setTimeout as sleep } from 'node:timers/promises'
import { pino } from 'pino'
import { afterEach, beforeAll, beforeEach, describe, expect, test } from 'vitest'
import { makePasskey, ORIGIN, RP_ID } from '../../../test/passkey.ts'
import { toBase64Url } from '../../crypto/base64.ts'
import { encodeCbor } from '../../crypto/cbor.ts'
import { type Claims, encodeClaims, parseStatement, signStatement } from '../../crypto/statement.ts'
import { RefusedError } from '../../platform/refused-error.ts'
import type { PartyCode } from '../../values/codes.ts'
import { accept } from '../../values/outcome.ts'
import { officersChallenge } from '../approvals.ts'
import { typOf } from '../kinds.ts'
import { encodeRequest, MAX_SIGNER_FRAME } from '../signer-messages.ts'
import { digestOfOfficers, encodeOfficers, officersOf } from '../signing-officers.ts'
import type { KeyStore } from './key-store.ts'
import { nodeVerify } from './node-verify.ts'
import { openOfficersFiles } from './officers-files.ts'
import { openKeyStore } from './open-key-store.ts'
import { openRemoteKeys, type RemoteKeys } from './remote-keys.ts'
import { frameOf } from './signer-frames.ts'
import { listenAsSigner, type SignerServer } from './signer-server.ts'
import { signerService } from './signer-service.ts'

const [CD, ZA] = ['CD', 'ZA'] as [PartyCode, PartyCode]
const verify = nodeVerify()
const CHALLENGES = { issued: new Uint8Array(32).fill(1), validated: new Uint8Array(32).fill(2) }
const PLACES = (['certificate', 'status', 'confirm'] as const).flatMap((usage) => [
  { party: CD, usage },
  { party: ZA, usage },
])
const NOBODY = {
  issued: { officer: 'anna', assertion: null },
  validated: { officer: 'boris', assertion: null },
}

const lines: string[] = []
const logger = pino(
  { level: 'debug', base: {} },
  { write: (line: string) => void lines.push(line) },
)
let store: KeyStore
let folder = ''
let path = ''
let server: SignerServer | undefined
const open: { close: () => void }[] = []

beforeAll(async () => {
  const place = {
    environment: 'demonstration',
    pkcs11: undefined,
    passphraseFile: undefined,
  } as const
  const keys = await mkdtemp(join(tmpdir(), 'openkp-keys-'))
  const opened = await openKeyStore({ folder: keys, ...place })
  if (!opened.ok) throw new Error(opened.refusals[0].code)
  store = opened.value
  return () => rm(keys, { recursive: true })
})
beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), 'openkp-signer-'))
  path = join(folder, 'socket')
})
afterEach(async () => {
  for (const each of open.splice(0)) each.close()
  await server?.close()
  await rm(folder, { recursive: true })
})

async function listen(
  change: { readonly environment?: 'production'; readonly store?: KeyStore } = {},
): Promise<void> {
  const service = signerService({
    store: change.store ?? store,
    environment: change.environment ?? 'demonstration',
    officers: openOfficersFiles(folder),
    challengesOf: () => accept(CHALLENGES),
    verify,
  })
  const listening = await listenAsSigner(path, service, logger)
  if (!listening.ok) throw new Error(listening.refusals[0].code)
  server = listening.value
}

async function keysThere(): Promise<RemoteKeys> {
  const keys = openRemoteKeys({ path, revive: async () => undefined, logger })
  open.push(keys)
  await keys.reached(5000)
  return keys
}

const claims = (iss: PartyCode): Claims => ({
  iss,
  iat: 1_800_000_000,
  exp: null,
  cti: `${iss}1`,
  body: new Map(),
})
const typ = typOf('number-block', 'demonstration')
const certificate = { typ: typOf('certificate', 'demonstration'), claims: claims(CD) }
const codeOf = (work: Promise<unknown>): Promise<string> =>
  work.then(
    () => 'done',
    (error: unknown) => (error instanceof RefusedError ? error.refusal.code : String(error)),
  )

test('signs what its keys may say, and makes no key twice', async () => {
  await listen()
  const keys = await keysThere()
  const made = await keys.ensure(PLACES)
  expect(await keys.ensure(PLACES)).toEqual(made)
  const bytes = await signStatement(keys.signerOf(CD, 'certificate'), typ, claims(CD))
  const statement = parseStatement(bytes)
  if (!statement.ok) throw new Error(statement.refusals[0].code)
  const { signed, signature } = statement.value.sign1
  expect(await verify(keys.signerOf(CD, 'certificate').key, signed, signature)).toBe(true)
  expect(() => keys.signerOf(CD, 'log')).toThrow('no log key of CD')
})

test('is no oracle for anything else, and tells the log codes alone', async () => {
  await listen()
  const keys = await keysThere()
  await keys.ensure(PLACES)
  lines.splice(0)
  const { signerOf, certificateSignerOf } = keys
  const said = async (...[by, name, of]: Parameters<typeof signStatement>) =>
    codeOf(signStatement(by, name, of))
  expect([
    await codeOf(signerOf(CD, 'certificate').sign(Buffer.from('{"_type":"root"}'))),
    await said(signerOf(CD, 'certificate'), typ, claims(ZA)),
    await said(signerOf(CD, 'status'), typ, claims(CD)),
    await said(signerOf(CD, 'certificate'), typOf('number-block', 'production'), claims(CD)),
    await said(signerOf(CD, 'certificate'), certificate.typ, claims(CD)),
    await said(certificateSignerOf(CD, NOBODY), typ, claims(CD)),
  ]).toEqual([
    'PARTICIPANTS_SIGN_FORM',
    'PARTICIPANTS_SIGN_AUTHOR',
    'PARTICIPANTS_SIGN_KIND',
    'PARTICIPANTS_SIGN_ENVIRONMENT',
    'PARTICIPANTS_SIGN_APPROVALS',
    'PARTICIPANTS_SIGN_KIND',
  ])
  for (const line of lines) {
    expect(Object.keys(JSON.parse(line)).sort()).toEqual(['code', 'level', 'msg', 'time'])
  }
  expect(lines).toHaveLength(6)
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
    await listen()
    const keys = await keysThere()
    await keys.ensure(PLACES)
    const signed = await keys.signCertificate(certificate, NOBODY)
    expect(signed).toMatchObject({ ok: true, value: { unasserted: ['issued', 'validated'] } })
    const same = { ...NOBODY, validated: NOBODY.issued }
    expect(await keys.signCertificate(certificate, same)).toMatchObject({
      refusals: [{ code: 'PARTICIPANTS_OFFICERS_SAME' }],
    })
  })

  test('is signed with the passkeys of both, from the moment the list is there', async () => {
    await listen()
    const keys = await keysThere()
    await keys.ensure(PLACES)
    expect((await keys.signCertificate(certificate, NOBODY)).ok).toBe(true)
    // As the console of the signer's machine does, beside the running signer.
    expect(await openOfficersFiles(folder).keep(list(), [])).toBe(true)
    expect(await keys.signCertificate(certificate, NOBODY)).toMatchObject({
      refusals: [{ code: 'PARTICIPANTS_ASSERTION_MISSING', detail: { role: 'issue' } }],
    })
    const signed = await keys.signCertificate(certificate, confirmed())
    expect(signed).toMatchObject({ ok: true, value: { unasserted: [] } })
    if (signed.ok) expect(parseStatement(signed.value.bytes)).toMatchObject({ ok: true })
    expect(await keys.officersOf(CD)).toEqual(encodeOfficers(list()))
    expect(await keys.officersOf(ZA)).toBeNull()
  })

  test('of a production signer without a list is not signed', async () => {
    await listen({ environment: 'production' })
    const keys = await keysThere()
    const signed = keys.signCertificate(
      { ...certificate, typ: typOf('certificate', 'production') },
      confirmed(),
    )
    expect(await signed).toMatchObject({ refusals: [{ code: 'PARTICIPANTS_OFFICERS_NONE' }] })
  })

  test('the list is changed by two key officers, once', async () => {
    await listen()
    const keys = await keysThere()
    const next = list({ version: 2, previous: digestOfOfficers(list()), mode: 'offered' })
    const challenge = officersChallenge(next)
    const approvals = [
      { officer: 'karl', assertion: karl.assert(challenge) },
      { officer: 'kim', assertion: kim.assert(challenge) },
    ]
    const change = () => keys.changeOfficers(encodeOfficers(next), approvals)
    expect(await change()).toMatchObject({ refusals: [{ code: 'PARTICIPANTS_OFFICERS_NONE' }] })
    await openOfficersFiles(folder).keep(list(), [])
    expect(await change()).toEqual({ ok: true, value: 2 })
    expect(await keys.officersOf(CD)).toEqual(encodeOfficers(next))
    expect(await change()).toMatchObject({ refusals: [{ code: 'PARTICIPANTS_OFFICERS_OUTDATED' }] })
    // Asked for two at once, one comes first and there is no second of that version.
    expect(await openOfficersFiles(folder).keep(next, [])).toBe(false)
    expect(await openOfficersFiles(folder).current(CD)).toEqual(next)
  })

  test('a damaged list lets nobody pass', async () => {
    await listen()
    const keys = await keysThere()
    await keys.ensure(PLACES)
    await openOfficersFiles(folder).keep(list(), [])
    await writeFile(join(folder, 'officers', 'CD.2.cbor'), 'damaged')
    expect(await codeOf(keys.signCertificate(certificate, NOBODY))).toBe('PARTICIPANTS_SIGNER_AWAY')
  })
})

describe('when the signer is away', () => {
  test('what is asked is refused within seconds, and goes on when it is back', async () => {
    await listen()
    const keys = await keysThere()
    await keys.ensure(PLACES)
    const sign = () => codeOf(signStatement(keys.signerOf(CD, 'certificate'), typ, claims(CD)))
    await server?.close()
    const begun = performance.now()
    expect(await sign()).toBe('PARTICIPANTS_SIGNER_AWAY')
    expect(performance.now() - begun).toBeLessThan(4000)
    await listen()
    await keys.reached(5000)
    expect(await sign()).toBe('done')
  })

  test('a short absence in the middle of many requests loses none', async () => {
    await listen()
    const keys = await keysThere()
    await keys.ensure(PLACES)
    const work = Array.from({ length: 60 }, async (_, at) => {
      await sleep(at * 5)
      return codeOf(
        signStatement(keys.signerOf(CD, 'status'), typOf('alert', 'demonstration'), claims(CD)),
      )
    })
    await sleep(100)
    await server?.close()
    await listen()
    const codes = new Set(await Promise.all(work))
    expect([...codes]).toEqual(['PARTICIPANTS_SIGN_KIND'])
  })

  test('a signer that takes questions and gives no answers is away', async () => {
    const mute = createServer((socket) => void socket.resume())
    await new Promise<void>((done) => mute.listen(path, done))
    const keys = openRemoteKeys({ path, revive: async () => undefined, logger })
    open.push(keys)
    expect(await keys.reached(200)).toBe(false)
    expect(await codeOf(keys.ensure(PLACES))).toBe('PARTICIPANTS_SIGNER_AWAY')
    keys.close()
    await new Promise((done) => mute.close(done))
  })

  test('a key device that fails is away too', async () => {
    const failing = {
      ...store,
      signerOf: (own: Parameters<KeyStore['signerOf']>[0]) => ({
        key: own.key,
        sign: () => Promise.reject(new Error('CKR_DEVICE_REMOVED')),
      }),
    }
    await listen({ store: failing })
    const keys = await keysThere()
    const code = await codeOf(signStatement(keys.signerOf(CD, 'certificate'), typ, claims(CD)))
    expect(code).toBe('PARTICIPANTS_SIGNER_AWAY')
  })
})

describe('the socket', () => {
  const raw = async (): Promise<{ socket: Socket; ended: Promise<unknown>; got: () => Buffer }> => {
    const socket = connect(path)
    let got: Buffer = Buffer.alloc(0)
    socket.on('data', (chunk: Buffer) => {
      got = Buffer.concat([got, chunk])
    })
    socket.on('error', () => undefined)
    const ended = new Promise((done) => socket.once('close', done))
    await new Promise((done) => socket.once('connect', done))
    open.push({ close: () => socket.destroy() })
    return { socket, ended, got: () => got }
  }

  test('is its user’s alone, or its group’s where the folder is', async () => {
    await listen()
    expect((await stat(path)).mode & 0o777).toBe(0o600)
    await server?.close()
    await chmod(folder, 0o750)
    await listen()
    expect((await stat(path)).mode & 0o777).toBe(0o660)
  })

  test.each([0o755, 0o770, 0o701])('is not opened in a folder of mode %o', async (mode) => {
    await chmod(folder, mode)
    await expect(listen()).rejects.toThrow('PARTICIPANTS_SIGNER_FOLDER')
  })

  test('takes the place of one that was killed, and not of one that answers', async () => {
    await listen()
    await expect(listen()).rejects.toThrow('PARTICIPANTS_SIGNER_IN_USE')
    expect((await keysThere()).signerOf).toBeDefined()
    await server?.close()
    await writeFile(path, 'a file')
    await expect(listen()).rejects.toThrow('PARTICIPANTS_SIGNER_IN_USE')
  })

  test.each([
    ['longer than any message', Buffer.from([0, 4, 0, 1])],
    ['of two gigabytes', Buffer.from([0x7f, 0xff, 0xff, 0xff])],
    ['empty', Buffer.from([0, 0, 0, 0])],
    ['no CBOR', frameOf(Buffer.from('GET / HTTP/1.1'))],
    ['without a number', frameOf(encodeCbor(['keys']))],
  ])('a message that is %s ends the connection', async (_, bytes) => {
    await listen()
    const { socket, ended, got } = await raw()
    socket.write(bytes)
    await ended
    expect(got()).toHaveLength(0)
  })

  test('a message that is numbered and not understood is answered', async () => {
    await listen()
    const { socket, got } = await raw()
    const requests = [
      [1, 'export', null],
      [2, 'sign', [new Uint8Array(31), new Uint8Array(1)]],
      [3, 'make', [['CD', 'root']]],
      [4, 'make', Array.from({ length: 513 }, () => ['CD', 'log'])],
      [5, 'certificate', [new Uint8Array(32), new Uint8Array(1), ['anna', [1]], ['boris', null]]],
    ]
    for (const request of requests) socket.write(frameOf(encodeCbor(request)))
    await expect
      .poll(
        () =>
          got()
            .toString('latin1')
            .match(/PARTICIPANTS_SIGNER_REQUEST/g)?.length,
      )
      .toBe(5)
  })

  test('messages come whole however they are cut, and many at once', async () => {
    await listen()
    const { socket, got } = await raw()
    const message = frameOf(encodeRequest({ id: 7, body: { verb: 'officers', party: CD } }))
    for (const byte of message) {
      socket.write(Uint8Array.of(byte))
      await sleep(1)
    }
    socket.write(Buffer.concat([message, message, message]))
    const answer = frameOf(encodeCbor([7, null]))
    await expect.poll(() => got().length).toBe(4 * answer.length)
    expect(got()).toEqual(Buffer.concat([answer, answer, answer, answer]))
  })

  test('more at a time than it takes on is refused, not queued without end', async () => {
    await listen()
    const { socket, got } = await raw()
    const message = (id: number) =>
      frameOf(encodeRequest({ id, body: { verb: 'officers', party: CD } }))
    socket.write(Buffer.concat(Array.from({ length: 200 }, (_, id) => message(id))))
    await expect
      .poll(
        () =>
          got()
            .toString('latin1')
            .match(/PARTICIPANTS_SIGNER_BUSY/g)?.length ?? 0,
      )
      .toBeGreaterThan(0)
  })

  test('the seventeenth connection is not taken', async () => {
    await listen()
    const all = await Promise.all(Array.from({ length: 16 }, raw))
    const late = connect(path)
    late.on('error', () => undefined)
    await new Promise((done) => late.once('close', done))
    expect(all.every(({ socket }) => !socket.destroyed)).toBe(true)
  })

  test('no message is as long as the longest', () => {
    const message = encodeClaims({ ...claims(CD), body: new Map([[0, 'x'.repeat(60_000)]]) })
    const body = { verb: 'sign', key: new Uint8Array(32), message } as const
    expect(encodeRequest({ id: 1, body }).length).toBeLessThan(MAX_SIGNER_FRAME)
  })
})

test('what a signature costs through the socket, beside the bare one', async () => {
  await listen()
  const keys = await keysThere()
  const [own] = await keys.ensure([{ party: CD, usage: 'certificate' }])
  if (own === undefined) throw new Error('no key')
  const times = 2000
  const each = async (by: ReturnType<RemoteKeys['signerOf']>, atOnce: number) => {
    const begun = performance.now()
    for (let done = 0; done < times; done += atOnce) {
      await Promise.all(Array.from({ length: atOnce }, () => signStatement(by, typ, claims(CD))))
    }
    return ((performance.now() - begun) * 1000) / times
  }
  const remote = keys.signerOf(CD, 'certificate')
  await each(remote, 16)
  const micros = {
    bare: Math.round(await each(store.signerOf(own), 1)),
    oneByOne: Math.round(await each(remote, 1)),
    sixteenAtOnce: Math.round(await each(remote, 16)),
  }
  process.stdout.write(`microseconds a signature: ${JSON.stringify(micros)}\n`)
  expect(Object.values(micros).every(Number.isFinite)).toBe(true)
})
