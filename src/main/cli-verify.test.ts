import { mkdtemp, readFile, rm, truncate, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { suiteUrl } from '../../conformance/kit/case.ts'
import { hex } from '../../conformance/kit/keys.ts'
import { issuerFiles, LISTED_AT, signing } from '../../conformance/kit/lists.ts'
import { ROWS } from '../../conformance/kit/trust-files.ts'
import type { VerdictJson } from '../certificates/adapters/cli-verify.ts'
import type { StatusEntry } from '../certificates/status.ts'
import { encodeBundle, parseBundle } from '../participants/bundle.ts'
import type { PartyCode } from '../values/codes.ts'
import { pinCommand } from './cli-pins.ts'
import { type VerifyArguments, verifyCommand } from './cli-verify.ts'
import { codePicture, invoice } from './tour-files.ts'

let folder = ''
/** The root and the time of the production cases. */
let root = ''
let at = 0

const path = (name: string) => join(folder, name)
const put = (name: string, bytes: Uint8Array | string) => writeFile(path(name), bytes)

beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'openkp-verify-'))
  for (const [kind, name] of [
    ['', 'bundle-good'],
    ['specimen.', 'bundle-specimen'],
  ]) {
    const text = await readFile(suiteUrl(`valid/${name}.json`), 'utf8')
    const { qr, cose, bundle, at: time } = JSON.parse(text)
    await put(`${kind}txt`, qr)
    await put(`${kind}padded.txt`, `\ufeff ${qr}\r\n\n`)
    await put(`${kind}png`, codePicture(qr))
    await put(`${kind}cose`, Buffer.from(cose, 'hex'))
    root = bundle.pins[0] ?? root
    at = time
  }
  for (const name of ['good', 'specimen', 'own-root', 'timestamp-missing']) {
    const hex = await readFile(suiteUrl(`bundles/${name}.hex`), 'utf8')
    await put(`${name}.bundle`, Buffer.from(hex.trim(), 'hex'))
  }
  await put('empty', '')
  await put('words.txt', 'Two cats and a dog.')
  await put('invoice.pdf', invoice(['Not a certificate']))
  await put('half.png', codePicture('KPC1:AAAA').subarray(0, 60))
  await put('other.png', codePicture('HTTPS://EXAMPLE.ORG'))
  await put('huge', '')
  await truncate(path('huge'), 1e9)
})
afterAll(() => rm(folder, { recursive: true }))

/** The good bundle with a newer page of CD. */
async function putWithPage(name: string, signedAt: number, entries: readonly StatusEntry[]) {
  const good = parseBundle(await readFile(path('good.bundle')))
  if (!good.ok) throw new Error('the good bundle does not open')
  const rows = { blocks: ROWS.CD?.blocks ?? [], entries }
  const { page } = await issuerFiles('CD', rows, signing('CD', signedAt))
  const statusPages = new Map(good.value.statusPages).set('CD' as PartyCode, hex(page))
  await put(name, encodeBundle({ ...good.value, statusPages }))
}

async function ask(file: string, more: Partial<VerifyArguments> = {}) {
  const trust = more.trust === undefined ? undefined : path(more.trust)
  const dataFolder = path('data')
  const given = { now: at, pins: [root], remember: undefined, dataFolder, language: 'en' as const }
  const outcome = await verifyCommand({ ...given, ...more, trust, file: path(file) })
  if (!outcome.ok) return { refused: outcome.refusals[0].code }
  const { verdict, reasons, certificate } = outcome.value.json as VerdictJson
  const [first] = reasons
  expect(reasons.every(({ text }) => text.length > 20)).toBe(true)
  expect(outcome.value.text).toContain(verdict.replace('_', ' '))
  const number = (certificate as { readonly number?: string } | null)?.number
  return { exit: outcome.value.exit, verdict, first: first?.code, number, codes: codesOf(reasons) }
}

const codesOf = (reasons: VerdictJson['reasons']) => reasons.map(({ code }) => code)

test.each(['txt', 'padded.txt', 'png', 'cose'])('%s is a certificate', async (name) => {
  const good = { exit: 0, verdict: 'VALID', number: 'CD000017' }
  expect(await ask(name, { trust: 'good.bundle' })).toMatchObject(good)
  const specimen = await ask(`specimen.${name}`, { trust: 'specimen.bundle', pins: [] })
  expect(specimen).toMatchObject({ ...good, first: 'SPECIMEN' })
})

