import { expect } from 'vitest'
import type { InPersonScene } from './in-person-scene.ts'
import { stepsOf } from './shipment.ts'

/** Every kind of statement but a certificate, as it is decided while nobody signs. */

/** Certificates and goods at the point where each act is the next one. */
export async function readyToDecide(scene: InPersonScene) {
  const steps = stepsOf(scene.office)
  const validated = async () => {
    const number = await scene.issued()
    const { body } = await scene.validate('Vera', number)
    return { number, issuer: 'CD', qr: String(body.qr) }
  }
  const exported = async () => {
    const shipment = await validated()
    await scene.office.ask('issuing@cd', 'POST', `/${shipment.number}/export`, {})
    return shipment
  }
  const inspected = async () => {
    const shipment = await exported()
    await steps.presented('importing@eu', shipment.qr, 'Antwerp')
    await steps.inspected('importing@eu', shipment)
    return shipment
  }
  const [wrong, surrendered, stolen, unused] = [
    await validated(),
    await validated(),
    await validated(),
    await validated(),
  ]
  const slip = await exported()
  const [arrived, stopped] = [await inspected(), await inspected()]
  const opened = { number: await scene.issued(), issuer: 'CD', qr: '' }
  await scene.office.settled()
  return { wrong, surrendered, stolen, unused, slip, arrived, stopped, opened }
}
export type Ready = Awaited<ReturnType<typeof readyToDecide>>

const reason = 'Wrong box.'

/** Who does what, to which state it leads at once, and what then waits, in the order of this table. */
const DECISIONS = [
  ['wrong', 'issuing@cd', 'void', { reason }, 'voided', 'void'],
  [
    'surrendered',
    'issuing@cd',
    'replace',
    { reason, originalSurrendered: true },
    'replaced',
    'void',
  ],
  [
    'stolen',
    'issuing@cd',
    'report-lost',
    { circumstances: reason, stolen: true },
    'lost',
    'stolen',
  ],
  ['unused', 'issuing@cd', 'return-unused', {}, 'returned_unused', 'returned_unused'],
  [
    'slip',
    'issuing@cd',
    'correct',
    { field: 'importer.name', is: 'Van Ostaeyen NV', reason },
    'exported',
    'correction',
  ],
  ['opened', 'validating@cd', 'send-back', { reason }, 'spoiled', 'spoiled'],
  ['arrived', 'importing@eu', 'confirm', {}, 'confirmed', 'import-confirmation'],
  ['stopped', 'importing@eu', 'detain', { reason }, 'detained', 'discrepancy'],
] as const satisfies readonly (readonly [keyof Ready, string, string, object, string, string])[]

/** Where a thing is, of who exports it or of who receives it. */
function pathOf(who: string, number: string): string {
  return who.endsWith('@eu') ? `/arrivals/CD/${number}` : `/${number}`
}

const BLANK = { number: 'CD004000', reason: 'Torn.' }

/** What was signed beside certificates, as it went to the log. */
export const saidOf = (scene: InPersonScene, ready: Ready) =>
  scene.office.rows<{ number: string; kind: string }>(
    `select number, s.kind from certificates.statement s
     join transparency.pending_entry e on e.participant = s.participant and e.statement_digest = s.digest
     where s.author = s.participant and s.kind not in ('certificate', 'number-block') and number = any($1) order by queued_at`,
    [[BLANK.number, ...Object.values(ready).map(({ number }) => number)]],
  )

/** Each counts at once, says what waits, and the same click gets the same answer. */
export async function decideAll(scene: InPersonScene, ready: Ready): Promise<void> {
  for (const [name, who, act, body, state, what] of DECISIONS) {
    const path = pathOf(who, ready[name].number)
    const key = { 'idempotency-key': `away-${name}` }
    const press = () => scene.office.call(who, 'POST', `/api/certificates${path}/${act}`, body, key)
    const answer = await press()
    expect([act, answer.status]).toEqual([act, 200])
    const seen = await scene.office.ask(who, 'GET', path)
    const waits = [...(seen.waiting ?? [])].map((each) => String(each.what))
    expect([act, String(seen.state), ...waits]).toEqual([act, state, what])
    expect((await press()).body).toEqual(answer.body)
  }
  await scene.office.ask('stationery@cd', 'POST', '/blanks/spoil', BLANK)
  const { waiting } = await scene.office.ask('issuing@cd', 'GET', `/${ready.wrong.number}`)
  expect(String(waiting?.[0]?.text)).toMatch(
    /^Declared void by .+ and second officer of CD; waits for the signature\.$/,
  )
}

/** Nobody goes on with it, and none of it is decided twice. */
export async function refuseTheRest(scene: InPersonScene, ready: Ready): Promise<void> {
  const everything = { reason: 'X', circumstances: 'X', originalSurrendered: true }
  const codeOf = async (who: string, path: string, body: object = everything) =>
    String((await scene.act(who, path, body)).body.code)
  for (const act of ['void', 'export', 'replace', 'correct', 'return-unused', 'report-lost']) {
    const code = await codeOf('issuing@cd', `/${ready.wrong.number}/${act}`)
    expect([act, code]).toEqual([act, 'CERTIFICATES_STATE'])
  }
  const at = (name: 'stopped' | 'arrived') => pathOf('importing@eu', ready[name].number)
  expect(await codeOf('importing@eu', `${at('stopped')}/detain`)).toBe('CERTIFICATES_STATE')
  const second = await codeOf('importing@eu', `${at('arrived')}/confirm`)
  expect(second).toBe('CERTIFICATES_ALREADY_CONFIRMED')
  const twice = await codeOf('stationery@cd', '/blanks/spoil', BLANK)
  expect(twice).toBe('CERTIFICATES_NUMBER_TAKEN')
}
