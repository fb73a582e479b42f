import { randomUUID } from 'node:crypto'
import type { Ask } from './cli-http.ts'
import { expect, type Json, type Person, StepFault } from './tour-client.ts'
import { invoice } from './tour-files.ts'
import { APPLICATION, APPLICATION_WITH_A_SLIP, INVOICE, SHIPMENT } from './tour-shipment.ts'

export type People = Readonly<
  Record<'exporter' | 'issuing' | 'validating' | 'inspector' | 'importing', Person>
>

/** Does one step and says in a line what was checked. */
export type Step = <T>(name: string, walk: () => Promise<readonly [T, string]>) => Promise<T>

export type Issued = { readonly number: string; readonly qr: string }

const APPLICATIONS = '/api/certificates/applications'

/** From the draft to the export: the exporting side. */
export async function exportingSide(step: Step, people: People): Promise<Issued> {
  const id = await applied(step, people)
  await mended(step, people, id)
  return issued(step, people, id)
}

async function applied(step: Step, { exporter }: People): Promise<string> {
  const draft = await step('The exporter starts a draft', async () => {
    const { parcels, ...unfinished } = APPLICATION_WITH_A_SLIP
    const made = await exporter.post(APPLICATIONS, { content: unfinished })
    expect('the state', made.state, 'draft')
    expect('what is missing', codes(made.refusals).length > 0, true)
    return [made, `saved without its ${parcels.length} parcels, and told what is missing`]
  })
  const id = String(draft.id)
  const path = `${APPLICATIONS}/${id}`
  await step('It is saved, and a stale copy is not', async () => {
    const content = APPLICATION_WITH_A_SLIP
    const saved = await exporter.put(path, { version: draft.version, content })
    expect('what is missing', codes(saved.refusals), [])
    const stale = await exporter.refused('PUT', path, { version: draft.version, content })
    expect('the refusal', stale, 'CERTIFICATES_DRAFT_CHANGED')
    return [saved, `version ${saved.version}; a save over version ${draft.version} was refused`]
  })
  await step('The invoice is attached', async () => {
    const file = invoice(INVOICE)
    const answer = await exporter.post(
      `${path}/attachments`,
      undefined,
      multipart('invoice.pdf', file),
    )
    const [first] = answer.attachments as readonly Json[]
    expect(
      'the attachment',
      [first?.name, first?.mediaType, first?.size],
      ['invoice.pdf', 'application/pdf', file.length],
    )
    const back = await exporter.file(`${path}/attachments/invoice.pdf`)
    expect('what comes back', back.equals(file), true)
    return [answer, `${file.length} bytes, the same when read back`]
  })
  await step('It goes to the authority', async () => {
    const sent = await exporter.post(`${path}/submit`)
    expect('the state', sent.state, 'submitted')
    return [sent, 'submitted']
  })
  return id
}

async function mended(step: Step, { exporter, issuing }: People, id: string): Promise<void> {
  const path = `${APPLICATIONS}/${id}`
  await step('The issuing officer finds it waiting and returns it', async () => {
    const { waiting } = await issuing.get('/api/certificates/work')
    const mine = (waiting as readonly Json[]).some((each) => each.id === id)
    const listed = mine || (await isListed(issuing, id))
    expect('on the list of what waits', listed, true)
    const reason = 'The value of lot 7 is not that of the invoice.'
    const fields = [{ field: 'parcels.0.usd', text: 'The invoice says 98,964.00 US$.' }]
    const returned = await issuing.post(`${path}/return`, { reason, fields })
    expect('the state', returned.state, 'returned')
    return [returned, 'with a deficiency at parcels.0.usd']
  })
  await step('The exporter mends it', async () => {
    const seen = await exporter.get(path)
    expect('the deficiency', (seen.deficiency as Json | null)?.fields !== undefined, true)
    const saved = await exporter.put(path, { version: seen.version, content: APPLICATION })
    const sent = await exporter.post(`${path}/submit`, { version: saved.version })
    expect('the state', sent.state, 'submitted')
    expect('the value', (sent.totals as Json).usd, '114589.00')
    return [sent, 'saw the deficiency, and submitted again with 114,589.00 US$']
  })
}

/** A work list shows a hundred; the list by state finds what waits behind them. */
async function isListed(issuing: Person, id: string): Promise<boolean> {
  const { applications } = await issuing.get(`${APPLICATIONS}?state=submitted`)
  return (applications as readonly Json[]).some((each) => each.id === id)
}

async function issued(step: Step, { issuing, validating }: People, id: string): Promise<Issued> {
  const number = await step('The certificate is issued', async () => {
    // Two presses of one button carry one key.
    const headers = { 'idempotency-key': randomUUID() }
    const json = { despite: answersTo(await issuing.get(`${APPLICATIONS}/${id}`)) }
    const first = await issuing.post(`${APPLICATIONS}/${id}/issue`, undefined, { json, headers })
    const again = await issuing.post(`${APPLICATIONS}/${id}/issue`, undefined, { json, headers })
    expect('the number of the second press', again.number, first.number)
    return [String(first.number), `number ${first.number}; pressing twice issued one`]
  })
  const path = `/api/certificates/${number}`
  const validation = { found: SHIPMENT.found, containers: [{ seals: SHIPMENT.seals }] }
  const qr = await step('Another officer validates, and it is signed', async () => {
    const same = await issuing.refused('POST', `${path}/validate`, validation)
    expect('who issued it', same, 'ACCESS_NOT_ALLOWED')
    const signed = await validating.post(`${path}/validate`, validation)
    expect('the state', signed.state, 'validated')
    const text = String(signed.qr)
    return [text, `${text.length} characters of code; who issued it was refused`]
  })
  return { number, qr }
}