test.each([
  ['empty', 'READ_EMPTY'],
  ['words.txt', 'READ_NOT_RECOGNISED'],
  ['good.bundle', 'READ_NOT_RECOGNISED'],
  ['invoice.pdf', 'READ_PDF_NO_CERTIFICATE'],
  ['half.png', 'READ_DAMAGED'],
  ['other.png', 'READ_OTHER_CODE_IN_PICTURE'],
  ['huge', 'READ_TOO_LARGE'],
])('%s is none: INVALID %s', async (name, code) => {
  const none = { exit: 1, verdict: 'INVALID', first: code, number: undefined }
  expect(await ask(name, { trust: 'good.bundle' })).toMatchObject(none)
})

test.each<[string, string, number, string, string]>([
  ['txt', 'own-root.bundle', 2, 'CANNOT_TELL', 'ROOT_NOT_PINNED'],
  ['txt', 'timestamp-missing.bundle', 2, 'CANNOT_TELL', 'TRUST_PART_MISSING'],
  ['txt', 'words.txt', 2, 'CANNOT_TELL', 'BUNDLE_MALFORMED'],
  ['txt', 'empty', 2, 'CANNOT_TELL', 'BUNDLE_MALFORMED'],
  ['txt', 'huge', 2, 'CANNOT_TELL', 'BUNDLE_TOO_LONG'],
  ['txt', 'specimen.bundle', 2, 'CANNOT_TELL', 'TRUST_OF_DEMONSTRATION'],
  ['specimen.txt', 'good.bundle', 1, 'INVALID', 'SPECIMEN_REFUSED'],
  ['specimen.txt', 'words.txt', 2, 'CANNOT_TELL', 'BUNDLE_MALFORMED'],
])('%s with %s', async (file, trust, exit, verdict, first) => {
  expect(await ask(file, { trust })).toMatchObject({ exit, verdict, first })
})

test('without lists nothing is known of a certificate, and a specimen is refused', async () => {
  const none = { exit: 2, verdict: 'CANNOT_TELL', first: 'NO_TRUST_LIST', number: 'CD000017' }
  expect(await ask('txt')).toMatchObject(none)
  expect(await ask('specimen.txt')).toMatchObject({ exit: 1, first: 'SPECIMEN_REFUSED' })
})

test.each([
  ['nothing', 'good.bundle', 'CLI_FILE_NOT_FOUND'],
  ['.', 'good.bundle', 'CLI_FILE_IS_A_FOLDER'],
  ['txt', 'nothing', 'CLI_FILE_NOT_FOUND'],
])('%s with %s is refused: %s', async (file, trust, refused) => {
  expect(await ask(file, { trust })).toEqual({ refused })
})

test('a root that was pinned on this machine needs no --pin', async () => {
  const dataFolder = path('pinned')
  const asked = { trust: 'good.bundle', pins: [], dataFolder }
  expect(await ask('txt', asked)).toMatchObject({ exit: 2, first: 'ROOT_NOT_PINNED' })
  await pinCommand({ fingerprint: root, dataFolder, now: new Date(0) })
  expect(await ask('txt', asked)).toMatchObject({ exit: 0, verdict: 'VALID' })
})

test('told step by step, those that were not reached too', async () => {
  const told = async (file: string, trust: string) => {
    const given = { now: at, pins: [root], remember: undefined, dataFolder: path('data') }
    const args = { ...given, file: path(file), trust: path(trust), explain: true }
    const outcome = await verifyCommand({ ...args, language: 'fr' })
    if (!outcome.ok) throw new Error(outcome.refusals[0].code)
    const { steps = [] } = outcome.value.json as VerdictJson
    return { states: steps.map(({ state }) => state), text: outcome.value.text }
  }
  const good = await told('txt', 'good.bundle')
  // The scheme of these cases has no registers: there were no witnesses to ask.
  expect(good.states.join()).toBe(`${'passed,'.repeat(8)}not_reached${',passed'.repeat(3)}`)
  expect(good.text).toContain('+ 4. La signature : En ordre'.replace(' :', ':'))
  expect(good.text).toContain(root)
  const mixed = await told('specimen.txt', 'good.bundle')
  expect(mixed.text).toContain('x 4. La signature')
  expect(mixed.states.slice(4)).toEqual(Array(8).fill('not_reached'))
})

