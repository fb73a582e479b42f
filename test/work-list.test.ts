import { afterAll, beforeAll, expect, test } from 'vitest'
import { type Office, openOffice } from './office.ts'
import { nextGoods } from './shipment.ts'

let office: Office
beforeAll(async () => {
  office = await openOffice()
})
afterAll(() => office.close())

const submit = () =>
  office.ask('exporter@cd', 'POST', '/applications', { content: nextGoods(), submit: true })
const workOf = (who: string) => office.ask(who, 'GET', '/work')

test('a list that holds a hundred says when more wait, and never that a hundred are all', async () => {
  const ids: unknown[] = []
  for (let at = 0; at < 100; at += 1) ids.push((await submit()).id)
  const full = await workOf('issuing@cd')
  expect([full.waiting?.length, full.more, full.counts]).toMatchObject([
    100,
    false,
    { applications: { submitted: 100 } },
  ])
  await submit()
  const more = await workOf('issuing@cd')
  expect([more.waiting?.length, more.more, more.waiting?.[0]?.id]).toEqual([100, true, ids[0]])
})
