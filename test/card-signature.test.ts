import { execFileSync } from 'node:child_process'
import { createHash } from 'node:crypto'
import { mkdtemp, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { cardSignature } from '../src/participants/adapters/sign-card.ts'
import type { CardRule } from '../src/participants/card-rules.ts'
import type { PartyCode } from '../src/values/codes.ts'
import { dayOf } from '../src/values/day.ts'
import type { Json } from './caller.ts'
import { newAuthority, type TestCard } from './card-authority.ts'
import { type Office, openOffice } from './office.ts'
import { reviewOfCards } from './review-of-cards.ts'
import { stepsOf, VALIDATION } from './shipment.ts'

/** Certificates of an office whose law asks for the signatures of its officers' own cards. */

type Who = 'issuing@cd' | 'validating@cd' | 'Vera'
const PEOPLE: readonly Who[] = ['issuing@cd', 'validating@cd', 'Vera']
let office: Office
let authority: TestCard
const cards = new Map<Who, TestCard>()
/** The law as it is now; a test may change it. */
let rules: readonly CardRule[] = []
let law: readonly CardRule[] = []

beforeAll(async () => {
  authority = await newAuthority('CN=National Card Authority,C=CD')
  law = [
    {
      acts: ['issue', 'validate'],
      authorities: [authority.pem],
      algorithms: ['ecdsa-p256-sha256'],
    },
  ]
  rules = law
  office = await openOffice({
    profile: (files) => ({
      ...files,
      cardSignatures: { value: rules, source: 'a law of this test' },
    }),
  })
  await office.hire('Vera', 'CD', 'validating_officer')
  for (const who of PEOPLE) {
    const card = await authority.issue(`CN=${who},C=CD`)
    cards.set(who, card)
    expect((await registered(who, card.pem)).status).toBe(200)
  }
}, 60_000)
afterAll(() => office.close())

const registered = (who: Who, certificate: string) =>
  office.call(who, 'POST', '/api/certificates/cards', { certificate })
const cardOf = (who: Who) => cards.get(who) as TestCard
const submitted = () => stepsOf(office).submitted()
const act = (who: Who, path: string, body: object = {}) =>
  office.call(who, 'POST', `/api/certificates${path}`, body)

/** What the page gives to be signed. */
async function toSign(who: Who, path: string, body: object = {}): Promise<Json> {
  const answer = await act(who, `${path}/prepare`, body)
  expect(answer.status).toBe(200)
  return answer.body.card as Json
}

/** What the card makes of it, as the act takes it. */
async function byCard(card: TestCard, asked: Json, file = String(asked.file)) {
  const signature = await cardSignature(card.key, Buffer.from(file), new Date())
  return { prepared: asked.prepared, signature: Buffer.from(signature).toString('base64url') }
}

async function issued(): Promise<string> {
  const path = `/applications/${await submitted()}/issue`
  const card = await byCard(cardOf('issuing@cd'), await toSign('issuing@cd', path))
  const { body } = await act('issuing@cd', path, { card })
  return String(body.number)
}

async function validated(): Promise<string> {
  const number = await issued()
  const path = `/${number}/validate`
  const card = await byCard(
    cardOf('validating@cd'),
    await toSign('validating@cd', path, VALIDATION),
  )
  const { body } = await act('validating@cd', path, { ...VALIDATION, card })
  expect(body.state).toBe('validated')
  return number
}

test('what is signed says what it is, and is the digests of this certificate and its dossier', async () => {
  const number = await issued()
  const asked = await toSign('validating@cd', `/${number}/validate`, VALIDATION)
  const lines = String(asked.file).split('\n')
  const [{ id }] = (await office.rows<{ id: string }>(
    `select id from access.officer where participant = 'CD' and email like 'validating@cd%'`,
  )) as [{ id: string }]
  expect(lines.slice(0, 5)).toEqual([
    'OpenKP card signature 1',
    'environment: demonstration',
    'act: validate',
    `certificate: ${number}`,
    `officer: ${id}`,
  ])
  expect(lines.slice(5).map((line) => line.replace(/[0-9a-f]{64}$/, '...'))).toEqual([
    'digest: ...',
    'dossier: ...',
    '',
  ])
  expect(asked.sha256).toBe(createHash('sha256').update(String(asked.file)).digest('hex'))
})

test('both cards are kept, shown, in the dossier, and any CMS tool takes their files', async () => {
  const number = await validated()
  const page = await office.ask('Vera', 'GET', `/${number}`)
  expect(page).toMatchObject({
    assertions: true,
    issuedCard: 'C=CD, CN=issuing@cd',
    validatedCard: 'C=CD, CN=validating@cd',
  })
  const kept = await office.ask('Vera', 'GET', `/${number}/assertions`)
  const [row] = await office.rows<{ record: Buffer; digest: Buffer }>(
    'select record, dossier_digest as digest from certificates.certificate where number = $1',
    [number],
  )
  const record = office.means.safe.open(row?.record ?? Buffer.of(), `CD ${number} record.json`)
  expect(JSON.parse(record.toString()).issueCard).toEqual(kept.issuedCard)
  expect(String(kept.validatedCard?.signed)).toContain(`dossier: ${row?.digest.toString('hex')}\n`)

  const folder = await mkdtemp(join(tmpdir(), 'openkp-cms-'))
  await writeFile(join(folder, 'authority.pem'), authority.pem)
  for (const which of ['issue', 'validate'])
    for (const form of ['txt', 'p7s'])
      await writeFile(
        join(folder, `${which}.${form}`),
        await office.file('Vera', `/${number}/cards/${which}.${form}`),
      )
  const verify = (which: string) => {
    const files = ['-in', `${which}.p7s`, '-content', `${which}.txt`, '-out', 'out']
    const how = ['-inform', 'DER', '-binary', '-CAfile', 'authority.pem', '-purpose', 'any']
    return execFileSync('openssl', ['cms', '-verify', ...files, ...how], {
      cwd: folder,
      stdio: 'pipe',
    })
  }
  verify('issue')
  verify('validate')
  await writeFile(join(folder, 'issue.txt'), 'something else')
  expect(() => verify('issue')).toThrow()
  await rm(folder, { recursive: true })
})

reviewOfCards(async () => ({
  kept: await office.ask('Vera', 'GET', `/${await validated()}/assertions`),
  profile: office.means.profileOf('CD' as PartyCode, dayOf('2026-11-22')),
  authority,
}))

describe('is not validated', () => {
  let number = ''
  let path = ''
  let asked: Json
  beforeAll(async () => {
    number = await issued()
    path = `/${number}/validate`
    asked = await toSign('validating@cd', path, VALIDATION)
  })

  const own = () => cardOf('validating@cd')
  const faults: readonly [string, () => Promise<object>, string][] = [
    ['without the card', async () => ({}), '403 CERTIFICATES_CARD_NEEDED'],
    [
      'with the card of a colleague',
      async () => ({ card: await byCard(cardOf('Vera'), asked) }),
      '403 CERTIFICATES_CARD_OTHER',
    ],
    [
      'with a card that nobody registered',
      async () => ({ card: await byCard(await authority.issue('CN=validating@cd,C=CD'), asked) }),
      '403 CERTIFICATES_CARD_OTHER',
    ],
    [
      'with a card of another authority',
      async () => ({
        card: await byCard(await newAuthority('CN=x', { isAuthority: false }), asked),
      }),
      '403 PARTICIPANTS_CARD_AUTHORITY',
    ],
    [
      'over another certificate',
      async () => {
        const other = `/${await issued()}/validate`
        const elsewhere = await toSign('validating@cd', other, VALIDATION)
        const { signature } = await byCard(own(), elsewhere)
        return { card: { prepared: asked.prepared, signature } }
      },
      '409 PARTICIPANTS_CARD_DIGEST',
    ],
    [
      'over other seals',
      async () => ({
        card: await byCard(own(), asked),
        containers: [{ seals: ['CD-9999'] }],
      }),
      '409 PARTICIPANTS_CARD_DIGEST',
    ],
    [
      'with a signature prepared an hour ago',
      async () => {
        const prepared = new Date(Date.now() - 31 * 60_000).toISOString()
        return { card: { ...(await byCard(own(), asked)), prepared } }
      },
      '409 CERTIFICATES_SIGNED_OTHER',
    ],
    [
      'with what is no signature',
      async () => ({ card: { prepared: asked.prepared, signature: 'MAA' } }),
      '422 PARTICIPANTS_CARD_FORM',
    ],
    [
      'with what is no base64',
      async () => ({ card: { prepared: asked.prepared, signature: '%' } }),
      '422 PARTICIPANTS_CARD_FORM',
    ],
    [
      'with more than is read',
      async () => ({ card: { prepared: asked.prepared, signature: 'A'.repeat(100_000) } }),
      '413 PARTICIPANTS_CARD_TOO_LARGE',
    ],
  ]
  test.each(faults)('%s', async (_, change, code) => {
    const { status, body } = await act('validating@cd', path, {
      ...VALIDATION,
      ...(await change()),
    })
    expect(`${status} ${String(body.code)}`).toBe(code)
    expect((await office.ask('Vera', 'GET', `/${number}`)).state).toBe('issued')
  })
})

test('a card that was ended signs nothing more, and is not registered again', async () => {
  const { cards: list, asked } = await office.ask('Vera', 'GET', '/cards')
  expect(asked).toEqual(['issue', 'validate'])
  const hers = (list as unknown as Json[]).find(({ officer }) => String(officer) === 'Vera')
  const number = await issued()
  const path = `/${number}/validate`
  const card = await byCard(cardOf('Vera'), await toSign('Vera', path, VALIDATION))
  await office.ask('issuing@cd', 'DELETE', `/cards/${String(hers?.fingerprint)}`)
  const { body } = await act('Vera', path, { ...VALIDATION, card })
  expect(body.code).toBe('CERTIFICATES_CARD_OTHER')
  const again = await registered('Vera', cardOf('Vera').pem)
  expect(again.body.code).toBe('CERTIFICATES_CARD_TAKEN')
})

test('a second officer approves a card, and sees whose it is', async () => {
  const card = await authority.issue('CN=Una,C=CD')
  const alone = await office.propose('Vera', '/cards', { certificate: card.pem })
  const [row] = await office.rows<{ body: Json }>(
    `select body from access.proposal where act = 'certificates:register-card' and state = 'open'`,
  )
  expect(row?.body).toMatchObject({
    subject: 'C=CD, CN=Una',
    issuer: 'C=CD, CN=National Card Authority',
    serial: card.certificate.serialNumber,
  })
  expect((await alone.approve()).status).toBe(200)
})

test.each([
  ['that expired', { until: new Date(Date.now() - 1000) }, 'PARTICIPANTS_CARD_EXPIRED'],
  ['that is for something else', { use: 'encrypting' }, 'PARTICIPANTS_CARD_USAGE'],
] as const)('a card %s is not registered', async (_, options, code) => {
  const card = await authority.issue('CN=Una', options)
  expect((await registered('Vera', card.pem)).body.code).toBe(code)
})

test('what is no certificate is not registered', async () => {
  for (const pem of ['', 'x', cardOf('Vera').keyPem, authority.pem.repeat(5)])
    expect((await registered('Vera', pem)).body.code).toBe('PARTICIPANTS_CARD_CERTIFICATE')
})

test('where no law asks for cards, none is asked for and none is taken', async () => {
  rules = []
  const path = `/applications/${await submitted()}/issue`
  const answer = await act('issuing@cd', `${path}/prepare`)
  expect(answer.body).toEqual({ toSign: null })
  const card = { prepared: 'CD000001', signature: 'AAAA' }
  expect((await act('issuing@cd', path, { number: 'CD000001', card })).body.code).toBe(
    'CERTIFICATES_CARD_NOT_ASKED',
  )
  expect((await act('issuing@cd', path)).status).toBe(200)
  expect((await registered('Vera', cardOf('Vera').pem)).body.code).toBe(
    'CERTIFICATES_CARD_NOT_ASKED',
  )
  rules = law
})
