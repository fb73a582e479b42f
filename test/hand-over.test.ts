import { randomUUID } from 'node:crypto'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import type { Json } from './caller.ts'
import { handsOf, hireHands, number, said } from './hands.ts'
import { type Office, openOffice } from './office.ts'
import { stepsOf } from './shipment.ts'

let office: Office
let hands: ReturnType<typeof handsOf>
beforeAll(async () => {
  office = await openOffice()
  hands = handsOf(office)
  await hireHands(office, ['CD', 'AO', 'BW', 'CA', 'US', 'IN'])
})
afterAll(() => office.close())

describe('a hand-over', () => {
  test('gives a run to an officer, who uses it before the stock; the others use the stock', async () => {
    const answer = await hands.allot('CD', 11, 13, 'second@cd')
    expect(answer.status).toBe(200)
    expect(await hands.held('CD')).toEqual(['second@cd CD000011 CD000013 3'])
    const [block] = [...(answer.body.blocks ?? [])]
    expect([block?.inStock, block?.allotted, block?.used]).toEqual([4997, 3, 0])
    expect(String(answer.body.next)).toBe('CD000001')
    expect(answer.body.nextRun).toEqual({ first: 'CD000001', last: 'CD000010' })

    const numbers = []
    for (const who of ['second@cd', 'issuing@cd', 'second@cd', 'second@cd', 'second@cd']) {
      numbers.push(await hands.issuedBy(who, 'CD'))
    }
    expect(numbers).toEqual(['CD000011', 'CD000001', 'CD000012', 'CD000013', 'CD000002'])
    expect(await hands.held('CD')).toEqual([])
    expect(await hands.gaps('CD')).toEqual([])
    expect(String((await hands.view('CD')).next)).toBe('CD000003')
  })

  test('is told number by number: by whom, to whom, when; and who held it is kept', async () => {
    const told = async (of: string) => {
      const { history } = await office.ask('issuing@cd', 'GET', `/${of}`)
      return [...(history ?? [])].map(({ act, text }) => `${act}: ${text}`)
    }
    expect((await told('CD000012'))[0]).toBe('handed-over: Blank CD000012 handed to second@cd.')
    const events = await office.rows(
      `select e.subject, e.act, e.officer_name, e.role, e.detail, o.email from certificates.event e
         join access.officer o on o.id::text = e.officer_id
       where e.participant = 'CD' and act = 'handed-over' order by e.id`,
    )
    expect(events).toHaveLength(3)
    expect(events[2]).toMatchObject({
      subject: 'CD000013',
      role: 'stationery_custodian',
      email: 'stationery@cd.demo.openkp.example',
      detail: { number: 'CD000013', other: 'second@cd' },
    })
    const kept = await office.rows(
      `select state, holder_name from certificates.blank where number = 'CD000012'`,
    )
    expect(kept).toEqual([{ state: 'used', holder_name: 'second@cd' }])
  })

  test('is taken back as a whole, and what is used of it stays used', async () => {
    await hands.allot('AO', 1, 10, 'second@ao')
    expect(await hands.issuedBy('second@ao', 'AO')).toBe('AO000001')
    expect(await hands.held('AO')).toEqual(['second@ao AO000002 AO000010 9'])
    const refused = await hands.takeBack('AO', 1, 10)
    expect(said(refused)).toBe('409 CERTIFICATES_RUN_NOT_HELD')
    expect(String(refused.body.detail)).toContain('AO000001 is in nobody’s hands: it was used.')
    expect(await hands.held('AO')).toEqual(['second@ao AO000002 AO000010 9'])
    expect((await hands.takeBack('AO', 2, 10)).status).toBe(200)
    expect(await hands.held('AO')).toEqual([])
    expect(await hands.states('AO')).toEqual({ used: 1, in_stock: 4999 })
    expect(said(await hands.takeBack('AO', 2, 10))).toBe('409 CERTIFICATES_RUN_NOT_HELD')
    expect(await hands.issuedBy('issuing@ao', 'AO')).toBe('AO000002')
    const { history } = await office.ask('issuing@ao', 'GET', '/AO000002')
    expect([...(history ?? [])].slice(0, 2).map(({ text }) => String(text))).toEqual([
      'Blank AO000002 handed to second@ao.',
      'Blank AO000002 taken back from second@ao.',
    ])
  })

  test('twice by one click is one, and its answer is the first one', async () => {
    const key = randomUUID()
    const first = await hands.allot('AO', 4001, 4003, 'issuing@ao', key)
    const again = await hands.allot('AO', 4001, 4003, 'issuing@ao', key)
    expect([first.status, again.status]).toEqual([200, 200])
    expect(again.body).toEqual(first.body)
    expect(said(await hands.allot('AO', 4001, 4003, 'issuing@ao'))).toBe(
      '409 CERTIFICATES_RUN_NOT_IN_STOCK',
    )
  })

  test('to the same officer at another time is another run on the page', async () => {
    const before = await hands.held('AO')
    await hands.allot('AO', 4004, 4004, 'issuing@ao')
    const after = await hands.held('AO')
    expect(after.length).toBe(before.length + 1)
  })
})

