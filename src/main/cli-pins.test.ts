import { mkdtemp, readFile, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { parseFingerprint, pinCommand, readPins } from './cli-pins.ts'

let dataFolder = ''
beforeAll(async () => {
  dataFolder = await mkdtemp(join(tmpdir(), 'openkp-pins-'))
})
afterAll(() => rm(dataFolder, { recursive: true }))

const ROOT = 'ab'.repeat(32)
const pin = (fingerprint: string) =>
  pinCommand({ fingerprint, dataFolder, now: new Date('2026-03-04T09:00:00Z') })

test.each([
  [ROOT, ROOT],
  [ROOT.toUpperCase(), ROOT],
  [ROOT.replace(/(..)(?!$)/g, '$1:'), ROOT],
  [`${ROOT.slice(0, 32)} ${ROOT.slice(32)}`, ROOT],
  [ROOT.slice(1), undefined],
  [`${ROOT}0`, undefined],
  [`${ROOT.slice(1)}g`, undefined],
  ['', undefined],
])('a fingerprint as people copy it: %s', (typed, plain) => {
  expect(parseFingerprint(typed)).toBe(plain)
})

test('a pin is kept once, with the others', async () => {
  expect(await readPins(dataFolder)).toEqual({ ok: true, value: [] })
  await pin(ROOT)
  await pin(ROOT)
  await pin('cd'.repeat(32))
  const pinned = (fingerprint: string) => ({ fingerprint, pinnedAt: '2026-03-04T09:00:00.000Z' })
  const pins = [pinned(ROOT), pinned('cd'.repeat(32))]
  expect(JSON.parse(await readFile(join(dataFolder, 'pins.json'), 'utf8'))).toEqual({ pins })
  expect(await readPins(dataFolder)).toEqual({ ok: true, value: pins })
})

test.each([['{'], ['null'], ['[]'], ['{"pins":[{"fingerprint":"ab"}]}']])(
  'a damaged file is refused and left as it is: %s',
  async (text) => {
    const path = join(dataFolder, 'pins.json')
    await writeFile(path, text)
    const damaged = { ok: false, refusals: [{ code: 'CLI_PINS_DAMAGED', detail: { path } }] }
    expect(await readPins(dataFolder)).toEqual(damaged)
    expect(await pin('ef'.repeat(32))).toEqual(damaged)
    expect(await readFile(path, 'utf8')).toBe(text)
  },
)
