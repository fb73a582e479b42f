import type { Caller, Json } from './caller.ts'

type Content = Readonly<Record<string, unknown>>

const firm = (name: string, place: string, country: string) => ({
  name,
  address: '1 Market Street',
  place,
  country,
})

/** Two parcels from the Democratic Republic of the Congo to Antwerp, with what a test changes. */
export function goods(change: Content = {}): Content {
  return {
    kind: 'regular',
    purpose: 'sale',
    destination: 'EU',
    transit: [],
    exporter: firm('Comptoir Lubilandi SARL', 'Mbuji-Mayi', 'CD'),
    importer: firm('Van Ostaeyen & Dochters NV', 'Antwerp', 'BE'),
    origin: { mode: 'single', countries: ['CD'] },
    parcels: [
      { hs: '7102.31', carats: '12.30', usd: '4500.00' },
      { hs: '7102.21', carats: '100.00', usd: '1100.00' },
    ],
    sources: [{ kind: 'own_production', reference: 'MINE-1', country: 'CD' }],
    relatedNumbers: [],
    declaration: { accepted: true, name: 'E. Tshibola' },
    ...change,
  }
}

let lots = 0

/** The same weights at a value of their own: two shipments that are alike in both are stopped at issue. */
export function nextGoods(change: Content = {}): Content {
  lots += 1
  const [first, ...others] = goods().parcels as readonly Content[]
  const usd = (4500 + lots / 100).toFixed(2)
  return goods({ parcels: [{ ...first, usd }, ...others], ...change })
}

export const FOUND = {
  parcels: 2,
  lines: [
    { hs: '7102.31', carats: '12.30' },
    { hs: '7102.21', carats: '100.00' },
  ],
}
export const SEALS = ['CD-1001', 'CD-1002']
export const VALIDATION = { found: FOUND, containers: SEALS.map((seal) => ({ seals: [seal] })) }

/** One certificate on its way: its number and the code on its sheet. */
export type Shipment = { readonly number: string; readonly qr: string; readonly issuer: string }

/** The steps of the main job, each by whom it falls to, in any of the offices. */
export function stepsOf({ ask }: Caller) {
  const at = (office: string, issuer: string) => `${office}@${issuer.toLowerCase()}`
  const submitted = async (change: Content = {}, issuer = 'CD') => {
    const start = { content: nextGoods(change), submit: true }
    const { id } = await ask(at('exporter', issuer), 'POST', '/applications', start)
    return String(id)
  }
  const issued = async (change: Content = {}, issuer = 'CD') => {
    const id = await submitted(change, issuer)
    const path = `/applications/${id}/issue`
    const { number } = await ask(at('issuing', issuer), 'POST', path, {})
    return { id, number: String(number), issuer }
  }
  const validated = async (change: Content = {}, issuer = 'CD'): Promise<Shipment> => {
    const { number } = await issued(change, issuer)
    const path = `/${number}/validate`
    const { qr } = await ask(at('validating', issuer), 'POST', path, VALIDATION)
    return { number, issuer, qr: String(qr) }
  }
  const exported = async (change: Content = {}, issuer = 'CD'): Promise<Shipment> => {
    const shipment = await validated(change, issuer)
    await ask(at('issuing', issuer), 'POST', `/${shipment.number}/export`, {})
    return shipment
  }
  const presented = (who: string, document: string, place: string, office = 'authority') =>
    ask(who, 'POST', '/presentations', { document, place, office })
  const arrival = ({ issuer, number }: Shipment) => `/arrivals/${issuer}/${number}`
  const inspected = async (who: string, shipment: Shipment, found: unknown = FOUND) => {
    const seals = SEALS.map((seal) => ({ seal, intact: true }))
    await ask(who, 'POST', `${arrival(shipment)}/seals`, { found: seals })
    return ask(who, 'POST', `${arrival(shipment)}/weighing`, found)
  }
  const confirmed = async (who: string, shipment: Shipment, place = 'Antwerp'): Promise<Json> => {
    await presented(who, shipment.qr, place)
    await inspected(who, shipment)
    return ask(who, 'POST', `${arrival(shipment)}/confirm`, {})
  }
  const alarms = async (who: string, number: string): Promise<string[]> => {
    const answer = await ask(who, 'GET', '/alarms')
    const ours = [...(answer.alarms ?? [])].filter((each) => String(each.number) === number)
    return ours.map(({ code }) => String(code)).sort()
  }
  return {
    submitted,
    issued,
    validated,
    exported,
    presented,
    arrival,
    inspected,
    confirmed,
    alarms,
  }
}
