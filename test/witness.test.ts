import { once } from 'node:events'
import { mkdtemp, readdir, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { setTimeout as sleep } from 'node:timers/promises'
import { afterAll, afterEach, beforeEach, describe, expect, test } from 'vitest'
import { readNote, readNoteKey, readSignatureLines, writeNoteKey } from '../src/crypto/note.ts'
import { decodeUtf8, encodeUtf8 } from '../src/crypto/utf8.ts'
import { readWitnessConfig } from '../src/main/witness-config.ts'
import { nodeVerify } from '../src/participants/adapters/node-verify.ts'
import { readCheckpoint } from '../src/transparency/checkpoint.ts'
import { cosignaturesOf } from '../src/transparency/cosignature.ts'
import { writeSubmission } from '../src/transparency/witness.ts'
import { type LogInMemory, logInMemory } from './log-in-memory.ts'
import { endPrograms, runBuilt, type Started } from './run-program.ts'

/** The program that an observer runs, as a process of its own, against logs of others. */

const NAME = 'witness.observer.example/w1'

let folder = ''
let log: LogInMemory
beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), 'openkp-witness-'))
  log = logInMemory('kp.example/cd', 1)
  log.append(entries(5, 'first'))
})
afterEach(async () => {
  await endPrograms()
  await rm(folder, { recursive: true, force: true })
})
afterAll(endPrograms)

type Witness = Started & { readonly address: string; readonly key: string }

async function witness(): Promise<Witness> {
  const config = join(folder, 'witness.json')
  const logs = [{ origin: log.origin, keys: [writeNoteKey(log.key)] }]
  await writeFile(config, JSON.stringify({ name: NAME, port: 0, logs }))
  const started = runBuilt('witness', config, '--json')
  await expect.poll(started.said).toContain('"key"')
  return { ...started, ...(JSON.parse(started.said()) as { address: string; key: string }) }
}

function entries(count: number, word: string): Uint8Array[] {
  return Array.from({ length: count }, (_, at) => encodeUtf8(`${word} ${at}`))
}

async function submit({ address }: Witness, body: Uint8Array | string) {
  const answer = await fetch(`${address}/add-checkpoint`, {
    method: 'POST',
    body: Buffer.from(body),
  })
  const type = answer.headers.get('content-type')
  return { status: answer.status, type, text: await answer.text() }
}

async function submission(of: LogInMemory, oldSize: number): Promise<Uint8Array> {
  const checkpoint = await of.checkpoint()
  return writeSubmission({ oldSize, proof: of.consistency(oldSize), checkpoint })
}

/** Who cosigned `checkpoint` according to the lines of an answer. */
async function whoCosigned(checkpoint: Uint8Array, lines: string, key: string) {
  const note = readNote(checkpoint)
  const witness = readNoteKey(key)
  const signatures = readSignatureLines(lines)
  if (!note.ok || witness === undefined || signatures === undefined) throw new Error('unreadable')
  return cosignaturesOf({ ...note.value, signatures }, [witness], nodeVerify())
}

async function rememberedBy({ address }: Witness): Promise<number> {
  const [line = ''] = (await (await fetch(`${address}/checkpoints`)).text()).split('\n')
  const answer = await fetch(`${address}/checkpoints/${line.split(' ')[0]}`)
  const read = readCheckpoint(new Uint8Array(await answer.arrayBuffer()))
  return read.ok ? read.value.size : 0
}

