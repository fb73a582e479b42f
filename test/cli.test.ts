import { spawn } from 'node:child_process'
import { mkdtemp, readFile, rm, truncate, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { setTimeout as sleep } from 'node:timers/promises'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { appointedLately } from '../src/access/adapters/again-people.ts'
import { decodeEntry } from '../src/access/journal.ts'
import { openDatabase, rowsOf } from '../src/platform/database.ts'
import { runningUrl } from '../src/platform/embedded-postgres/running.ts'
import { ABEL, ADA, askPeople, comeInBy } from './console-people.ts'
import { type NodeUnderTest, startBegunNode } from './node-under-test.ts'

const CLI = join(import.meta.dirname, '..', 'dist', 'main', 'cli.js')

let node: NodeUnderTest
let folder = ''
let tour: Answer

type Answer = { readonly code: number | null; readonly out: string; readonly err: string }

/** The command line in a process of its own, as another program runs it. */
function openkp(args: readonly string[], input?: Uint8Array | string): Promise<Answer> {
  return new Promise((done) => {
    const { dataFolder, databaseUrl } = node
    const own = databaseUrl === undefined ? {} : { DATABASE_URL: databaseUrl }
    const env = { ...process.env, OPENKP_DATA: dataFolder, LANG: 'C', ...own }
    const child = spawn(process.execPath, [CLI, ...args], { env })
    let out = ''
    let err = ''
    child.stdout.on('data', (chunk) => {
      out += chunk
    })
    child.stderr.on('data', (chunk) => {
      err += chunk
    })
    child.on('close', (code) => done({ code, out, err }))
    child.stdin.end(input)
  })
}

beforeAll(async () => {
  node = await startBegunNode()
  folder = await mkdtemp(join(tmpdir(), 'openkp-cli-'))
  tour = await openkp(['tour', '--out', folder, '--json'])
})
afterAll(async () => {
  await node.dispose()
  await rm(folder, { recursive: true })
})

const at = (name: string) => join(folder, name)
const verify = async (file: string, ...more: readonly string[]) => {
  const answer = await openkp(['verify', file, ...more, '--json'])
  return { ...answer, json: JSON.parse(answer.out) }
}
const codes = ({ json }: Awaited<ReturnType<typeof verify>>): string[] =>
  json.reasons.map(({ code }: { readonly code: string }) => code)

test('the tour walks the whole main job and leaves its papers', async () => {
  expect(tour.err).toBe('')
  expect(tour.code).toBe(0)
  for (const name of ['certificate.pdf', 'certificate.qr.txt', 'trust.bundle']) {
    expect((await readFile(at(name))).length).toBeGreaterThan(100)
  }
})

test.each(['certificate.pdf', 'certificate.png', 'certificate.qr.txt', 'certificate.cose'])(
  'verify %s: VALID, a SPECIMEN, with the age of the lists',
  async (name) => {
    const verdict = await verify(at(name), '--trust', at('trust.bundle'))
    expect([verdict.code, verdict.json.verdict]).toEqual([0, 'VALID'])
    expect(codes(verdict)).toContain('SPECIMEN')
    expect(verdict.json.lists[0]).toMatchObject({ name: 'trust', consulted: true })
    expect(verdict.json.lists[1]).toMatchObject({ name: 'register', consulted: true })
    expect(verdict.json.certificate).toMatchObject({
      issuer: 'CD',
      destination: 'EU',
      origin: { mode: 'single', countries: ['CD'] },
      lines: [{ hs: '7102.21' }, { hs: '7102.31' }],
    })
  },
)

test('verify reads standard input', async () => {
  const qr = await readFile(at('certificate.qr.txt'))
  const args = ['verify', '-', '--trust', at('trust.bundle'), '--json']
  expect((await openkp(args, qr)).code).toBe(0)
})

test('verify --explain names each step, and the witnesses behind the register', async () => {
  const args = ['verify', at('certificate.cose'), '--trust', at('trust.bundle'), '--explain']
  const { code, out } = await openkp(args)
  expect(code).toBe(0)
  for (const each of ['1. The code', '12. ', 'X-ADPA', 'X-WDC']) expect(out).toContain(each)
})

test('without lists a specimen is refused', async () => {
  const verdict = await verify(at('certificate.qr.txt'))
  expect([verdict.code, verdict.json.verdict]).toEqual([1, 'INVALID'])
  expect(codes(verdict)).toEqual(['SPECIMEN_REFUSED'])
  expect(verdict.json.certificate).toBeNull()
})

test('lists of after the confirmation know that it was used', async () => {
  const verdict = await verify(at('certificate.qr.txt'), '--trust', at('trust.after.bundle'))
  expect([verdict.code, codes(verdict)[0]]).toEqual([1, 'USED'])
})

test('a year later it has expired, whatever the lists', async () => {
  const trust = ['--trust', at('trust.bundle'), '--at', '2036-01-01T00:00:00Z']
  const verdict = await verify(at('certificate.qr.txt'), ...trust)
  expect(verdict.code).toBe(1)
  expect(codes(verdict)).toEqual(expect.arrayContaining(['EXPIRED', 'LIST_STALE']))
})

test('a changed character is no certificate', async () => {
  const text = await readFile(at('certificate.qr.txt'), 'utf8')
  await writeFile(
    at('changed.txt'),
    text.replace(/(.)(.{40})$/s, (_, one, rest) => `${one === 'Z' ? 'Y' : 'Z'}${rest}`),
  )
  const verdict = await verify(at('changed.txt'), '--trust', at('trust.bundle'))
  expect([verdict.code, verdict.json.verdict]).toEqual([1, 'INVALID'])
})

test.each([
  ['cut short', async () => (await readFile(at('trust.bundle'))).subarray(0, 5000)],
  ['noise', async () => Buffer.alloc(4000, 7)],
])('a bundle that is %s: CANNOT TELL', async (_name, bytes) => {
  await writeFile(at('bad.bundle'), await bytes())
  const verdict = await verify(at('certificate.qr.txt'), '--trust', at('bad.bundle'))
  expect([verdict.code, verdict.json.verdict]).toEqual([2, 'CANNOT_TELL'])
  expect(codes(verdict)[0]).toMatch(/^BUNDLE_/)
})

test('a bundle of a gigabyte is refused without being read', async () => {
  await writeFile(at('huge.bundle'), '')
  await truncate(at('huge.bundle'), 1_000_000_000)
  const verdict = await verify(at('certificate.qr.txt'), '--trust', at('huge.bundle'))
  expect([verdict.code, codes(verdict)[0]]).toEqual([2, 'BUNDLE_TOO_LONG'])
})

test.each([
  ['nonsense'],
  ['verify'],
  ['verify', 'x', '--nothing'],
  ['verify', 'x', '--at', 'yesterday'],
  ['participants', 'standing', 'CD'],
  ['bench', 'issue', '--clients', '0'],
])('wrong usage ends with 64: %s', async (...args) => {
  expect((await openkp(args)).code).toBe(64)
})

test('standing says the same as the registry, for a day and for a list', async () => {
  const ask = async (...args: readonly string[]) => {
    const { code, out } = await openkp(['participants', 'standing', ...args, '--json'])
    return { code, ...JSON.parse(out) }
  }
  const suspended = { participant: 'CF', on: '2014-06-01', standing: 'suspended', mayExport: false }
  expect(await ask('CF', '--on', '2014-06-01')).toMatchObject({ code: 0, ...suspended })
  expect(await ask('UZ', '--on', '2024-12-01')).toMatchObject({ mayExport: true })
  expect(await ask('UZ', '--on', '2024-12-01', '--for', 'US')).toMatchObject({ mayExport: false })
})

test('trust export takes the lists of the running node', async () => {
  const exported = await openkp(['trust', 'export', '--out', at('mine.bundle'), '--json'])
  expect(exported.code).toBe(0)
  expect(JSON.parse(exported.out)).toMatchObject({ environment: 'demonstration' })
  const verdict = await verify(at('certificate.qr.txt'), '--trust', at('mine.bundle'))
  expect(codes(verdict)[0]).toBe('USED')
})

test.each<[string, number, string | undefined]>([
  ['participants standing BW --on 2025-01-01', 0, undefined],
  ['participants standing bw --on 2024-02-29 --for us', 0, undefined],
  ['participants standing QQ --on 2025-01-01', 1, 'PARTICIPANTS_CODE_UNKNOWN'],
  ['participants standing BW --on 2025-01-01 --for QQ', 1, 'PARTICIPANTS_CODE_UNKNOWN'],
  // A value that cannot be read is wrong usage, as it is for --at.
  ['participants standing BW --on 2025-02-29', 64, 'PARTICIPANTS_DAY'],
  ['participants standing BW --on tomorrow', 64, 'PARTICIPANTS_DAY'],
  ['participants standing BW', 64, 'CLI_USAGE'],
  ['participants standing --on 2025-01-01', 64, 'CLI_USAGE'],
  ['participants standing BW --on 2025-01-01 --bogus', 64, 'CLI_USAGE'],
  ['participants standing BW CF --on 2025-01-01', 64, 'CLI_USAGE'],
  ['participants bogus', 64, 'CLI_USAGE'],
  ['verify', 64, 'CLI_USAGE'],
  ['verify x --bogus', 64, 'CLI_USAGE'],
  ['verify x --at now', 64, 'CLI_USAGE'],
  ['verify x --at 2026-02-30', 64, 'CLI_USAGE'],
  ['verify x --pin zz', 64, 'CLI_USAGE'],
  ['verify x --language de', 64, 'CLI_USAGE'],
  ['verify /nowhere/x', 1, 'CLI_FILE_NOT_FOUND'],
  ['people first --participant QQ', 1, 'PARTICIPANTS_CODE_UNKNOWN'],
  ['people first', 64, 'CLI_USAGE'],
  ['bogus', 64, 'CLI_USAGE'],
])('%s: exit %i, and one JSON object', async (line, exit, code) => {
  const answer = await openkp([...line.split(' '), '--json'])
  expect(answer.code).toBe(exit)
  expect(JSON.parse(answer.out).code).toBe(code)
})

const first = (...people: readonly string[]) => askPeople(openkp, ['first', 'na'], people)
const comeIn = (link?: string) => comeInBy(node.baseUrl, link)

test('people first lets two administrators in where there is none, and nobody afterwards', async () => {
  for (const wrong of [[ADA], [ADA, ABEL, ABEL], [ADA, ADA.replace('Ada', 'Abel')], []])
    expect(await first(...wrong)).toMatchObject({ exit: 1, code: 'ACCESS_FIRST_TWO' })
  expect(await first(ADA, 'abel@mines.na.example')).toMatchObject({ code: 'ACCESS_NAME' })
  const lost = await first(ADA, ABEL)
  expect([lost.exit, lost.links.size]).toEqual([0, 2])
  const invited = await first(ADA, ABEL)
  expect(await comeIn(lost.links.get('ada@'))).toBe(404)
  expect(await comeIn(invited.links.get('ada@'))).toBe(200)
  // One alone could let in nobody: the other one's link can still be made anew, and nobody else's.
  const stranger = 'Eve <eve@mines.na.example>'
  expect(await first(ADA, stranger)).toMatchObject({ exit: 1, code: 'ACCESS_FIRST_DONE' })
  expect(await first(stranger, ABEL)).toMatchObject({ exit: 1, code: 'ACCESS_FIRST_DONE' })
  const again = await first(ADA, ABEL)
  expect([...again.links.keys()]).toEqual(['abel'])
  expect(await comeIn(invited.links.get('abel'))).toBe(404)
  expect(await comeIn(again.links.get('abel'))).toBe(200)
  expect(await first(ADA, ABEL)).toMatchObject({ exit: 1, code: 'ACCESS_FIRST_DONE' })
})

test('people first refuses where the demonstration has administrators, and is in the journal', async () => {
  const people = ['--administrator', ADA, '--administrator', ABEL]
  const asked = await openkp(['people', 'first', '--participant', 'CD', ...people])
  expect([asked.code, asked.err]).toEqual([1, expect.stringMatching(/^ACCESS_FIRST_DONE: This/)])
  const url = node.databaseUrl ?? (await runningUrl(node.dataFolder)) ?? ''
  const database = openDatabase(url, { max: 1 })
  const told = async () => {
    const rows = await rowsOf<{ entry: Buffer }>(
      database,
      `select entry from access.journal where participant = 'NA' and act = 'access:appoint'`,
    )
    return rows.map(({ entry }) => decodeEntry(new Uint8Array(entry))?.by)
  }
  // As often as links were given out.
  await expect.poll(told, { timeout: 20_000 }).toEqual(['console', 'console', 'console'])
  await database.end()
})

test('people again invites two more where the former are lost, and everybody there is told', async () => {
  const url = node.databaseUrl ?? (await runningUrl(node.dataFolder)) ?? ''
  const database = openDatabase(url, { max: 1 })
  const people = [ADA, ABEL].map((each) => each.replace('na.', 'new.'))
  const again = (participant: string, reason = 'Both were lost with the ferry of 3 May.') =>
    askPeople(openkp, ['again', participant], people, '--reason', reason)
  expect(await again('TH')).toMatchObject({ code: 'ACCESS_AGAIN_NOBODY' })
  expect(await again('NA', 'Lost.')).toMatchObject({ code: 'ACCESS_REASON' })
  const early = await again('NA')
  // Somebody is there who may withdraw it.
  expect(await comeIn(early.links.get('ada@'))).toBe(409)
  await database.query(`update access.officer set disabled_at = now() where participant = 'NA'`)
  const late = await again('NA')
  expect(await comeIn(early.links.get('ada@'))).toBe(404)
  expect(await comeIn(late.links.get('ada@'))).toBe(200)
  expect(await comeIn(late.links.get('abel'))).toBe(200)
  const told = await appointedLately(database, 'NA')
  expect(told.map(({ name, reason, cameIn }) => [name, reason.slice(0, 4), cameIn])).toEqual([
    ['Abel Nangolo', 'Both', true],
    ['Ada Shikongo', 'Both', true],
  ])
  await database.end()
})

test('audit check finds the journal whole, and tells what a superuser changed in it', async () => {
  const check = () => openkp(['audit', 'check', '--json'])
  const url = node.databaseUrl ?? (await runningUrl(node.dataFolder)) ?? ''
  const database = openDatabase(url, { max: 1 })
  const waiting = async () => {
    const [row] = await rowsOf<{ count: number }>(
      database,
      'select count(*)::int as count from access.journal_pending',
    )
    return row?.count ?? 0
  }
  try {
    while ((await waiting()) > 0) await sleep(50)
    const whole = await check()
    const { journals } = JSON.parse(whole.out) as { journals: { entries: number }[] }
    expect([whole.code, journals.length > 1]).toEqual([0, true])
    expect(journals.every(({ entries }) => entries > 0)).toBe(true)
    await database.query(
      `update access.journal set officer_id = 'somebody else' where participant = 'CD' and seq = 1`,
    )
    const changed = await check()
    expect(changed.code).toBe(1)
    expect(JSON.parse(changed.out).journals).toContainEqual(
      expect.objectContaining({
        participant: 'CD',
        faults: [{ code: 'JOURNAL_COLUMNS_CHANGED', seq: 1 }],
      }),
    )
    expect((await openkp(['audit', 'check', '--participant', 'EU'])).code).toBe(0)
  } finally {
    await database.end()
  }
})
