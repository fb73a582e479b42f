import { afterAll, beforeAll, expect, test } from 'vitest'
import type { Json } from './caller.ts'
import { type Office, openOffice } from './office.ts'
import { type Shipment, stepsOf } from './shipment.ts'

/** What is kept is codes; what an officer reads is words in the language of the officer. */

let office: Office
let steps: ReturnType<typeof stepsOf>
beforeAll(async () => {
  office = await openOffice()
  steps = stepsOf(office)
})
afterAll(() => office.close())

const ask: Office['ask'] = (...given) => office.ask(...given)
const readIn = async (language: string, who: string, path: string): Promise<Json> => {
  const headers = { 'accept-language': language }
  const url = `/api/certificates${path}`
  const { status, body } = await office.call(who, 'GET', url, undefined, headers)
  expect(status).toBe(200)
  return body
}
const textsOf = ({ history, alarms }: Json) =>
  [...(history ?? []), ...(alarms ?? [])].map(({ text }) => String(text))
const notesOf = ({ waiting }: Json, number: string) =>
  [...(waiting ?? [])]
    .filter((each) => String(each.number) === number)
    .map(({ note }) => String(note))
const ENGLISH = /European Union|Democratic Republic|United Arab Emirates|India\b|Congo,|\bUTC,/

/** Detained in transit, refused at its destination, shown again, confirmed by nobody, and void. */
async function troubled(): Promise<Shipment> {
  const shipment = await steps.exported({ transit: ['AE'] })
  await office.settled()
  const act = (who: string, name: string, body: unknown) =>
    ask(who, 'POST', `${steps.arrival(shipment)}/${name}`, body)
  await steps.presented('importing@ae', shipment.qr, 'Dubai')
  await act('importing@ae', 'detain', { reason: 'x' })
  await steps.presented('importing@in', shipment.qr, 'Mumbai')
  await steps.presented('importing@eu', shipment.qr, 'Antwerp')
  await act('importing@eu', 'refuse', { reason: 'x', reasons: ['SEAL_BROKEN'] })
  await steps.presented('importing@eu', shipment.qr, 'Zaventem')
  await office.settled()
  await ask('issuing@cd', 'POST', `/${shipment.number}/void`, { reason: 'x' })
  await office.settled()
  await steps.presented('importing@eu', shipment.qr, 'Zaventem')
  await office.settled()
  return shipment
}

test('nothing that a French officer reads of a troubled shipment has an English name in it', async () => {
  const shipment = await troubled()
  const home = await readIn('fr', 'issuing@cd', `/${shipment.number}`)
  const there = await readIn('fr', 'importing@eu', steps.arrival(shipment))
  const work = notesOf(await readIn('fr', 'issuing@cd', '/work'), shipment.number)
  const alarms = textsOf(await readIn('fr', 'issuing@cd', '/alarms'))
  const all = [...textsOf(home), ...textsOf(there), ...work, ...alarms]
  expect(work.length).toBeGreaterThan(3)
  expect(alarms.length).toBeGreaterThan(3)
  expect(all.filter((text) => ENGLISH.test(text))).toEqual([])
  const said = all.join('\n')
  expect(said).toContain('Envoi annoncé. Émetteur : République démocratique du Congo.')
  expect(said).toContain('Envoi retenu. Participant : Émirats arabes unis.')
  expect(said).toContain('Envoi refusé. Participant : Union européenne.')
  expect(said).toContain('a été présenté ici : Inde, Mumbai.')
  expect(said).toContain('de nouveau : Union européenne, Zaventem.')
  // Since when it was closed is a time for the one who closed it too, not the name of a state.
  expect(textsOf(home).join('\n')).toMatch(/l’avait clos depuis \d+ \S+ \d{4}, \d\d:\d\d UTC/)
  const english = textsOf(await readIn('en', 'issuing@cd', `/${shipment.number}`)).join('\n')
  expect(english).toContain('Refused by European Union: x')
  expect(english).toContain('presented again in European Union, Zaventem.')
})

