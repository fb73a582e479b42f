import { generateKeyPairSync } from 'node:crypto'
import { describe, expect, test } from 'vitest'
import { type CborValue, encodeCbor } from '../crypto/cbor.ts'
import { sign1 } from '../crypto/cose.ts'
import type { Signer } from '../crypto/signature.ts'
import { type Claims, encodeClaims } from '../crypto/statement.ts'
import type { PartyCode } from '../values/codes.ts'
import { nodeSigner } from './adapters/node-signer.ts'
import type { OwnKey } from './keys.ts'
import { ENVIRONMENTS, KINDS, type Kind, typOf } from './kinds.ts'
import { isNoteToSign, readToSign } from './to-sign.ts'

const [CD, ZA] = ['CD', 'ZA'] as [PartyCode, PartyCode]
const signer = nodeSigner(generateKeyPairSync('ec', { namedCurve: 'P-256' }).privateKey)
const own: OwnKey = { party: CD, usage: 'certificate', key: signer.key, madeAt: 1 }
const claims: Claims = { iss: CD, iat: 1_800_000_000, exp: null, cti: 'CD1', body: new Map() }

/** The bytes that somebody who holds `by` would be asked to sign. */
async function asked(typ: string, payload: Uint8Array, by: Signer = signer): Promise<Uint8Array> {
  let message = new Uint8Array()
  const sign = async (bytes: Uint8Array) => {
    message = new Uint8Array(bytes)
    return new Uint8Array(64)
  }
  await sign1({ key: by.key, sign }, typ, payload)
  return message
}

const codeOf = (message: Uint8Array, held = own) => {
  const read = readToSign(message, held, 'production')
  return read.ok ? read.value.kind : read.refusals[0].code
}

test('each kind is signed by the key of its usage, in its own environment', async () => {
  for (const kind of Object.keys(KINDS) as Kind[]) {
    for (const environment of ENVIRONMENTS) {
      const message = await asked(typOf(kind, environment), encodeClaims(claims))
      for (const usage of ['certificate', 'status', 'confirm', 'node', 'log'] as const) {
        const wrongUsage = KINDS[kind] !== usage
        const wrong = wrongUsage ? 'PARTICIPANTS_SIGN_KIND' : 'PARTICIPANTS_SIGN_ENVIRONMENT'
        const good = !wrongUsage && environment === 'production'
        expect(codeOf(message, { ...own, usage })).toBe(good ? kind : wrong)
      }
    }
  }
})

test('a register page of the busiest issuer is signed, and nothing else of that size', async () => {
  const body = new Map([[0, new Uint8Array(400_000)]])
  const large = (kind: Kind) => asked(typOf(kind, 'production'), encodeClaims({ ...claims, body }))
  expect(codeOf(await large('register-page'), { ...own, usage: 'status' })).toBe('register-page')
  expect(codeOf(await large('number-block'))).toBe('PARTICIPANTS_SIGN_FORM')
})

describe('a note', () => {
  const root = 'CsUYapGGPo4dkMgIAUqom/Xajj7h2fB2MPA3j2jxq2I='
  const head = (party: string) => `kp.example/2026/${party}\n7\n${root}\n`
  test.each<[string, OwnKey['usage'], string, boolean]>([
    ['the head of its own log', 'log', head('CD'), true],
    ['the head of another log', 'log', head('ZA'), false],
    ['a head with more lines', 'log', `${head('CD')}more\n`, false],
    ['a head by another key', 'status', head('CD'), false],
    ['a cosignature', 'witness', `cosignature/v1\ntime 1767225600\n${head('ZA')}`, true],
    ['a head by a witness', 'witness', head('ZA'), false],
    ['a cosignature by a log', 'log', `cosignature/v1\ntime 1767225600\n${head('CD')}`, false],
    ['anything else', 'witness', 'cosignature/v1\ntime 1767225600\nsome words\n', false],
  ])('%s', (_, usage, text, may) => {
    expect(isNoteToSign(new TextEncoder().encode(text), { ...own, usage })).toBe(may)
  })
})

