import { once } from 'node:events'
import { mkdir, mkdtemp, rm, writeFile } from 'node:fs/promises'
import { createServer } from 'node:http'
import type { AddressInfo } from 'node:net'
import { tmpdir } from 'node:os'
import { dirname, join } from 'node:path'
import { afterEach, beforeEach, expect, test } from 'vitest'
import { writeNoteKey } from '../src/crypto/note.ts'
import { encodeEntry } from '../src/transparency/entry.ts'
import { type LogInMemory, logInMemory } from './log-in-memory.ts'
import { endPrograms, runBuilt } from './run-program.ts'

/** `openkp log check` as another program runs it, over a folder and over HTTP. */

let folder = ''
let log: LogInMemory
let files: Map<string, Uint8Array>
beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), 'openkp-log-'))
  log = logInMemory('kp.example/cd', 1)
  const digest = new Uint8Array(32)
  const entry = (slot: number) =>
    encodeEntry({ kind: 'certificate', slot, iat: 1, exp: 2, subject: null, digest })
  log.append(Array.from({ length: 300 }, (_, slot) => entry(slot)))
  files = await log.files()
  for (const [path, bytes] of files) {
    await mkdir(dirname(join(folder, path)), { recursive: true })
    await writeFile(join(folder, path), bytes)
  }
})
afterEach(async () => {
  await endPrograms()
  await rm(folder, { recursive: true })
})

async function check(place: string, ...keys: readonly string[]) {
  const options = keys.flatMap((key) => ['--key', key])
  const started = runBuilt('log', 'check', place, '--json', ...options)
  const [exit] = await once(started.child, 'close')
  const json = started.said().slice(started.said().indexOf('{'))
  return { exit, said: JSON.parse(json) as Record<string, unknown> }
}

test('a folder that is whole, with the key of the log and without it', async () => {
  const key = writeNoteKey(log.key)
  const known = await check(folder, key)
  expect(known).toMatchObject({
    exit: 0,
    said: { origin: log.origin, size: 300, signed: true, faults: [], kinds: { certificate: 300 } },
  })
  expect(await check(folder)).toMatchObject({ exit: 2, said: { signed: false, faults: [] } })
  const stranger = writeNoteKey(logInMemory(log.origin, 2).key)
  expect(await check(folder, stranger)).toMatchObject({
    exit: 1,
    said: { code: 'CLI_LOG_NOT_SIGNED' },
  })
  expect(await check(folder, 'no key')).toMatchObject({ exit: 1, said: { code: 'CLI_NOTE_KEY' } })
})

test('a server that any file server can be, and one that lies', async () => {
  const server = createServer((request, response) => {
    const bytes = files.get(String(request.url).slice('/log/'.length))
    if (bytes === undefined) response.writeHead(404).end()
    else response.end(bytes)
  }).listen(0, '127.0.0.1')
  await once(server, 'listening')
  try {
    const address = `http://127.0.0.1:${(server.address() as AddressInfo).port}`
    const key = writeNoteKey(log.key)
    expect(await check(`${address}/log/`, key)).toMatchObject({ exit: 0, said: { size: 300 } })
    expect(await check(address)).toMatchObject({ exit: 1, said: { code: 'CLI_NO_LOG' } })
    files.set('tile/0/000', Buffer.alloc(1_000_000))
    files.delete('tile/entries/001.p/44')
    const lied = await check(`${address}/log`, key)
    expect(lied).toMatchObject({
      exit: 1,
      said: {
        faults: [
          { code: 'LOG_FILE_MISSING', path: 'tile/0/000' },
          { code: 'LOG_FILE_MISSING', path: 'tile/entries/001.p/44' },
        ],
      },
    })
  } finally {
    server.closeAllConnections()
    server.close()
  }
})

test('a server that goes away in the middle is no fault of the log: nothing can be told', async () => {
  let left = 3
  const server = createServer((request, response) => {
    const bytes = files.get(String(request.url).slice('/'.length))
    left -= 1
    if (left < 0) request.socket.destroy()
    else if (bytes === undefined) response.writeHead(404).end()
    else response.end(bytes)
  }).listen(0, '127.0.0.1')
  await once(server, 'listening')
  const address = `http://127.0.0.1:${(server.address() as AddressInfo).port}`
  try {
    const key = writeNoteKey(log.key)
    expect(await check(address, key)).toMatchObject({ exit: 2, said: { code: 'CLI_LOG_AWAY' } })
  } finally {
    server.closeAllConnections()
    server.close()
  }
  expect(await check(address)).toMatchObject({ exit: 2, said: { code: 'CLI_LOG_AWAY' } })
})
