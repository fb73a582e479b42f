import { execFileSync } from 'node:child_process'
import { mkdir, mkdtemp, readFile, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeAll, beforeEach, expect, test } from 'vitest'
import { newAuthority, type TestCard } from '../../test/card-authority.ts'
import { cardChecks } from '../participants/adapters/check-card.ts'
import { CARD_ALGORITHMS, type CardRule } from '../participants/card-rules.ts'
import { withCardLists } from './card-lists.ts'

/** Lists of revoked cards as OpenSSL makes them. */

const DAY = 86_400_000
const now = new Date()
let folder = ''
let authority: TestCard
let other: TestCard
let [good, lost] = [] as unknown as [TestCard, TestCard]
let warned: string[] = []
const at = (name: string) => join(folder, name)
const list = (name: string) => join(folder, 'card-lists', name)

beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'openkp-lists-'))
  authority = await newAuthority('CN=Test Card Authority')
  other = await newAuthority('CN=Test Card Authority')
  good = await authority.issue('CN=Ines Officer')
  lost = await authority.issue('CN=Lost Card')
  await writeFile(at('ca.pem'), authority.pem)
  await writeFile(at('other.pem'), other.pem)
  await writeFile(at('ca.key'), authority.keyPem, { mode: 0o600 })
  await writeFile(at('other.key'), other.keyPem, { mode: 0o600 })
  await writeFile(at('lost.pem'), lost.pem)
})
beforeEach(async () => {
  await rm(join(folder, 'card-lists'), { recursive: true, force: true })
  await mkdir(join(folder, 'card-lists'))
  warned = []
})
afterAll(() => rm(folder, { recursive: true }))

/** `openssl ca -gencrl`, with what is revoked before. */
async function opensslLists(
  how: {
    readonly by?: string
    readonly revoked?: boolean
    readonly until?: Date
    readonly more?: string
  } = {},
): Promise<Buffer> {
  const { by = 'ca', revoked = true, until = new Date(now.getTime() + DAY), more = '' } = how
  const extensions = more === '' ? '' : 'crl_extensions = x'
  const file = `[ca]\ndefault_ca = d\n[d]\ndatabase = ${at('index')}\ncrlnumber = ${at('number')}
default_md = sha256\n${extensions}\n[x]\n${more}\n`
  await writeFile(at('cnf'), file)
  await writeFile(at('index'), '')
  await writeFile(at('number'), '01\n')
  const key = ['-config', at('cnf'), '-cert', at(`${by}.pem`), '-keyfile', at(`${by}.key`)]
  const openssl = (...args: readonly string[]) =>
    execFileSync('openssl', ['ca', ...key, ...args], { stdio: 'pipe' })
  if (revoked) openssl('-revoke', at('lost.pem'))
  const day = (of: Date) => of.toISOString().replace(/[-:T]|\.\d+/g, '')
  const times = ['-crl_lastupdate', day(new Date(now.getTime() - 2 * DAY))]
  openssl('-gencrl', ...times, '-crl_nextupdate', day(until), '-out', at('list.crl'))
  return readFile(at('list.crl'))
}

async function asked(card: TestCard, change: Partial<CardRule> = {}): Promise<string> {
  const rule: CardRule = {
    acts: ['issue'],
    authorities: [authority.pem],
    algorithms: CARD_ALGORITHMS,
    ...change,
  }
  const warn = (code: string, file: string) => void warned.push(`${code} ${file}`)
  const checks = withCardLists(cardChecks, folder, warn)
  const read = await checks.certificate(card.pem, { rule, at: now })
  return read.ok ? 'taken' : read.refusals[0].code
}
const required = { revocation: 'required' } as const

test('a card that its authority revoked is refused, and every other one is taken', async () => {
  expect(await asked(lost)).toBe('taken')
  const bytes = await opensslLists()
  await writeFile(list('ca.crl'), bytes)
  expect([await asked(lost), await asked(good)]).toEqual(['PARTICIPANTS_CARD_REVOKED', 'taken'])
  expect([await asked(good, required), warned]).toEqual(['taken', []])
  execFileSync('openssl', ['crl', '-in', at('list.crl'), '-outform', 'DER', '-out', list('ca.crl')])
  expect(await asked(lost)).toBe('PARTICIPANTS_CARD_REVOKED')
})

test('a list that is too old counts for what it names, and is enough only where the rule lets it be', async () => {
  const until = new Date(now.getTime() - DAY)
  await writeFile(list('ca.crl'), await opensslLists({ until }))
  expect(await asked(lost)).toBe('PARTICIPANTS_CARD_REVOKED')
  expect([await asked(good), warned]).toEqual(['taken', ['CARD_LIST_STALE ca.crl']])
  expect(await asked(good, required)).toBe('PARTICIPANTS_CARD_LIST_STALE')
})

test('where the rule requires one, none is refused; so is one of another key, or changed', async () => {
  expect(await asked(good, required)).toBe('PARTICIPANTS_CARD_LIST_MISSING')
  await writeFile(list('ca.crl'), await opensslLists({ by: 'other', revoked: false }))
  expect(await asked(good, required)).toBe('PARTICIPANTS_CARD_LIST_MISSING')
  const text = (await opensslLists()).toString()
  const at40 = text.indexOf('\n') + 200
  const changed = `${text.slice(0, at40)}${text[at40] === 'A' ? 'B' : 'A'}${text.slice(at40 + 1)}`
  await writeFile(list('ca.crl'), changed)
  expect([await asked(lost), await asked(good, required)]).toEqual([
    'taken',
    'PARTICIPANTS_CARD_LIST_MISSING',
  ])
})

test.each([
  ['no list at all', async () => Buffer.from('nothing')],
  [
    'one of a part',
    () => opensslLists({ more: 'issuingDistributionPoint = critical,@p\n[p]\nonlyuser = TRUE' }),
  ],
  ['one of changes alone', () => opensslLists({ more: '2.5.29.27 = critical,DER:020101' })],
])('%s is not relied on, and said', async (_case, made) => {
  await writeFile(list('ca.crl'), await made())
  expect(await asked(good, required)).toBe('PARTICIPANTS_CARD_LIST_MISSING')
  expect(warned).toEqual(['CARD_LIST_UNUSABLE ca.crl'])
})