test('a proof that is not there is refused, and none at all is as nothing', async () => {
  const asked = { trust: 'good.bundle', proof: path('nothing') }
  expect(await ask('txt', asked)).toEqual({ refused: 'CLI_FILE_NOT_FOUND' })
  const words = { trust: 'good.bundle', proof: path('words.txt') }
  expect(await ask('txt', words)).toMatchObject({ exit: 0, verdict: 'VALID' })
})

test('another time than now: expired, whatever the lists', async () => {
  const later = await ask('txt', { trust: 'good.bundle', now: at + 10 * 365 * 86_400 })
  expect(later).toMatchObject({ exit: 1, first: 'EXPIRED' })
})

describe('with --remember', () => {
  const memory = () => path('memory.json')
  const asked = (trust: string) => ({ trust, remember: memory() })

  test('an older list than one that was seen is refused', async () => {
    const without = await ask('txt', { trust: 'good.bundle' })
    expect(without).toMatchObject({ verdict: 'VALID' })
    expect(without.codes).toContain('ROLLBACK_NOT_CHECKED')
    const first = await ask('txt', asked('good.bundle'))
    expect(first.codes).not.toContain('ROLLBACK_NOT_CHECKED')
    const kept = JSON.parse(await readFile(memory(), 'utf8'))
    kept.roots[root].timestampVersion += 1
    await writeFile(memory(), JSON.stringify(kept))
    const older = { exit: 2, first: 'TRUST_ROLLED_BACK' }
    expect(await ask('txt', asked('good.bundle'))).toMatchObject(older)
    expect(JSON.parse(await readFile(memory(), 'utf8'))).toEqual(kept)
  })

  test('an older status page than one that was seen cannot hide that a number is used', async () => {
    const remember = path('pages.json')
    const used: StatusEntry = { slot: 16, status: 'used', since: LISTED_AT, other: null }
    await putWithPage('later.bundle', LISTED_AT + 3600, [used])
    expect(await ask('txt', { trust: 'good.bundle', remember })).toMatchObject({ exit: 0 })
    expect(await ask('txt', { trust: 'later.bundle', remember })).toMatchObject({ first: 'USED' })
    const older = await ask('txt', { trust: 'good.bundle', remember })
    expect(older).toMatchObject({ exit: 2, first: 'LIST_ROLLED_BACK' })
    expect(await ask('txt', { trust: 'later.bundle', remember })).toMatchObject({ first: 'USED' })
  })

  test('a page from the future is not remembered: honest ones would look older for ever', async () => {
    const remember = path('future.json')
    await putWithPage('future.bundle', at + 301, [])
    const future = await ask('txt', { trust: 'future.bundle', remember })
    expect(future).toMatchObject({ exit: 2, first: 'LIST_FROM_THE_FUTURE' })
    expect(await ask('txt', { trust: 'good.bundle', remember })).toMatchObject({ exit: 0 })
  })

  test('a memory of before pages were kept still serves', async () => {
    const remember = path('before.json')
    await ask('txt', { trust: 'good.bundle', remember })
    const kept = JSON.parse(await readFile(remember, 'utf8'))
    expect(kept.roots[root].pages).toMatchObject({ CD: LISTED_AT })
    delete kept.roots[root].pages
    await writeFile(remember, JSON.stringify(kept))
    expect(await ask('txt', { trust: 'good.bundle', remember })).toMatchObject({ exit: 0 })
  })

  test('a list that nobody vouches for is not remembered', async () => {
    const remember = path('stranger.json')
    await ask('txt', { trust: 'own-root.bundle', remember })
    await expect(readFile(remember)).rejects.toThrow('ENOENT')
  })

  test.each(['{', '[]', '{"roots":{"x":{}}}'])('a damaged memory is refused: %s', async (text) => {
    await writeFile(memory(), text)
    expect(await ask('txt', asked('good.bundle'))).toEqual({ refused: 'CLI_MEMORY_DAMAGED' })
    expect(await readFile(memory(), 'utf8')).toBe(text)
  })
})