/** A second tour on one node brings the goods of the first, which is stopped until it is answered. */
function answersTo({ checks }: Json): readonly Json[] {
  const reason = 'The tour is walked again with the same invented goods.'
  return (checks as readonly Json[])
    .filter(({ answerable }) => answerable === true)
    .map(({ code }) => ({ check: code, reason }))
}

/** From the message before the goods to the confirmation: the importing side. */
export async function importingSide(
  step: Step,
  { inspector, importing }: People,
  { number, qr }: Issued,
): Promise<void> {
  const path = `/api/certificates/arrivals/${SHIPMENT.exporterCode}/${number}`
  await step('The pre-alert is seen abroad', async () => {
    const seen = await until(
      () => importing.get(path),
      (each) => each.state === 'expected',
    )
    return [seen, `expected in ${SHIPMENT.importerCode}`]
  })
  await step('Customs and the authority see the certificate', async () => {
    const customs = { document: qr, place: 'Zaventem', office: 'customs' }
    const first = await inspector.post('/api/certificates/presentations', customs)
    expect('the verdict', (first.verdict as Json).verdict, 'VALID')
    const authority = { document: number, place: 'Antwerp', office: 'authority' }
    const second = await importing.post('/api/certificates/presentations', authority)
    const { presentations, alarms } = second.arrival as Json
    expect('presentations in one thread', (presentations as readonly unknown[]).length, 2)
    expect('alarms', codes(alarms), [])
    return [second, 'VALID at Zaventem, then Antwerp, in one thread without an alarm']
  })
  await step('Seals are checked and the goods weighed', async () => {
    const found = SHIPMENT.seals.map((seal) => ({ seal, intact: true }))
    await importing.post(`${path}/seals`, { found })
    const weighed = await importing.post(`${path}/weighing`, SHIPMENT.found)
    const { lines } = weighed.weighing as { readonly lines: readonly Json[] }
    const differences = lines.map((each) => Number(each.difference))
    expect(
      'differences',
      differences.filter((each) => each !== 0),
      [],
    )
    return [weighed, `${found.length} seals intact, no difference in ${lines.length} lines`]
  })
  await step('Receipt is confirmed', async () => {
    const done = await importing.post(`${path}/confirm`, { reasons: [] })
    expect('the state', done.state, 'confirmed')
    return [done, `${(done.outcome as Json).outcome}`]
  })
}

/** What both sides know afterwards, and what happens when somebody tries again. */
export async function afterwards(
  step: Step,
  { issuing, inspector, importing }: People,
  { number, qr }: Issued,
): Promise<void> {
  await step('The exporting side sees the confirmation', async () => {
    const path = `/api/certificates/${number}`
    const seen = await until(
      () => issuing.get(path),
      (each) => each.state === 'confirmed',
    )
    expect('by whom', (seen.confirmation as Json).by, SHIPMENT.importerCode)
    return [seen, `confirmed by ${SHIPMENT.importerCode}`]
  })
  await step('A second presentation rings on both sides', async () => {
    const shown = { document: qr, place: 'Antwerp', office: 'customs' }
    await inspector.post('/api/certificates/presentations', shown)
    const here = await rings(importing, number)
    const there = await rings(issuing, number)
    return [null, `${here} in ${SHIPMENT.importerCode}, ${there} in ${SHIPMENT.exporterCode}`]
  })
}

async function rings(person: Person, number: string): Promise<string> {
  const mine = ({ alarms }: Json) =>
    (alarms as readonly Json[]).find((each) => each.number === number)
  const seen = await until(
    () => person.get('/api/certificates/alarms'),
    (each) => mine(each) !== undefined,
  )
  return String(mine(seen)?.code)
}

const WAIT_MS = 20_000
const LOOK_MS = 100

/** Statements travel by jobs, so what they cause is looked for again until it is there. */
export async function until(
  look: () => Promise<Json>,
  isThere: (seen: Json) => boolean,
  patienceMs = WAIT_MS,
): Promise<Json> {
  const last = performance.now() + patienceMs
  for (;;) {
    const seen = await look().catch((error: unknown) => {
      // Not found yet: the message is on its way.
      if (error instanceof StepFault && performance.now() < last) return undefined
      throw error
    })
    if (seen !== undefined && isThere(seen)) return seen
    if (performance.now() > last) throw new StepFault(`not seen in ${patienceMs / 1000} s`)
    await new Promise((done) => setTimeout(done, LOOK_MS))
  }
}

function codes(refusals: unknown): readonly unknown[] {
  return (refusals as readonly Json[]).map(({ code }) => code)
}

function multipart(name: string, bytes: Uint8Array): Ask {
  const boundary = `openkp-${randomUUID()}`
  const head = `--${boundary}\r\ncontent-disposition: form-data; name="file"; filename="${name}"\r\ncontent-type: application/octet-stream\r\n\r\n`
  const whole = Buffer.concat([Buffer.from(head), bytes, Buffer.from(`\r\n--${boundary}--\r\n`)])
  return { body: { type: `multipart/form-data; boundary=${boundary}`, bytes: whole } }
}
