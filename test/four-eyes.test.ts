import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { sealJournal } from '../src/access/adapters/seal-journal.ts'
import { decodeEntry } from '../src/access/journal.ts'
import type { Json } from './caller.ts'
import { type Office, openOffice } from './office.ts'
import { goods, stepsOf } from './shipment.ts'

/** Acts of consequence are proposals until a second, different officer has approved them. */

let office: Office
let steps: ReturnType<typeof stepsOf>
beforeAll(async () => {
  office = await openOffice({ alone: true })
  steps = stepsOf(office)
  await office.hire('second issuer', 'CD', 'issuing_officer')
  await office.hire('abroad', 'EU', 'validating_officer')
})
afterAll(() => office.close())

const WRONG = { reason: 'Wrong box.' }
const post = async (who: string, path: string, body: unknown = {}) => {
  const { status, body: said } = await office.call(who, 'POST', path, body)
  return { status, said, line: `${status} ${String(said.code ?? '')}`.trim() }
}
const proposed = async (who: string, path: string, body: unknown): Promise<Json> => {
  const { status, said } = await post(who, `/api/certificates${path}`, body)
  expect(status).toBe(202)
  return said.proposal as Json
}
const decide = (who: string, { id }: Json, how = 'approve', body: unknown = {}) =>
  post(who, `/api/access/proposals/${String(id)}/${how}`, body)
const stateOf = async (number: string) =>
  String((await office.ask('issuing@cd', 'GET', `/${number}`)).state)
const historyOf = async (number: string) => {
  const { history } = await office.ask('issuing@cd', 'GET', `/${number}`)
  return Array.from(history as unknown as readonly Json[]).map(({ act }) => String(act))
}
const statuses = async (number: string) => {
  const found = await office.rows<{ count: number }>(
    `select count(*)::int as count from certificates.statement
     where participant = 'CD' and number = $1 and kind in ('certificate-status', 'correction')`,
    [number],
  )
  return found[0]?.count
}

test('a voiding of one officer changes nothing and signs nothing; the second makes it so', async () => {
  const { number } = await steps.exported()
  const proposal = await proposed('issuing@cd', `/${number}/void`, WRONG)
  expect([await stateOf(number), await statuses(number)]).toEqual(['exported', 0])
  expect((await historyOf(number)).at(-1)).toBe('proposed-void')
  expect((await decide('validating@cd', proposal)).status).toBe(200)
  expect([await stateOf(number), await statuses(number)]).toEqual(['voided', 1])
  expect((await historyOf(number)).slice(-2)).toEqual(['void', 'approved'])
})

describe('nobody else makes it so', () => {
  test.each<[string, string, string]>([
    ['who proposed it', 'issuing@cd', '403 ACCESS_PROPOSAL_OWN'],
    ['an exporter', 'exporter@cd', '403 ACCESS_NOT_ALLOWED'],
    ['the node administrator', 'administrator@cd', '403 ACCESS_PROPOSAL_ROLE'],
    ['an officer of another Participant', 'abroad', '404 ACCESS_PROPOSAL_NOT_FOUND'],
  ])('%s', async (_, who, expected) => {
    const { number } = await steps.validated()
    const proposal = await proposed('issuing@cd', `/${number}/void`, WRONG)
    expect((await decide(who, proposal)).line).toBe(expected)
    expect(await stateOf(number)).toBe('validated')
  })

  test('two of the same role may, if they are two', async () => {
    const { number } = await steps.validated()
    const proposal = await proposed('issuing@cd', `/${number}/void`, WRONG)
    expect((await decide('second issuer', proposal)).status).toBe(200)
  })

  test('the roles of the second are the act’s own: a replacement takes who validates', async () => {
    const { number } = await steps.validated()
    const asked = { reason: 'A name.', originalSurrendered: true }
    const proposal = await proposed('issuing@cd', `/${number}/replace`, asked)
    expect((await decide('second issuer', proposal)).line).toBe('403 ACCESS_PROPOSAL_ROLE')
    const { status, said } = await decide('validating@cd', proposal)
    expect([status, String(said.application?.state)]).toEqual([200, 'draft'])
  })
})

test('what cannot be done is refused to who proposes it, and nobody is asked', async () => {
  const { number } = await steps.validated()
  const { line } = await post('issuing@cd', `/api/certificates/${number}/void`, { reason: '' })
  expect(line).toMatch(/^422 VALUES_/)
  const { body } = await office.call(
    'validating@cd',
    'GET',
    `/api/access/proposals?thing=${number}`,
  )
  expect(body.proposals).toEqual([])
})