test('what is said is handed on as it was read', async () => {
  const read = readToSign(
    await asked(typOf('correction', 'production'), encodeClaims(claims)),
    own,
    'production',
  )
  expect(read).toEqual({ ok: true, value: { kind: 'correction', claims } })
})

describe('is refused', () => {
  const typ = typOf('number-block', 'production')
  const good = () => asked(typ, encodeClaims(claims))
  const items = async () => {
    const { decodeCbor } = await import('../crypto/strict-cbor.ts')
    const decoded = decodeCbor(await good())
    if (!decoded.ok) throw new Error('not read')
    return decoded.value as [CborValue, CborValue, CborValue, CborValue]
  }

  test('what another party would say', async () => {
    const theirs = await asked(typ, encodeClaims({ ...claims, iss: ZA }))
    expect(codeOf(theirs)).toBe('PARTICIPANTS_SIGN_AUTHOR')
    expect(codeOf(theirs, { ...own, party: ZA })).toBe('number-block')
  })

  test('what another key would say', async () => {
    const other = nodeSigner(generateKeyPairSync('ec', { namedCurve: 'P-256' }).privateKey)
    const message = await asked(typ, encodeClaims(claims), other)
    expect(codeOf(message)).toBe('PARTICIPANTS_SIGN_KEY')
  })

  test('what is said under another algorithm', async () => {
    const other = nodeSigner(generateKeyPairSync('ed25519').privateKey)
    const message = await asked(typ, encodeClaims(claims), other)
    expect(codeOf(message)).toBe('PARTICIPANTS_SIGN_KEY')
  })

  test('a kind that nobody knows', async () => {
    expect(codeOf(await asked('application/jwt', encodeClaims(claims)))).toBe(
      'PARTICIPANTS_SIGN_KIND',
    )
  })

  test.each<[string, (parts: [CborValue, CborValue, CborValue, CborValue]) => CborValue]>([
    ['a countersignature', ([, ...rest]) => ['CounterSignature', ...rest]],
    ['data from outside', ([a, b, , d]) => [a, b, Uint8Array.of(1), d]],
    ['a fifth part', (parts) => [...parts, null]],
    ['a text for a payload', ([a, b, c]) => [a, b, c, 'x']],
    ['a payload that is no claims', ([a, b, c]) => [a, b, c, encodeCbor(new Map([[1, 'CD']]))]],
    ['a payload that is not CBOR', ([a, b, c]) => [a, b, c, Uint8Array.of(0xff)]],
    ['a header that is not CBOR', ([a, , c, d]) => [a, Uint8Array.of(0xff), c, d]],
    ['a map', () => new Map()],
  ])('%s', async (_, change) => {
    expect(codeOf(encodeCbor(change(await items())))).toBe('PARTICIPANTS_SIGN_FORM')
  })

  test('bytes behind it, a cut, another spelling, and what is longer than any statement', async () => {
    const message = await good()
    expect(codeOf(Uint8Array.of(...message, 0))).toBe('PARTICIPANTS_SIGN_FORM')
    for (let length = 0; length < message.length; length += 1) {
      expect(codeOf(message.slice(0, length))).toBe('PARTICIPANTS_SIGN_FORM')
    }
    const long = { ...claims, body: new Map([[0, 'x'.repeat(65_536)]]) }
    expect(codeOf(await asked(typ, encodeClaims(long)))).toBe('PARTICIPANTS_SIGN_FORM')
    const indefinite = Uint8Array.of(0x9f, ...message.subarray(1), 0xff)
    expect(codeOf(indefinite)).toBe('PARTICIPANTS_SIGN_FORM')
  })

  test('the digest of something else, a JSON of TUF, and random bytes', () => {
    for (const bytes of [
      new Uint8Array(32),
      Buffer.from('{"_type":"root"}'),
      Buffer.from('KPC1:'),
    ]) {
      expect(codeOf(new Uint8Array(bytes))).toBe('PARTICIPANTS_SIGN_FORM')
    }
  })
})
