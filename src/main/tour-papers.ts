import { join } from 'node:path'
import { readDocument } from '../certificates/adapters/read-document.ts'
import { readDocument as readForm } from '../certificates/document.ts'
import { sameBytes } from '../crypto/bytes.ts'
import { writeWhole } from './cli-files.ts'
import type { Client } from './cli-http.ts'
import { exportCommand } from './cli-trust.ts'
import { verifyCommand } from './cli-verify.ts'
import { expect, type Json, StepFault } from './tour-client.ts'
import { codePicture } from './tour-files.ts'
import type { Issued, People, Step } from './tour-walk.ts'

/** What the tour leaves behind. */
export type Papers = { readonly number: string; readonly files: Readonly<Record<string, string>> }

/** `dataFolder` holds the TLS certificate of a node on this machine. */
export type Desk = Issued & {
  readonly client: Client
  readonly out: string
  readonly dataFolder: string
}

/** The faces of a certificate that was signed, each verified without the node that made it. */
export async function papersOf(step: Step, { issuing }: People, desk: Desk) {
  const { number, qr, out } = desk
  const file = (name: string) => join(out, name)
  const path = `/api/certificates/${number}`
  await step('The sheet is printed as a PDF', async () => {
    const pdf = await issuing.file(`${path}/sheet.pdf`)
    const cose = await issuing.file(`${path}/statement.cose`)
    await keep(file('certificate.pdf'), pdf)
    await keep(file('certificate.cose'), cose)
    await keep(file('certificate.qr.txt'), qr)
    await keep(file('certificate.png'), codePicture(qr))
    const inside = await readDocument(new Uint8Array(pdf))
    const same = inside.ok && inside.value.kind === 'cose' && sameBytes(inside.value.bytes, cose)
    expect('the statement inside the PDF', same, true)
    expect('the statement in the code', sameBytes(statementIn(qr), cose), true)
    return [null, `${pdf.length} bytes; PDF and code carry the same ${cose.length} signed bytes`]
  })
  await step('The trust bundle is exported', async () => {
    // Somebody may just have been given lists from before the signature, which a node gives for seconds.
    const { bytes, rootFingerprint } = await bundleThatSays('VALID', desk, 'trust.bundle')
    return [null, `${bytes} bytes, root ${String(rootFingerprint).slice(0, 16)}…`]
  })
  await step('Verified without a network: PDF, picture, text and bytes', async () => {
    for (const name of FACES) expect(name, await verdictOf(desk, name, 'trust.bundle'), 'VALID')
    return [null, `VALID for all ${FACES.length}`]
  })
  await step('The goods leave', async () => {
    const gone = await issuing.post(`${path}/export`)
    expect('the state', gone.state, 'exported')
    return [null, 'exported']
  })
  const files = Object.fromEntries([...FACES, 'trust.bundle'].map((name) => [name, file(name)]))
  return { left: { number, files }, usedNow: () => used(step, desk) }
}

const FACES = ['certificate.pdf', 'certificate.png', 'certificate.qr.txt', 'certificate.cose']
const WAIT_MS = 20_000
const LOOK_MS = 1_000

/** Lists that are fetched after the confirmation know that the number is used. */
function used(step: Step, desk: Desk): Promise<null> {
  return step('Newer lists know that the number is used', async () => {
    const { verdict, code } = await bundleThatSays('USED', desk, 'trust.after.bundle')
    return [null, `${verdict} ${code}`]
  })
}

/** Fetches lists until the verdict on the code, or the first of its reasons, is the one that is waited for. */
async function bundleThatSays(wanted: string, desk: Desk, name: string): Promise<Json> {
  const last = performance.now() + WAIT_MS
  for (;;) {
    const exported = await exportBundle(desk, join(desk.out, name))
    const { verdict, reasons } = await verify(desk, 'certificate.qr.txt', name)
    const code = (reasons as readonly Json[])[0]?.code
    if (verdict === wanted || code === wanted) return { ...exported, verdict, code }
    if (performance.now() > last) throw new StepFault(`the verdict stays ${verdict} ${code}`)
    await new Promise((done) => setTimeout(done, LOOK_MS))
  }
}

async function exportBundle({ client, dataFolder }: Desk, out: string): Promise<Json> {
  const now = Math.floor(Date.now() / 1000)
  const from = client.baseUrl
  const exported = await exportCommand({ out, from, dataFolder, env: process.env, now })
  if (!exported.ok) throw new StepFault(`the bundle: ${exported.refusals[0].code}`)
  return exported.value.json as Json
}

async function verdictOf(desk: Desk, name: string, bundle: string): Promise<unknown> {
  return (await verify(desk, name, bundle)).verdict
}

async function verify({ out }: Desk, name: string, bundle: string): Promise<Json> {
  const verified = await verifyCommand({
    file: join(out, name),
    trust: join(out, bundle),
    now: Math.floor(Date.now() / 1000),
    pins: [],
    remember: undefined,
    dataFolder: out,
    language: 'en',
  })
  if (!verified.ok) throw new StepFault(`${name}: ${verified.refusals[0].code}`)
  return verified.value.json as Json
}

function statementIn(qr: string): Uint8Array {
  const form = readForm({ text: qr })
  if (!form.ok) throw new StepFault(`the code: ${form.refusals[0].code}`)
  return form.value.bytes
}

async function keep(path: string, bytes: Uint8Array | string): Promise<void> {
  const written = await writeWhole(path, bytes)
  if (!written.ok) throw new StepFault(`${path}: ${written.refusals[0].code}`)
}
