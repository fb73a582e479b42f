import { createPublicKey, generateKeyPairSync } from 'node:crypto'
import { expect, test } from 'vitest'
import { decodePem, decodeSpki, encodePem, encodeSpki } from './der.ts'

test.each(['P-256', 'Ed25519'] as const)('%s keys read and write as OpenSSL does', (curve) => {
  const { publicKey } =
    curve === 'P-256'
      ? generateKeyPairSync('ec', { namedCurve: 'P-256' })
      : generateKeyPairSync('ed25519')
  const der = new Uint8Array(publicKey.export({ format: 'der', type: 'spki' }))
  const pem = publicKey.export({ format: 'pem', type: 'spki' }).toString()
  const key = decodeSpki(der)
  if (key === undefined) throw new Error('not read')
  expect(encodeSpki(key)).toEqual(der)
  expect(encodePem(key)).toBe(pem)
  expect(decodePem(pem)).toEqual(key)
  expect(decodePem(pem.replaceAll('\n', '\r\n'))).toEqual(key)
  expect(createPublicKey(encodePem(key)).equals(publicKey)).toBe(true)
})

const p384 = generateKeyPairSync('ec', { namedCurve: 'P-384' }).publicKey
const good = encodePem({ alg: 'ESP256', x: new Uint8Array(32), y: new Uint8Array(32) })

test.each([
  ['of another curve', p384.export({ format: 'pem', type: 'spki' }).toString()],
  ['cut short', good.slice(0, 80)],
  ['followed by another', good + good],
  ['that is private', good.replaceAll('PUBLIC', 'PRIVATE')],
  ['with a header', good.replace('\n', '\nProc-Type: 4,ENCRYPTED\n')],
  ['of a megabyte', good + ' '.repeat(1_000_000)],
])('a PEM block %s is refused', (_, pem) => {
  expect(decodePem(pem)).toBeUndefined()
})
