import { sha256 } from '@noble/hashes/sha2.js'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { receive } from '../src/certificates/adapters/deliver.ts'
import { encodeCertificateStatus } from '../src/certificates/certificate-status.ts'
import { decodeConfirmation, encodeConfirmation } from '../src/certificates/confirmation.ts'
import { encodeCorrection } from '../src/certificates/correction.ts'
import { readDocument } from '../src/certificates/document.ts'
import type { CertificateNumber } from '../src/certificates/number.ts'
import type { CborMap } from '../src/crypto/cbor.ts'
import { parseStatement, signStatement } from '../src/crypto/statement.ts'
import type { Environment, KeyUsage, Kind } from '../src/participants/kinds.ts'
import { KINDS, typOf } from '../src/participants/kinds.ts'
import { transaction } from '../src/platform/database.ts'
import type { PartyCode } from '../src/values/codes.ts'
import { type Office, openOffice } from './office.ts'
import { type Shipment, stepsOf } from './shipment.ts'

/** What comes in from another Participant is believed for its signature and its author, for nothing else. */

let office: Office
let steps: ReturnType<typeof stepsOf>
beforeAll(async () => {
  office = await openOffice()
  steps = stepsOf(office)
})
afterAll(() => office.close())

type Forged = {
  readonly kind: Kind
  readonly by: string
  readonly body: CborMap
  readonly usage?: KeyUsage
  readonly iss?: string
  readonly environment?: Environment
}
let made = 0

/** Signed as it should be, but for what is said. */
function signed({ kind, by, body, usage, iss, environment }: Forged): Promise<Uint8Array> {
  made += 1
  const signer = office.means.signerOf(by as PartyCode, usage ?? KINDS[kind])
  const iat = Math.floor(Date.now() / 1000)
  const claims = { iss: (iss ?? by) as PartyCode, iat, exp: null, cti: `made-${made}`, body }
  return signStatement(signer, typOf(kind, environment ?? 'demonstration'), claims)
}
const deliver = (to: string, bytes: Uint8Array) =>
  transaction(office.database, (tx) => receive(tx, office.means, to as PartyCode, bytes))

const delivered = async (change: Readonly<Record<string, unknown>> = {}) => {
  const shipment = await steps.exported(change)
  await office.settled()
  return shipment
}
function digestOf({ qr }: Shipment): Uint8Array {
  const read = readDocument({ text: qr })
  if (!read.ok) throw new Error(read.refusals[0].code)
  return sha256(read.value.bytes)
}
const numberOf = ({ number }: Shipment) => number as CertificateNumber

const voiding = (shipment: Shipment) =>
  encodeCertificateStatus({
    ...{ number: numberOf(shipment), digest: digestOf(shipment), status: 'void' },
    ...{ since: Math.floor(Date.now() / 1000), other: null, reason: 'Forged.' },
  } as const)
const correction = (shipment: Shipment) =>
  encodeCorrection({
    ...{ number: numberOf(shipment), digest: digestOf(shipment), reason: 'Forged.' },
    changes: [{ field: 'importer.name', was: 'Van Ostaeyen & Dochters NV', is: 'Somebody Else' }],
  })

/** The confirmation of a shipment that really arrived, for another one. */
async function confirmationOf(shipment: Shipment, digest = digestOf(shipment)): Promise<CborMap> {
  const other = await delivered()
  await steps.confirmed('importing@eu', other)
  const [row] = await office.rows<{ bytes: Buffer }>(
    `select bytes from certificates.statement
     where participant = 'EU' and number = $1 and kind = 'import-confirmation'`,
    [other.number],
  )
  const parsed = parseStatement(new Uint8Array(row?.bytes ?? []))
  const confirmation = parsed.ok ? decodeConfirmation(parsed.value.body) : undefined
  if (confirmation === undefined) throw new Error('no confirmation to copy')
  return encodeConfirmation({ ...confirmation, number: numberOf(shipment), digest })
}
const stateAtHome = async ({ number }: Shipment) =>
  String((await office.ask('issuing@cd', 'GET', `/${number}`)).state)
const actsAbroad = async (shipment: Shipment) => {
  const { history } = await office.ask('importing@eu', 'GET', steps.arrival(shipment))
  return [...(history ?? [])].map(({ act }) => String(act))
}

describe('of a number, only its issuer says', () => {
  test.each<[string, (shipment: Shipment) => Forged]>([
    [
      'void, said by another',
      (of) => ({ kind: 'certificate-status', by: 'AO', body: voiding(of) }),
    ],
    [
      'corrected, said by another',
      (of) => ({ kind: 'correction', by: 'AO', body: correction(of) }),
    ],
    [
      'void, in the issuer’s name with another’s key',
      (of) => ({ kind: 'certificate-status', by: 'AO', iss: 'CD', body: voiding(of) }),
    ],
    [
      'void, with the issuer’s key for confirmations',
      (of) => ({ kind: 'certificate-status', by: 'CD', usage: 'confirm', body: voiding(of) }),
    ],
    [
      'void, in the language of production',
      (of) => ({
        kind: 'certificate-status',
        by: 'CD',
        environment: 'production',
        body: voiding(of),
      }),
    ],
    [
      'a correction under the name of a voiding',
      (of) => ({ kind: 'certificate-status', by: 'CD', body: correction(of) }),
    ],
    [
      'a block of numbers, which is for no one’s door',
      (of) => ({ kind: 'number-block', by: 'CD', body: voiding(of) }),
    ],
  ])('%s: refused, and nothing is kept', async (_, forge) => {
    const shipment = await delivered()
    const bytes = await signed(forge(shipment))
    expect(await deliver('EU', bytes)).toBe('refused')
    expect(await actsAbroad(shipment)).toEqual(['pre-alert'])
    const kept = 'select 1 from certificates.statement where digest = $1'
    expect(await office.rows(kept, [Buffer.from(sha256(bytes))])).toEqual([])
  })

  test('the issuer’s own word is heard, once, however often it comes', async () => {
    const shipment = await delivered()
    const bytes = await signed({ kind: 'certificate-status', by: 'CD', body: voiding(shipment) })
    const flipped = bytes.map((byte, at) => (at === bytes.length - 1 ? byte ^ 1 : byte))
    expect(await deliver('EU', flipped)).toBe('refused')
    expect(await deliver('EU', bytes.subarray(0, -1))).toBe('refused')
    expect(await deliver('EU', bytes)).toBe('received')
    expect(await deliver('EU', bytes)).toBe('duplicate')
    expect(await actsAbroad(shipment)).toEqual(['pre-alert', 'voided-by-issuer'])
  })
})

