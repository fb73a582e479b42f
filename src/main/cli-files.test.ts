import { lstat, mkdtemp, readFile, rm, truncate, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { Readable } from 'node:stream'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { readAtMost, writeWhole } from './cli-files.ts'

let folder = ''
beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'openkp-files-'))
})
afterAll(() => rm(folder, { recursive: true }))

const codeOf = (outcome: Awaited<ReturnType<typeof readAtMost>>) =>
  outcome.ok ? 'read' : outcome.refusals[0].code

test('a file of exactly the limit is read whole', async () => {
  const path = join(folder, 'ten')
  await writeFile(path, '0123456789')
  const read = await readAtMost(path, 10)
  expect(read.ok && Buffer.from(read.value).toString()).toBe('0123456789')
  expect(await readAtMost(path, 9)).toEqual({
    ok: false,
    refusals: [{ code: 'CLI_FILE_TOO_LARGE', detail: { path, bytes: 10, limit: 9 } }],
  })
})

test('a terabyte on disk is refused by its size', async () => {
  const path = join(folder, 'huge')
  await writeFile(path, '')
  await truncate(path, 1e12)
  expect(codeOf(await readAtMost(path, 1000))).toBe('CLI_FILE_TOO_LARGE')
})

test('an endless stream is cut off at the limit', async () => {
  let given = 0
  const endless = Readable.from(
    (function* () {
      for (;;) {
        given += 1
        yield Buffer.alloc(1000)
      }
    })(),
  )
  expect(codeOf(await readAtMost('-', 10_000, endless))).toBe('CLI_FILE_TOO_LARGE')
  expect(given).toBeLessThan(100)
})

test('what is not there and what is a folder are refused by name', async () => {
  expect(codeOf(await readAtMost(join(folder, 'nothing'), 10))).toBe('CLI_FILE_NOT_FOUND')
  expect(codeOf(await readAtMost(folder, 10))).toBe('CLI_FILE_IS_A_FOLDER')
})

test('a file is replaced whole, and a folder never', async () => {
  const path = join(folder, 'out')
  await writeWhole(path, 'one')
  await writeWhole(path, 'two')
  expect(await readFile(path, 'utf8')).toBe('two')
  const refused = await writeWhole(folder, 'three')
  expect(refused.ok).toBe(false)
  expect((await lstat(folder)).isDirectory()).toBe(true)
})
