import { afterAll, beforeAll, expect, test } from 'vitest'
import { issuersStatements } from '../src/certificates/adapters/trust-bundle.ts'
import { openIssuerLists } from '../src/certificates/issuer-lists.ts'
import { toHex } from '../src/crypto/bytes.ts'
import { parseSign1 } from '../src/crypto/cose.ts'
import type { Bundle } from '../src/participants/bundle.ts'
import type { PartyCode } from '../src/values/codes.ts'
import type { Json } from './caller.ts'
import { type Office, openOffice } from './office.ts'

/** A key changes when two key officers want it, each of them in person; and the journal says who. */

const CD = 'CD' as PartyCode
const ROOT = '/api/participants/keys'
let office: Office
beforeAll(async () => {
  office = await openOffice({ alone: true })
}, 60_000)
afterAll(() => office.close())

type Key = { fingerprint: string; usage: string; standing: string; signs: boolean; since: string }
const reason = 'The yearly rotation.'

async function as(who: string, method: string, path: string, body?: object) {
  return office.call(null, method, path, body, await office.inPerson(who))
}
const keysOf = async (usage: string, who = 'keys-1@cd') => {
  const { body } = await as(who, 'GET', ROOT)
  return (body.keys as unknown as Key[]).filter((each) => each.usage === usage)
}
const created = async (usage: string) => {
  const { status, body } = await as('keys-1@cd', 'POST', ROOT, { usage })
  expect(status).toBe(200)
  return body.key as unknown as Key
}
const decide = (who: string, proposal: Json, how: string) =>
  as(who, 'POST', `/api/access/proposals/${String(proposal.id)}/${how}`, { reason })

const agree = async (path: string, body: object) => {
  const asked = await as('keys-1@cd', 'POST', `${ROOT}/${path}`, { ...body, reason })
  expect((await decide('keys-2@cd', asked.body.proposal as Json, 'approve')).status).toBe(200)
}

test('one officer proposes a rotation, the other approves it, and the node signs with the new key', async () => {
  const [first] = await keysOf('certificate')
  const { fingerprint } = await created('certificate')
  expect((await created('certificate')).fingerprint).toBe(fingerprint)
  const body = { usage: 'certificate', key: fingerprint, replaces: true, reason }
  const asked = await as('keys-1@cd', 'POST', `${ROOT}/publish`, body)
  expect(asked.status).toBe(202)
  const proposal = asked.body.proposal as Json
  expect((await keysOf('certificate')).map(({ standing }) => standing)).toEqual([
    'prepared',
    'in-force',
  ])

  expect((await decide('keys-1@cd', proposal, 'approve')).body.code).toBe('ACCESS_PROPOSAL_OWN')
  const path = `/api/access/proposals/${String(proposal.id)}/approve`
  const byToken = await office.call('keys-2@cd', 'POST', path, {})
  expect(byToken.body.code).toBe('ACCESS_NOT_BY_TOKEN')
  expect((await decide('issuing@cd', proposal, 'approve')).body.code).toBe('ACCESS_PROPOSAL_ROLE')
  expect((await decide('keys-1@eu', proposal, 'approve')).status).toBe(404)

  const approved = await decide('keys-2@cd', proposal, 'approve')
  expect(approved.status).toBe(200)
  const [added, old] = await keysOf('certificate')
  expect(added).toMatchObject({ fingerprint, standing: 'in-force' })
  expect(old).toMatchObject({ fingerprint: first?.fingerprint, standing: 'retiring' })
  // The trust list that verifiers fetch says so too, and so does what the node goes by.
  const states = office.means
    .trust()
    .keys.get(CD)
    ?.filter((each) => each.usage === 'certificate')
  expect(states?.map(({ state }) => state)).toEqual(['active', 'retired'])
  expect((await decide('keys-2@cd', proposal, 'approve')).body.code).toBe('ACCESS_PROPOSAL_DECIDED')
})

test('what could not be done is refused at once, and nobody else is asked', async () => {
  const [first] = await keysOf('status')
  const key = first?.fingerprint ?? ''
  const codeOf = async (path: string, body: object) =>
    (await as('keys-1@cd', 'POST', `${ROOT}/${path}`, { usage: 'status', key, reason, ...body }))
      .body.code
  expect(await codeOf('retire', {})).toBe('PARTICIPANTS_KEY_LAST')
  expect(await codeOf('publish', { key: '0'.repeat(64) })).toBe('PARTICIPANTS_KEY_UNKNOWN')
  expect(await codeOf('compromised', { since: '2999-01-01T00:00:00Z' })).toBe(
    'PARTICIPANTS_KEY_FUTURE',
  )
  for (const body of [{ usage: 'root' }, { reason: '' }, { from: 'soon' }, { more: 1 }, { key: 7 }])
    expect(await codeOf('publish', body)).toBe('PARTICIPANTS_KEY_FORM')
  const { body } = await as('keys-1@cd', 'GET', '/api/access/proposals')
  expect(body.proposals).toEqual([])
})

test('rejected, nothing changes; marked as compromised, nothing is signed with it any more', async () => {
  const [first] = await keysOf('confirm')
  const body = { usage: 'confirm', key: first?.fingerprint, since: '2026-01-01T00:00:00Z', reason }
  const propose = async () =>
    (await as('keys-1@cd', 'POST', `${ROOT}/compromised`, body)).body.proposal as Json
  expect((await decide('keys-2@cd', await propose(), 'reject')).status).toBe(200)
  expect((await keysOf('confirm'))[0]).toMatchObject({ standing: 'in-force', signs: true })
  expect((await decide('keys-2@cd', await propose(), 'approve')).status).toBe(200)
  expect((await keysOf('confirm'))[0]).toMatchObject({ standing: 'compromised', signs: false })
  expect(() => office.means.signerOf(CD, 'confirm')).toThrow('PARTICIPANTS_KEY_NONE')
})

