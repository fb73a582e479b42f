import { Buffer } from 'node:buffer'
import { createHash, generateKeyPairSync, sign } from 'node:crypto'
import { verifyAuthenticationResponse } from '@simplewebauthn/server'
import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { nobleVerify } from '../../conformance/kit/keys.ts'
import { type AssertionChange, makePasskey, ORIGIN, RP_ID } from '../../test/passkey.ts'
import { encodeCbor } from './cbor.ts'
import { coseKey } from './cose-key.ts'
import { rawSignature } from './der-signature.ts'
import { hasLowS, type PublicKey } from './signature.ts'
import { type Assertion, type AssertionFor, verifyAssertion } from './webauthn.ts'

const passkey = makePasskey()
const key = coseKey(passkey.publicKey) as PublicKey
const challenge = new Uint8Array(32).fill(7)
const expected: AssertionFor = {
  key,
  rpId: RP_ID,
  origins: ['https://other.example', ORIGIN],
  challenge,
}

async function codeOf(assertion: Assertion, about: AssertionFor = expected): Promise<string> {
  const outcome = await verifyAssertion(assertion, about, nobleVerify)
  return outcome.ok ? 'good' : outcome.refusals[0].code
}

describe('an assertion', () => {
  test('is good here and in the eyes of another implementation', async () => {
    const assertion = passkey.assert(challenge)
    expect(await codeOf(assertion)).toBe('good')
    const text = (bytes: Uint8Array) => Buffer.from(bytes).toString('base64url')
    const id = text(passkey.credentialId)
    const theirs = await verifyAuthenticationResponse({
      response: {
        id,
        rawId: id,
        type: 'public-key',
        clientExtensionResults: {},
        response: {
          authenticatorData: text(assertion.authenticatorData),
          clientDataJSON: text(assertion.clientDataJSON),
          signature: text(assertion.signature),
        },
      },
      expectedChallenge: text(challenge),
      expectedOrigin: ORIGIN,
      expectedRPID: RP_ID,
      credential: { id, publicKey: passkey.publicKey as Uint8Array<ArrayBuffer>, counter: 0 },
    })
    expect(theirs.verified).toBe(true)
  })

  test('is good with a high s, as half of all authenticators’ are', async () => {
    const seen = new Set<boolean>()
    while (seen.size < 2) {
      const assertion = passkey.assert(challenge)
      seen.add(hasLowS(rawSignature(assertion.signature) as Uint8Array))
      expect(await codeOf(assertion)).toBe('good')
    }
  })

  test('is good with extensions that are one map', async () => {
    const behind = encodeCbor(new Map([['credProtect', 2]]))
    expect(await codeOf(passkey.assert(challenge, { flags: 0x85, behind }))).toBe('good')
  })

  test.each<[string, string, AssertionChange]>([
    ['of another page', 'WEBAUTHN_ORIGIN', { origin: 'https://kp.example.evil.example' }],
    ['of the same page without TLS', 'WEBAUTHN_ORIGIN', { origin: 'http://kp.example' }],
    ['of a page in a frame', 'WEBAUTHN_ORIGIN', { more: { crossOrigin: true } }],
    ['without a page', 'WEBAUTHN_ORIGIN', { more: { origin: 7 } }],
    ['of another domain', 'WEBAUTHN_DOMAIN', { rpId: 'evil.example' }],
    ['of a registration', 'WEBAUTHN_TYPE', { type: 'webauthn.create' }],
    ['of nobody present', 'WEBAUTHN_NOT_PRESENT', { flags: 0x04 }],
    ['of somebody who was not recognised', 'WEBAUTHN_NOT_VERIFIED', { flags: 0x01 }],
    ['with a credential in it', 'WEBAUTHN_FORM', { flags: 0x45 }],
    ['with bytes behind it', 'WEBAUTHN_FORM', { behind: Uint8Array.of(0) }],
    ['with extensions that are not there', 'WEBAUTHN_FORM', { flags: 0x85 }],
    ['with extensions that are no map', 'WEBAUTHN_FORM', { flags: 0x85, behind: Uint8Array.of(1) }],
    [
      'with bytes behind its extensions',
      'WEBAUTHN_FORM',
      { flags: 0x85, behind: Uint8Array.of(0xa0, 0) },
    ],
    ['of four kilobytes of client data', 'WEBAUTHN_FORM', { more: { padding: 'x'.repeat(4096) } }],
  ])('%s is refused: %s', async (_, code, change) => {
    expect(await codeOf(passkey.assert(challenge, change))).toBe(code)
  })

  test('for another challenge is refused', async () => {
    const other = new Uint8Array(32).fill(8)
    expect(await codeOf(passkey.assert(other))).toBe('WEBAUTHN_CHALLENGE')
    // The same bytes in padded base64 are another text, and no authenticator writes it.
    const padded = { challenge: Buffer.from(challenge).toString('base64') }
    expect(await codeOf(passkey.assert(challenge, { more: padded }))).toBe('WEBAUTHN_CHALLENGE')
  })

  test('of another passkey is refused', async () => {
    expect(await codeOf(makePasskey().assert(challenge))).toBe('WEBAUTHN_SIGNATURE')
  })

  test('is good with Ed25519, and with no other key, form or length of it', async () => {
    const { privateKey, publicKey } = generateKeyPairSync('ed25519')
    const x = Buffer.from(String(publicKey.export({ format: 'jwk' }).x), 'base64url')
    const cose = (...change: readonly (readonly [number, unknown])[]) =>
      encodeCbor(
        new Map<number, unknown>([
          ...[
            [1, 1] as const,
            [3, -8] as const,
            [-1, 6] as const,
            [-2, new Uint8Array(x)] as const,
          ],
          ...change,
        ]) as never,
      )
    const edKey = coseKey(cose()) as PublicKey
    expect(edKey.alg).toBe('Ed25519')
    const bad = [
      [1, 2],
      [3, -7],
      [-1, 1],
      [-2, new Uint8Array(31)],
      [-3, new Uint8Array(32)],
    ] as const
    for (const change of bad) expect([change, coseKey(cose(change))]).toEqual([change, undefined])
    const { authenticatorData, clientDataJSON } = passkey.assert(challenge)
    const digest = createHash('sha256').update(clientDataJSON).digest()
    const signature = new Uint8Array(
      sign(null, Buffer.concat([authenticatorData, digest]), privateKey),
    )
    const about = { ...expected, key: edKey }
    const verified = async (changed: Uint8Array) => {
      const assertion = { authenticatorData, clientDataJSON, signature: changed }
      const outcome = await verifyAssertion(assertion, about, nobleVerify)
      return outcome.ok ? 'good' : outcome.refusals[0].code
    }
    expect(await verified(signature)).toBe('good')
    expect(await verified(signature.slice(1))).toBe('WEBAUTHN_FORM')
    expect(await verified(signature.map((byte) => byte ^ 1))).toBe('WEBAUTHN_SIGNATURE')
  })

  test('with a key of another algorithm is refused', async () => {
    const edKey = { alg: 'Ed25519', x: new Uint8Array(32) } as const
    expect(await codeOf(passkey.assert(challenge), { ...expected, key: edKey })).toBe(
      'WEBAUTHN_FORM',
    )
  })

  test('cut or changed in any one byte is refused', async () => {
    const good = passkey.assert(challenge)
    for (const part of ['authenticatorData', 'clientDataJSON', 'signature'] as const) {
      for (const [at, byte] of good[part].entries()) {
        const changed = good[part].slice()
        changed[at] = byte ^ 1
        expect([part, at, await codeOf({ ...good, [part]: changed })]).not.toContain('good')
        expect([
          part,
          at,
          await codeOf({ ...good, [part]: good[part].slice(0, at) }),
        ]).not.toContain('good')
      }
    }
  })

  test('no bytes make it throw', async () => {
    const some = fc.uint8Array({ maxLength: 60 })
    await fc.assert(
      fc.asyncProperty(some, some, some, async (authenticatorData, clientDataJSON, signature) => {
        expect(await codeOf({ authenticatorData, clientDataJSON, signature })).not.toBe('good')
      }),
    )
  })
})

test.each([
  ['nothing', new Map()],
  [
    'RS256',
    new Map([
      [1, 3],
      [3, -257],
    ]),
  ],
  [
    'no coordinates',
    new Map([
      [1, 2],
      [3, -7],
      [-1, 1],
    ]),
  ],
])('a COSE key of %s is not taken', (_, map) => {
  expect(coseKey(encodeCbor(map))).toBeUndefined()
})

test('a COSE key is taken whole', () => {
  for (const [at, byte] of passkey.publicKey.entries()) {
    expect(coseKey(passkey.publicKey.slice(0, at))).toBeUndefined()
    if (at > 9) continue
    const changed = passkey.publicKey.slice()
    changed[at] = byte ^ 1
    expect(coseKey(changed)).toBeUndefined()
  }
})