test('a proposal is as long as a note: nobody hides it in a megabyte that the second has to read', async () => {
  const { number } = await steps.validated()
  const path = `/api/certificates/${number}/void`
  const { line } = await post('issuing@cd', path, { ...WRONG, aside: 'x'.repeat(20_000) })
  expect(line).toBe('413 PLATFORM_BODY_TOO_LARGE')
})

test('what has become impossible meanwhile is refused to who approves, and stays open', async () => {
  const { number } = await steps.validated()
  const first = await proposed('issuing@cd', `/${number}/void`, WRONG)
  const other = await proposed('second issuer', `/${number}/void`, WRONG)
  expect((await decide('validating@cd', first)).status).toBe(200)
  expect((await decide('validating@cd', other)).line).toBe('409 CERTIFICATES_STATE')
  const rejected = await decide('validating@cd', other, 'reject', { reason: 'Done already.' })
  expect(rejected.status).toBe(200)
})

test('decided once: by two at the same moment, by the same click twice, and after a rejection', async () => {
  const { number } = await steps.validated()
  const proposal = await proposed('issuing@cd', `/${number}/void`, WRONG)
  const both = await Promise.all([
    decide('validating@cd', proposal),
    decide('second issuer', proposal),
  ])
  expect(both.map(({ line }) => line).sort()).toEqual(['200', '409 ACCESS_PROPOSAL_DECIDED'])
  expect(await statuses(number)).toBe(1)
  const again = await steps.validated()
  const rejected = await proposed('issuing@cd', `/${again.number}/void`, WRONG)
  expect((await decide('validating@cd', rejected, 'reject')).line).toBe(
    '422 ACCESS_PROPOSAL_REASON',
  )
  await decide('validating@cd', rejected, 'reject', { reason: 'It is the right box.' })
  expect((await decide('validating@cd', rejected)).line).toBe('409 ACCESS_PROPOSAL_DECIDED')
  expect(await stateOf(again.number)).toBe('validated')
})

test('who proposed it takes it back, and nobody else', async () => {
  const { number } = await steps.validated()
  const proposal = await proposed('issuing@cd', `/${number}/void`, WRONG)
  expect((await decide('validating@cd', proposal, 'take-back')).line).toBe(
    '403 ACCESS_PROPOSAL_NOT_OWN',
  )
  expect((await decide('issuing@cd', proposal, 'take-back')).status).toBe(200)
  expect((await decide('validating@cd', proposal)).line).toBe('409 ACCESS_PROPOSAL_DECIDED')
})

test('a proposal lapses after a week, and with the officer who made it', async () => {
  const { number } = await steps.validated()
  const proposal = await proposed('issuing@cd', `/${number}/void`, WRONG)
  await office.database.query(
    `update access.proposal set proposed_at = proposed_at - interval '8 days' where id = $1`,
    [String(proposal.id)],
  )
  expect((await decide('validating@cd', proposal)).line).toBe('409 ACCESS_PROPOSAL_LAPSED')
  await office.hire('leaving', 'CD', 'issuing_officer')
  const other = await proposed('leaving', `/${number}/void`, WRONG)
  await office.database.query(
    `update access.officer set disabled_at = now() where participant = 'CD' and name = 'leaving'`,
  )
  expect((await decide('validating@cd', other)).line).toBe('409 ACCESS_PROPOSER_GONE')
})

test('a number block is announced by two: its numbers are not there before', async () => {
  const block = { first: 7001, last: 7010, stationery: 'CD-SPECIMEN-2' }
  const proposal = await proposed('stationery@cd', '/number-blocks', block)
  const stock = async () => {
    const { blocks } = await office.ask('issuing@cd', 'GET', '/numbers')
    return Array.from(blocks as unknown as readonly unknown[]).length
  }
  const before = await stock()
  expect((await decide('validating@cd', proposal)).status).toBe(201)
  expect(await stock()).toBe(before + 1)
})

test('who looks sees what waits, in full, and what he may do about it', async () => {
  const { number } = await steps.validated()
  await proposed('issuing@cd', `/${number}/void`, WRONG)
  const seen = async (who: string) => {
    const { body } = await office.call(who, 'GET', `/api/access/proposals?thing=${number}`)
    return body.proposals?.[0]
  }
  expect(await seen('validating@cd')).toMatchObject({
    act: 'certificates:void',
    thing: number,
    asked: WRONG,
    mayDecide: true,
    mayTakeBack: false,
  })
  expect(await seen('issuing@cd')).toMatchObject({ mayDecide: false, mayTakeBack: true })
  expect(await seen('abroad')).toBeUndefined()
})

test('a draft needs no second officer', async () => {
  const started = await office.ask('exporter@cd', 'POST', '/applications', { content: goods() })
  expect(String(started.state)).toBe('draft')
})