describe('all or nothing', () => {
  test.each([
    ['used', 'it was used'],
    ['allotted', 'it is in the hands of second@bw'],
    ['spoiled', 'it is recorded as spoiled'],
  ])('one that is %s stops the whole run, and is named', async (state, why) => {
    const at = { used: 21, allotted: 31, spoiled: 41 }[state] ?? 0
    if (state === 'used') await hands.issuedBy('issuing@bw', 'BW', number('BW', at))
    if (state === 'allotted') await hands.allot('BW', at, at, 'second@bw')
    if (state === 'spoiled') {
      const body = { number: number('BW', at), reason: 'Torn' }
      await hands.act('stationery@bw', '/blanks/spoil', body)
    }
    const before = await hands.states('BW')
    const refused = await hands.allot('BW', at - 5, at + 5, 'issuing@bw')
    expect(said(refused)).toBe('409 CERTIFICATES_RUN_NOT_IN_STOCK')
    expect(String(refused.body.detail)).toContain(`${number('BW', at)} is not in stock: ${why}.`)
    expect(refused.body.refusals?.[0]).toMatchObject({ field: 'first' })
    expect(await hands.states('BW')).toEqual(before)
    const told = await office.rows(
      `select 1 from certificates.event where participant = 'BW' and subject = $1`,
      [number('BW', at - 5)],
    )
    expect(told).toEqual([])
  })
})

describe('what is in the hands of one', () => {
  test('is not issued or closed by another, who is told whose it is', async () => {
    await hands.allot('BW', 101, 103, 'second@bw')
    const refused = await hands.issue('issuing@bw', 'BW', number('BW', 102))
    expect(said(refused)).toBe('409 CERTIFICATES_NUMBER_HELD')
    expect(String(refused.body.detail)).toContain('BW000102 is in the hands of second@bw.')
    const torn = { number: number('BW', 103), reason: 'Torn' }
    expect(said(await hands.act('issuing@bw', '/blanks/spoil', torn))).toBe(
      '409 CERTIFICATES_NUMBER_HELD',
    )
    expect((await hands.act('second@bw', '/blanks/spoil', torn)).status).toBe(200)
    const [closed] = await office.rows(
      `select state, holder_name from certificates.blank where number = 'BW000103'`,
    )
    expect(closed).toEqual({ state: 'spoiled', holder_name: 'second@bw' })
    expect(await hands.issuedBy('second@bw', 'BW', number('BW', 102))).toBe('BW000102')
  })

  test('is counted for him and not for the others; the last of the stock is for all', async () => {
    const left = async (who: string, id: string) => {
      const { checks } = await office.ask(who, 'GET', `/applications/${id}`)
      const check = [...(checks ?? [])].find(({ code }) => String(code) === 'CHECK_NUMBERS_LEFT')
      return Number((check?.detail as Json | undefined)?.left)
    }
    const id = await hands.submitted('CA')
    await hands.allot('CA', 1, 30, 'second@ca')
    expect([await left('second@ca', id), await left('issuing@ca', id)]).toEqual([5000, 4970])
    await office.rows(`update certificates.blank set state = 'returned' where participant = 'CA'
      and state = 'in_stock'`)
    expect([await left('second@ca', id), await left('issuing@ca', id)]).toEqual([30, 0])
    expect(said(await hands.issue('issuing@ca', 'CA'))).toBe('409 CERTIFICATES_NO_BLANK')
    expect(await hands.issuedBy('second@ca', 'CA')).toBe('CA000001')
  })
})

describe('gaps', () => {
  test('a run in a hand is none of the stock; what its holder passes over is one and rings', async () => {
    await hands.allot('US', 3, 6, 'second@us')
    const stock = [
      await hands.issuedBy('issuing@us', 'US'),
      await hands.issuedBy('issuing@us', 'US'),
    ]
    expect([...stock, await hands.issuedBy('issuing@us', 'US')]).toEqual([
      'US00001',
      'US00002',
      'US00007',
    ])
    expect(await hands.gaps('US')).toEqual([])
    expect(await hands.issuedBy('second@us', 'US', number('US', 5))).toBe('US00005')
    expect(await hands.gaps('US')).toEqual(['US00003', 'US00004'])
    expect(await stepsOf(office).alarms('issuing@us', 'US00005')).toEqual(['NUMBER_GAP'])
    expect(await hands.issuedBy('second@us', 'US')).toBe('US00003')
    expect(await hands.gaps('US')).toEqual(['US00004'])
  })

  test('a run out of the middle leaves none in the stock, nor does its use', async () => {
    await hands.allot('IN', 101, 102, 'second@in')
    expect(await hands.issuedBy('second@in', 'IN', number('IN', 101))).toBe('IN000101')
    expect(await hands.gaps('IN')).toEqual([])
    expect(await stepsOf(office).alarms('issuing@in', 'IN000101')).toEqual([])
  })

  test('numbers left out of the stock are one, with a run in a hand between them and the chosen one', async () => {
    await hands.allot('IN', 5, 8, 'second@in')
    expect(await hands.issuedBy('issuing@in', 'IN', number('IN', 9))).toBe('IN000009')
    const left = ['IN000001', 'IN000002', 'IN000003', 'IN000004']
    expect(await hands.gaps('IN')).toEqual(left)
    const [alarm] = await office.rows(
      `select detail from certificates.alarm where number = 'IN000009'`,
    )
    expect(alarm).toEqual({ detail: { from: 'IN000001', to: 'IN000004' } })
    // Taken back below a used number: nobody has passed over it, it comes next.
    await hands.takeBack('IN', 5, 8)
    expect(await hands.gaps('IN')).toEqual(left)
  })
})