test('a confirmation and who settled an alarm follow the reader', async () => {
  const shipment = await steps.exported()
  await office.settled()
  await office.rows(
    `insert into certificates.alarm (participant, code, issuer, number, source, detail, at)
     values ('CD', 'CONFIRMATION_OVERDUE', 'CD', $1, 'CD', $2::jsonb, now())`,
    [shipment.number, { number: shipment.number, destination: 'EU', due: '2026-07-01' }],
  )
  await steps.confirmed('importing@eu', shipment)
  await office.settled()
  for (const [language, name] of [
    ['en', 'European Union'],
    ['fr', 'Union européenne'],
  ] as const) {
    const home = await readIn(language, 'issuing@cd', `/${shipment.number}`)
    expect(textsOf(home).at(-2)).toContain(name)
    expect(home.alarms).toMatchObject([{ acknowledgedBy: name }])
  }
})

test('the verdict of a presentation is worded for whoever reads it later', async () => {
  const shipment = await steps.exported()
  await office.settled()
  await ask('issuing@cd', 'POST', `/${shipment.number}/void`, { reason: 'x' })
  await steps.presented('importing@eu', shipment.qr, 'Antwerp')
  const reasonIn = async (language: string) => {
    const { verdict } = await readIn(language, 'importing@eu', steps.arrival(shipment))
    const [first] = verdict?.reasons ?? []
    return `${first?.code}: ${first?.text}`
  }
  expect(await reasonIn('en')).toMatch(/^VOID: The issuer made this .* UTC\.$/)
  expect(await reasonIn('fr')).toMatch(/^VOID: L’émetteur a annulé ce .* UTC\.$/)
  const stepIn = async (language: string) => {
    const { verdict } = await readIn(language, 'importing@eu', steps.arrival(shipment))
    const step = verdict?.steps?.find(({ state }) => String(state) === 'failed')
    // What was found is kept with the reasons, not only what it did to the verdict.
    const found = JSON.stringify(verdict?.steps?.map(({ found: each }) => each))
    expect(found).toContain(shipment.number)
    return `${verdict?.steps?.length}: ${step?.title}. ${step?.reasons?.[0]?.text}`
  }
  expect(await stepIn('en')).toMatch(/^12: What happened since\. The issuer made this /)
  expect(await stepIn('fr')).toMatch(/^12: Ce qui s’est passé depuis\. L’émetteur a annulé ce /)
  await office.rows(
    `update certificates.arrival set verdict = jsonb_set(verdict, '{reasons}', $2::jsonb) where number = $1`,
    [shipment.number, JSON.stringify([{ code: 'VOID', text: 'Kept as text.' }])],
  )
  expect(await reasonIn('fr')).toBe('VOID: Kept as text.')
  await office.rows(
    `update certificates.arrival set verdict = verdict - 'facts' where number = $1`,
    [shipment.number],
  )
  const { verdict } = await readIn('fr', 'importing@eu', steps.arrival(shipment))
  expect(verdict?.steps).toBeNull()
})

test('rows from before the codes were kept show as they stand', async () => {
  const shipment = await steps.exported()
  await office.settled()
  await office.rows(
    `update certificates.event set detail = '{"place": "Democratic Republic of the Congo"}'
     where participant = 'EU' and subject = $1 and act = 'pre-alert'`,
    [shipment.number],
  )
  const { history } = await readIn('fr', 'importing@eu', steps.arrival(shipment))
  expect(String(history?.[0]?.text)).toBe(
    'Envoi annoncé. Émetteur : Democratic Republic of the Congo.',
  )
})

test('a certificate that comes back unused says nothing in English in a French office', async () => {
  const shipment = await steps.validated()
  await office.settled()
  await ask('issuing@cd', 'POST', `/${shipment.number}/return-unused`, {})
  await office.settled()
  const texts = textsOf(await readIn('fr', 'importing@eu', steps.arrival(shipment)))
  expect(texts.at(-1)).toBe('Statut donné par l’autorité émettrice : rendu inutilisé. Motif : –')
})