describe('an application that was never issued', () => {
  const PAPER = { name: 'a.png', bytes: Buffer.from('89504e470d0a1a0a0000000d49484452', 'hex') }
  const TWICE = { reason: 'Handed in twice.' }
  const withPaper = async (handIn: boolean) => {
    const draft = await office.ask('exporter@cd', 'POST', '/applications', { content: goods() })
    const path = `/applications/${String(draft.id)}`
    await office.upload('exporter@cd', `${path}/attachments`, PAPER)
    if (handIn) {
      const { version } = await office.ask('exporter@cd', 'GET', path)
      await office.ask('exporter@cd', 'POST', `${path}/submit`, { version })
    }
    return { id: String(draft.id), path }
  }
  /** Rows that still say anything of it. */
  const left = async (id: string) => {
    const [row] = await office.rows<{ count: number }>(
      `select (select count(*) from certificates.application where id::text = $1)::int
         + (select count(*) from certificates.attachment where application_id::text = $1)::int
         + (select count(*) from certificates.event where subject = $1 and act <> 'approved')::int as count`,
      [id],
    )
    return row?.count
  }

  test('is deleted by two, whole: its documents and its time line too; the journal keeps a digest', async () => {
    const { id, path } = await withPaper(true)
    const proposal = await proposed('issuing@cd', `${path}/delete`, TWICE)
    expect(await left(id)).toBeGreaterThan(3)
    expect((await decide('issuing@cd', proposal)).line).toBe('403 ACCESS_PROPOSAL_OWN')
    expect((await decide('exporter@cd', proposal)).line).toBe('403 ACCESS_NOT_ALLOWED')
    const both = await Promise.all([
      decide('validating@cd', proposal),
      decide('second issuer', proposal),
    ])
    expect(both.map(({ line }) => line).sort()).toEqual(['200', '409 ACCESS_PROPOSAL_DECIDED'])
    expect(await left(id)).toBe(0)
    const gone = await office.call('exporter@cd', 'GET', `/api/certificates${path}`)
    expect(gone.status).toBe(404)
    await sealJournal(office.database, new Date())
    const lines = await office.rows<{ entry: Buffer }>(
      `select entry from access.journal where act = 'access:second' and thing = $1`,
      [id],
    )
    const changes = lines.flatMap(({ entry }) => decodeEntry(new Uint8Array(entry))?.changes ?? [])
    expect(changes.find(({ thing }) => thing === 'application')).toMatchObject({
      before: { state: 'submitted', documents: 1, digest: expect.stringMatching(/^[0-9a-f]{64}$/) },
      after: null,
    })
  })

  test('is issued or deleted, whichever comes first, and never both', async () => {
    const { id, path } = await withPaper(true)
    const proposal = await proposed('issuing@cd', `${path}/delete`, TWICE)
    const [issued, deleted] = await Promise.all([
      post('second issuer', `/api/certificates${path}/issue`),
      decide('validating@cd', proposal),
    ])
    const codes = [issued.status < 300, deleted.status < 300]
    expect(codes.filter(Boolean)).toHaveLength(1)
    expect((await left(id)) === 0).toBe(codes[1])
  })

  test('once a number was used for it, it stays', async () => {
    const { id, number } = await steps.issued()
    const path = `/api/certificates/applications/${id}/delete`
    expect((await post('issuing@cd', path, TWICE)).line).toBe('409 CERTIFICATES_STATE')
    await post('validating@cd', `/api/certificates/${number}/send-back`, { reason: 'Not these.' })
    expect((await post('issuing@cd', path, TWICE)).line).toBe('409 CERTIFICATES_WAS_ISSUED')
  })

  test('a draft goes by its writer alone, until somebody else opens it', async () => {
    const own = await withPaper(false)
    const away = { 'idempotency-key': 'away' }
    const remove = () =>
      office.call('exporter@cd', 'POST', `/api/certificates${own.path}/delete-draft`, {}, away)
    expect([(await remove()).status, (await remove()).status]).toEqual([200, 200])
    expect(await left(own.id)).toBe(0)
    const seen = await withPaper(false)
    await office.ask('issuing@cd', 'GET', seen.path)
    const alone = await post('exporter@cd', `/api/certificates${seen.path}/delete-draft`)
    expect(alone.line).toBe('409 CERTIFICATES_DRAFT_SEEN')
    const proposal = await proposed('issuing@cd', `${seen.path}/delete`, TWICE)
    expect((await decide('validating@cd', proposal)).status).toBe(200)
    expect(await left(seen.id)).toBe(0)
  })
})
