import { readFile } from 'node:fs/promises'
import { join } from 'node:path'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { APPLICATION } from '../src/main/tour-shipment.ts'
import { type NodeUnderTest, startBegunNode } from './node-under-test.ts'

/** The home of every role comes painted, with its data, for who is signed in and for nobody else. */

type Account = {
  readonly email: string
  readonly password: string
  readonly token: string
  readonly participant: string
  readonly roles: readonly string[]
}

/** What a replacement, a tag or a line of a script would read as an order. */
const NAME = "A$'B$& </script><b>§ Fils"

let node: NodeUnderTest
let accounts: readonly Account[]
beforeAll(async () => {
  node = await startBegunNode()
  const file = await readFile(join(node.dataFolder, 'demo-accounts.json'), 'utf8')
  accounts = (JSON.parse(file) as { accounts: readonly Account[] }).accounts
  const content = { ...APPLICATION, importer: { ...APPLICATION.importer, name: NAME } }
  const sent = await fetch(`${node.baseUrl}/api/certificates/applications`, {
    method: 'POST',
    headers: {
      'content-type': 'application/json',
      authorization: `Bearer ${account('CD', 'exporter').token}`,
    },
    body: JSON.stringify({ content, submit: true }),
  })
  expect(sent.status, await sent.text()).toBe(201)
})
afterAll(() => node.dispose())

function account(participant: string, role: string): Account {
  const found = accounts.find(
    (each) => each.participant === participant && each.roles.includes(role),
  )
  if (found === undefined) throw new Error(`no ${role} of ${participant}`)
  return found
}

async function home(participant: string, role: string) {
  const { email, password } = account(participant, role)
  const signedIn = await fetch(`${node.baseUrl}/api/access/sign-in`, {
    method: 'POST',
    headers: { 'content-type': 'application/json', origin: node.baseUrl },
    body: JSON.stringify({ email, password }),
  })
  expect(signedIn.status).toBe(200)
  const cookie = signedIn.headers.getSetCookie().map((each) => each.split(';')[0])
  return page({ cookie: cookie.join('; ') })
}

async function page(headers: Readonly<Record<string, string>>) {
  const answer = await fetch(`${node.baseUrl}/`, { headers: { accept: 'text/html', ...headers } })
  return { html: await answer.text(), cache: answer.headers.get('cache-control') }
}

test('an officer gets the rows in the page, whatever a firm calls itself', async () => {
  const { html, cache } = await home('CD', 'issuing_officer')
  expect(cache).toBe('no-store')
  expect(html.includes('A$&#x27;B$&amp; &lt;/script&gt;&lt;b&gt;§ Fils')).toBe(true)
  expect(html.includes('</script><b>')).toBe(false)
  const [, json = ''] = /id="first-data">(.*?)<\/script>/s.exec(html) ?? []
  const { officer, work } = JSON.parse(json)
  expect(officer.participant).toBe('CD')
  expect(JSON.stringify(work)).toContain(JSON.stringify(NAME))
  expect(html.match(/<\/html>/g)?.length).toBe(1)
})

test('another Participant’s officer and a visitor see none of it', async () => {
  const abroad = await home('EU', 'confirmation_clerk')
  expect(abroad.html.includes('id="first-data"')).toBe(true)
  expect(abroad.html.includes('Fils')).toBe(false)
  for (const cookie of ['', 'openkp.session_token=made.up', 'openkp-language=fr']) {
    const { html } = await page({ cookie })
    expect(html.includes('first-data')).toBe(false)
    expect(html.includes('<!--frame-->')).toBe(true)
  }
})