describe('a witness', () => {
  test('cosigns a log as it grows, and remembers over a kill', async () => {
    const first = await witness()
    const begun = Math.floor(Date.now() / 1000)
    const answer = await submit(first, await submission(log, 0))
    expect(answer.status).toBe(200)
    const [cosigned] = await whoCosigned(await log.checkpoint(), answer.text, first.key)
    expect(cosigned?.witness.name).toBe(NAME)
    expect(cosigned?.time).toBeGreaterThanOrEqual(begun)

    const ended = once(first.child, 'exit')
    first.child.kill('SIGKILL')
    await ended
    const second = await witness()
    expect(second.key).toBe(first.key)
    log.append(entries(300, 'second'))
    const behind = await submit(second, await submission(log, 0))
    expect(behind).toEqual({ status: 409, type: 'text/x.tlog.size', text: '5\n' })
    const grown = await submit(second, await submission(log, 5))
    expect(grown.status).toBe(200)
    expect(await whoCosigned(await log.checkpoint(), grown.text, first.key)).toHaveLength(1)
    expect(await rememberedBy(second)).toBe(305)
  })

  test('cosigns no fork, and keeps both sides of it', async () => {
    const started = await witness()
    expect((await submit(started, await submission(log, 0))).status).toBe(200)
    const fork = logInMemory(log.origin, 1)
    fork.append(entries(5, 'other'))
    expect(await submit(started, await submission(fork, 5))).toEqual({
      status: 409,
      type: 'text/x.tlog.size',
      text: '5\n',
    })
    expect(await readdir(join(folder, 'witness', 'evidence'))).toHaveLength(2)
    fork.append(entries(4, 'more'))
    const hidden = await submit(started, await submission(fork, 5))
    expect([hidden.status, hidden.text]).toEqual([
      422,
      expect.stringContaining('WITNESS_INCONSISTENT'),
    ])
    expect(await rememberedBy(started)).toBe(5)
  })

  test('shown two trees of one size at once, cosigns one of them', async () => {
    const started = await witness()
    const forks = Array.from({ length: 6 }, (_, at) => {
      const fork = logInMemory(log.origin, 1)
      fork.append(entries(9, `fork ${at}`))
      return fork
    })
    const bodies = await Promise.all(forks.map((fork) => submission(fork, 0)))
    const answers = await Promise.all(bodies.map((body) => submit(started, body)))
    expect(answers.map(({ status }) => status).sort()).toEqual([200, 409, 409, 409, 409, 409])
  })

  test('refuses what the protocol refuses, each with its status and its code', async () => {
    const started = await witness()
    const good = await submission(log, 0)
    const stranger = logInMemory('kp.example/stranger', 1)
    const thief = logInMemory(log.origin, 2)
    const proof = [new Uint8Array(32)]
    const checkpoint = await log.checkpoint()
    const bodies: readonly [string | Uint8Array, number, string][] = [
      ['', 400, 'WITNESS_MALFORMED'],
      ['old 0\n\nnothing\n', 400, 'WITNESS_MALFORMED'],
      [good.slice(0, -1), 400, 'WITNESS_MALFORMED'],
      [(decodeUtf8(good) as string).replace('old 0', 'old 00'), 400, 'WITNESS_MALFORMED'],
      [Uint8Array.of(0xff, ...good), 400, 'WITNESS_MALFORMED'],
      [writeSubmission({ oldSize: 6, proof: [], checkpoint }), 400, 'WITNESS_SHRUNK'],
      [await submission(stranger, 0), 404, 'WITNESS_UNKNOWN_LOG'],
      [await submission(thief, 0), 403, 'WITNESS_NOT_SIGNED'],
      [writeSubmission({ oldSize: 0, proof, checkpoint }), 422, 'WITNESS_INCONSISTENT'],
    ]
    for (const [body, status, code] of bodies) {
      const answer = await submit(started, body)
      expect([answer.status, answer.text.split(':')[0]]).toEqual([status, code])
    }
    expect((await submit(started, 'x'.repeat(100_000))).status).toBe(413)
    expect((await submit(started, good)).status).toBe(200)
    expect((await fetch(`${started.address}/checkpoints/${'0'.repeat(64)}`)).status).toBe(404)
  })

  test('killed at any moment, it never forgets what it has put its name to', async () => {
    let cosigned = 0
    for (const wait of [5, 25, 60, 140]) {
      const started = await witness()
      expect(await rememberedBy(started)).toBeGreaterThanOrEqual(cosigned)
      const work = (async () => {
        for (;;) {
          log.append(entries(3, 'more'))
          const oldSize = await rememberedBy(started)
          const size = log.size()
          const { status } = await submit(started, await submission(log, oldSize))
          if (status === 200) cosigned = size
        }
      })().catch((error: unknown) => error)
      await sleep(wait)
      started.child.kill('SIGKILL')
      expect(await work).toBeInstanceOf(TypeError)
    }
    expect(await rememberedBy(await witness())).toBeGreaterThanOrEqual(cosigned)
  })

  test('two programs do not share a memory', async () => {
    await witness()
    const second = runBuilt('witness', join(folder, 'witness.json'))
    expect(await once(second.child, 'exit')).toEqual([1, null])
    expect(second.said()).toContain('PLATFORM_DATA_FOLDER_IN_USE')
  })

  test.each([
    ['no JSON', '{'],
    ['no log', JSON.stringify({ name: NAME, logs: [] })],
    ['a name with a space', JSON.stringify({ name: 'a b', logs: [{ origin: 'x', keys: ['x'] }] })],
    ['a key that is none', JSON.stringify({ name: NAME, logs: [{ origin: 'x', keys: ['x'] }] })],
    ['a word that nobody knows', JSON.stringify({ name: NAME, witness: 1, logs: [] })],
  ])('does not start with %s in its file', async (_, text) => {
    const path = join(folder, 'bad.json')
    await writeFile(path, text)
    const read = await readWitnessConfig(path)
    expect(read.ok || read.refusals[0].code).toBe('CLI_WITNESS_CONFIG')
  })
})