describe('what confirms a certificate', () => {
  test.each([
    ['a Participant that is not its destination', 'AE', false],
    ['the destination, for another document under its number', 'EU', true],
  ])('is nothing from %s: it rings, and the number stays open', async (_, by, another) => {
    const shipment = await delivered({ transit: ['AE'] })
    const digest = another ? new Uint8Array(32).fill(9) : digestOf(shipment)
    const body = await confirmationOf(shipment, digest)
    expect(await deliver('CD', await signed({ kind: 'import-confirmation', by, body }))).toBe(
      'received',
    )
    expect(await stateAtHome(shipment)).toBe('exported')
    expect(await steps.alarms('issuing@cd', shipment.number)).toEqual(['WRONG_PARTICIPANT'])
    const shown = await steps.presented('importing@eu', shipment.qr, 'Antwerp')
    expect(shown.verdict?.verdict).toBe('VALID')
  })

  test('is the word of its destination; a second one rings and changes nothing', async () => {
    const shipment = await delivered()
    const body = await confirmationOf(shipment)
    const confirm = async () => signed({ kind: 'import-confirmation', by: 'EU', body })
    expect(await deliver('CD', await confirm())).toBe('received')
    expect(await stateAtHome(shipment)).toBe('confirmed')
    const first = await office.ask('issuing@cd', 'GET', `/${shipment.number}`)
    expect(await deliver('CD', await confirm())).toBe('received')
    expect(await steps.alarms('issuing@cd', shipment.number)).toEqual(['SECOND_CONFIRMATION'])
    const second = await office.ask('issuing@cd', 'GET', `/${shipment.number}`)
    expect(second.confirmation).toEqual(first.confirmation)
  })

  test('a confirmation of a number that was void rings and leaves it void', async () => {
    const shipment = await delivered()
    const body = await confirmationOf(shipment)
    await office.ask('issuing@cd', 'POST', `/${shipment.number}/void`, { reason: 'Stolen.' })
    await deliver('CD', await signed({ kind: 'import-confirmation', by: 'EU', body }))
    expect(await stateAtHome(shipment)).toBe('voided')
    expect(await steps.alarms('issuing@cd', shipment.number)).toEqual(['PRESENTED_AFTER_VOID'])
  })
})

test('two statements under one number: the second is seen wherever it is shown', async () => {
  const shipment = await delivered()
  const [row] = await office.rows<{ statement: Buffer }>(
    'select statement from certificates.certificate where number = $1',
    [shipment.number],
  )
  const parsed = parseStatement(new Uint8Array(row?.statement ?? []))
  if (!parsed.ok) throw new Error(parsed.refusals[0].code)
  const { iss, iat, exp, cti, body } = parsed.value
  const signer = office.means.signerOf('CD' as PartyCode, 'certificate')
  const typ = typOf('certificate', 'demonstration')
  const twin = await signStatement(signer, typ, { iss, iat: iat + 1, exp, cti, body })
  await steps.presented('importing@eu', shipment.qr, 'Antwerp')
  const file = { name: 'twin.cose', bytes: twin }
  const fields = { place: 'Schiphol', office: 'customs' }
  const shown = await office.upload('inspector@eu', '/presentations', file, fields)
  expect(shown.status).toBe(201)
  await office.settled()
  for (const who of ['importing@eu', 'issuing@cd']) {
    expect(await steps.alarms(who, shipment.number)).toEqual(['TWIN'])
  }
  // What came first stays: the twin takes nobody's place.
  const [kept] = await office.rows<{ digest: Buffer }>(
    `select digest from certificates.arrival where participant = 'EU' and number = $1`,
    [shipment.number],
  )
  expect(kept?.digest).toEqual(Buffer.from(digestOf(shipment)))
  expect(await steps.alarms('importing@eu', shipment.number)).toEqual(['TWIN'])
})

test('what is shown is kept, by an authority that never heard of it too', async () => {
  const shipment = await delivered()
  await steps.presented('importing@in', shipment.qr, 'Mumbai')
  const { statements } = await office.ask('importing@in', 'GET', steps.arrival(shipment))
  const kinds = [...(statements ?? [])].map(({ kind }) => String(kind))
  expect(kinds).toContain('certificate')
})

test('from one Participant to another there is one queue: a voiding never overtakes', async () => {
  const shipment = await delivered({ transit: ['AE'] })
  await office.ask('issuing@cd', 'POST', `/${shipment.number}/void`, { reason: 'Stolen.' })
  const queues = await office.rows<{ name: string }>(
    `select distinct queue_name as name from graphile_worker._private_job_queues`,
  )
  for (const { name } of queues) expect(name).toMatch(/^certificates [A-Z]{2} [A-Z]{2}$/)
  expect(queues.map(({ name }) => name)).toContain('certificates CD EU')
})