test('what a stolen key would leave good is told before anything is asked for', async () => {
  const [first] = await keysOf('certificate')
  const asked = (since: string) =>
    as(
      'keys-1@cd',
      'GET',
      `${ROOT}/compromised?usage=certificate&key=${first?.fingerprint}&since=${since}`,
    )
  // This office publishes no log, so nothing was witnessed.
  const { status, body } = await asked('2026-01-01T00:00:00Z')
  expect([status, body]).toEqual([200, { goodBelow: 0, witnessedAt: null, stays: 0, falls: 0 }])
  expect((await asked('2999-01-01T00:00:00Z')).body.code).toBe('PARTICIPANTS_KEY_FUTURE')
  expect((await asked('soon')).body.code).toBe('PARTICIPANTS_KEY_FORM')
})

test('a compromised status key: the page is signed anew, and without any key the last one stays', async () => {
  const [first] = await keysOf('status')
  const kidIn = async () => {
    const { statusPages } = await issuersStatements(office.means, [CD])
    const parsed = parseSign1(statusPages.get(CD) ?? new Uint8Array())
    return parsed.ok ? toHex(parsed.value.kid) : 'none'
  }
  const old = first?.fingerprint.slice(0, 16)
  expect(await kidIn()).toBe(old)
  const since = '2026-01-01T00:00:00Z'
  await agree('compromised', { usage: 'status', key: first?.fingerprint, since })
  expect(await kidIn()).toBe(old)
  const { fingerprint } = await created('status')
  await agree('publish', { usage: 'status', key: fingerprint })
  expect(await kidIn()).toBe(fingerprint.slice(0, 16))
})

test('a compromised certificate key: the number blocks are signed again by two, and can be read', async () => {
  const path = '/api/certificates/number-blocks/sign-again'
  const toSign = async () => (await as('keys-1@cd', 'GET', path)).body.blocks
  const lists = async () => {
    const said = await issuersStatements(office.means, [CD])
    const bundle = { ...said, rootChain: [], parts: new Map() } as unknown as Bundle
    return openIssuerLists(CD, bundle, office.means.trust(), office.means.verify)
  }
  const before = await lists()
  expect(await toSign()).toBe(0)
  const signing = (await keysOf('certificate')).filter(
    ({ standing }) => standing === 'in-force' || standing === 'retiring',
  )
  for (const { fingerprint: key } of signing)
    await agree('compromised', { usage: 'certificate', key, since: '2026-01-01T00:00:00Z' })
  expect(await toSign()).toBeGreaterThan(0)
  expect(await lists()).toBe('ISSUER_LISTS_DAMAGED')
  // Nothing signs before there is a key that counts.
  const early = await as('keys-1@cd', 'POST', path, { reason })
  expect(early.body.code).toBe('PARTICIPANTS_KEY_NONE')
  await agree('publish', { usage: 'certificate', key: (await created('certificate')).fingerprint })

  expect((await as('keys-1@cd', 'POST', path, {})).body.code).toBe('VALUES_TEXT')
  const asked = await as('keys-1@cd', 'POST', path, { reason })
  expect(asked.status).toBe(202)
  const proposal = asked.body.proposal as Json
  expect((await decide('keys-1@cd', proposal, 'approve')).body.code).toBe('ACCESS_PROPOSAL_OWN')
  expect(await lists()).toBe('ISSUER_LISTS_DAMAGED')
  expect((await decide('keys-2@cd', proposal, 'approve')).status).toBe(200)
  const after = await lists()
  if (typeof after === 'string' || typeof before === 'string') throw new Error(String(after))
  expect(after.blocks).toEqual(before.blocks)
  expect(await toSign()).toBe(0)
})

test('a block whose row was changed is not signed', async () => {
  await office.rows(`update certificates.number_block set last = last + 1 where participant = 'CD'`)
  const path = '/api/certificates/number-blocks/sign-again'
  const { body } = await as('keys-1@cd', 'POST', path, { reason })
  expect(body.code).toBe('CERTIFICATES_BLOCK_DIFFERS')
  await office.rows(`update certificates.number_block set last = last - 1 where participant = 'CD'`)
})

test('the journal names both officers, and what became of which key', async () => {
  const [first] = await keysOf('certificate')
  const rows = await office.rows<{ text: string }>(
    `select encode(entry, 'escape') as text from access.journal_pending where participant = 'CD'`,
  )
  const said = rows.map(({ text }) => text)
  const of = (act: string) => said.filter((each) => each.includes(act))
  expect(of('participants:create-key').length).toBe(4)
  expect(of('participants:publish-key').length).toBeGreaterThan(0)
  const approval = of('access:second').find((each) => each.includes(first?.fingerprint ?? '?'))
  expect(approval).toContain('in-force')
})

test('another Participant has its own keys', async () => {
  const ours = (await keysOf('certificate')).map(({ fingerprint }) => fingerprint)
  const theirs = await keysOf('certificate', 'keys-1@eu')
  expect(theirs.filter(({ fingerprint }) => ours.includes(fingerprint))).toEqual([])
})
