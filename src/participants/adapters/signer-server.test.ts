import { chmod, stat, writeFile } from 'node:fs/promises'
import { connect, type Socket } from 'node:net'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { setTimeout as sleep } from 'node:timers/promises'
import { afterEach, describe, expect, test } from 'vitest'
import { CD, claimsOf, signerScene } from '../../../test/signer-scene.ts'
import { encodeCbor } from '../../crypto/cbor.ts'
import { encodeClaims } from '../../crypto/statement.ts'
import { encodeRequest, MAX_SIGNER_FRAME } from '../signer-messages.ts'
import { frameOf } from './signer-frames.ts'
import { socketPathFor } from './signer-socket.ts'

const signer = signerScene()
const open: { close: () => void }[] = []
afterEach(() => {
  for (const each of open.splice(0)) each.close()
})

describe('the socket', () => {
  const raw = async (): Promise<{ socket: Socket; ended: Promise<unknown>; got: () => Buffer }> => {
    const socket = connect(signer.path)
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

  test('is near its keys, or where the path is short enough for one', () => {
    expect(socketPathFor(signer.folder)).toBe(signer.path)
    const far = socketPathFor(join('/', 'x'.repeat(100)))
    expect(far.startsWith(tmpdir())).toBe(true)
    expect(socketPathFor(join('/', 'y'.repeat(100)))).not.toBe(far)
  })

  test('is its user’s alone, or its group’s where the signer.folder is', async () => {
    await signer.listen()
    expect((await stat(signer.path)).mode & 0o777).toBe(0o600)
    await signer.stop()
    await chmod(signer.folder, 0o750)
    await signer.listen()
    expect((await stat(signer.path)).mode & 0o777).toBe(0o660)
  })

  test.each([0o755, 0o770, 0o701])('is not opened in a signer.folder of mode %o', async (mode) => {
    await chmod(signer.folder, mode)
    await expect(signer.listen()).rejects.toThrow('PARTICIPANTS_SIGNER_FOLDER')
  })

  test('takes the place of one that was killed, and not of one that answers', async () => {
    await signer.listen()
    await expect(signer.listen()).rejects.toThrow('PARTICIPANTS_SIGNER_IN_USE')
    expect((await signer.keys()).signerOf).toBeDefined()
    await signer.stop()
    await writeFile(signer.path, 'a file')
    await expect(signer.listen()).rejects.toThrow('PARTICIPANTS_SIGNER_IN_USE')
  })

  test.each([
    ['longer than any message', Buffer.from([0, 4, 0, 1])],
    ['of two gigabytes', Buffer.from([0x7f, 0xff, 0xff, 0xff])],
    ['empty', Buffer.from([0, 0, 0, 0])],
    ['no CBOR', frameOf(Buffer.from('GET / HTTP/1.1'))],
    ['without a number', frameOf(encodeCbor(['keys']))],
  ])('a message that is %s ends the connection', async (_, bytes) => {
    await signer.listen()
    const { socket, ended, got } = await raw()
    socket.write(bytes)
    await ended
    expect(got()).toHaveLength(0)
  })

  test('a message that is numbered and not understood is answered', async () => {
    await signer.listen()
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
    await signer.listen()
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
    await signer.listen()
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
    await signer.listen()
    const all = await Promise.all(Array.from({ length: 16 }, raw))
    const late = connect(signer.path)
    late.on('error', () => undefined)
    await new Promise((done) => late.once('close', done))
    expect(all.every(({ socket }) => !socket.destroyed)).toBe(true)
  })

  test('no message is as long as the longest', () => {
    const message = encodeClaims({ ...claimsOf(CD), body: new Map([[0, 'x'.repeat(60_000)]]) })
    const body = { verb: 'sign', key: new Uint8Array(32), message } as const
    expect(encodeRequest({ id: 1, body }).length).toBeLessThan(MAX_SIGNER_FRAME)
  })
})
