import { createServer } from 'node:net'
import { setTimeout as sleep } from 'node:timers/promises'
import { describe, expect, test } from 'vitest'
import { CD, claimsOf, codeOf, PLACES, signerScene, TYP } from '../../../test/signer-scene.ts'
import { signStatement } from '../../crypto/statement.ts'
import { typOf } from '../kinds.ts'
import type { KeyStore } from './key-store.ts'
import type { RemoteKeys } from './remote-keys.ts'

const signer = signerScene()

describe('when the signer is away', () => {
  test('what is asked is refused within seconds, and goes on when it is back', async () => {
    await signer.listen()
    const keys = await signer.keys()
    await keys.ensure(PLACES)
    const sign = () => codeOf(signStatement(keys.signerOf(CD, 'certificate'), TYP, claimsOf(CD)))
    await signer.stop()
    const begun = performance.now()
    expect(await sign()).toBe('PARTICIPANTS_SIGNER_AWAY')
    expect(performance.now() - begun).toBeLessThan(4000)
    await signer.listen()
    await keys.reached(5000)
    expect(await sign()).toBe('done')
  })

  test('a short absence in the middle of many requests loses none', async () => {
    await signer.listen()
    const keys = await signer.keys()
    await keys.ensure(PLACES)
    const work = Array.from({ length: 60 }, async (_, at) => {
      await sleep(at * 5)
      return codeOf(
        signStatement(
          keys.signerOf(CD, 'status'),
          typOf('certificate-status', 'demonstration'),
          claimsOf(CD),
        ),
      )
    })
    await sleep(100)
    await signer.stop()
    await signer.listen()
    const codes = new Set(await Promise.all(work))
    expect([...codes]).toEqual(['done'])
  })

  test('a signer that takes questions and gives no answers is away', async () => {
    const mute = createServer((socket) => void socket.resume())
    await new Promise<void>((done) => mute.listen(signer.path, done))
    const keys = await signer.keys(200)
    expect(await keys.reached(1)).toBe(false)
    expect(await codeOf(keys.ensure(PLACES))).toBe('PARTICIPANTS_SIGNER_AWAY')
    keys.close()
    await new Promise((done) => mute.close(done))
  })

  test('a key device that fails is away too', async () => {
    const failing = {
      ...signer.store,
      signerOf: (own: Parameters<KeyStore['signerOf']>[0]) => ({
        key: own.key,
        sign: () => Promise.reject(new Error('CKR_DEVICE_REMOVED')),
      }),
    }
    await signer.listen({ store: failing })
    const keys = await signer.keys()
    const code = await codeOf(signStatement(keys.signerOf(CD, 'certificate'), TYP, claimsOf(CD)))
    expect(code).toBe('PARTICIPANTS_SIGNER_AWAY')
  })
})

test('what a signature costs through the socket, beside the bare one', async () => {
  await signer.listen()
  const keys = await signer.keys()
  const [own] = await keys.ensure([{ party: CD, usage: 'certificate' }])
  if (own === undefined) throw new Error('no key')
  const times = 2000
  const each = async (by: ReturnType<RemoteKeys['signerOf']>, atOnce: number) => {
    const begun = performance.now()
    for (let done = 0; done < times; done += atOnce) {
      await Promise.all(Array.from({ length: atOnce }, () => signStatement(by, TYP, claimsOf(CD))))
    }
    return ((performance.now() - begun) * 1000) / times
  }
  const remote = keys.signerOf(CD, 'certificate')
  await each(remote, 16)
  const micros = {
    bare: Math.round(await each(signer.store.signerOf(own), 1)),
    oneByOne: Math.round(await each(remote, 1)),
    sixteenAtOnce: Math.round(await each(remote, 16)),
  }
  process.stdout.write(`microseconds a signature: ${JSON.stringify(micros)}\n`)
  expect(Object.values(micros).every(Number.isFinite)).toBe(true)
})
