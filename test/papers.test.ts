import { createHash } from 'node:crypto'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { openStock } from '../src/certificates/adapters/open-stock.ts'
import { pagesOf } from '../src/certificates/adapters/pdf-sample-reader.ts'
import { readDocument } from '../src/certificates/adapters/read-document.ts'
import { READ_LIMITS } from '../src/certificates/adapters/read-limits.ts'
import { entry, objectsOf, unpack } from '../src/certificates/adapters/read-pdf-objects.ts'
import { dossierDigest } from '../src/certificates/dossier.ts'
import { toHex } from '../src/crypto/bytes.ts'
import type { PartyCode } from '../src/values/codes.ts'
import { type Office, openOffice } from './office.ts'
import { nextGoods, stepsOf, VALIDATION } from './shipment.ts'

/** What people hold in their hands: the sheet as it is downloaded, and the dossier behind its digest. */

let office: Office
let steps: ReturnType<typeof stepsOf>
beforeAll(async () => {
  office = await openOffice()
  steps = stepsOf(office)
  const posts = [
    ['exporter', 'exporter'],
    ['issuing', 'issuing_officer'],
    ['validating', 'validating_officer'],
  ] as const
  for (const [post, role] of posts) {
    await office.hire(`${post}@br`, 'BR', role, role === 'exporter' ? 'Garimpo Ltda' : undefined)
  }
  await openStock(office.means, new Set(['BR' as PartyCode]))
})
afterAll(() => office.close())

const wordsOn = async (who: string, number: string) =>
  pagesOf(await office.file(who, `/${number}/sheet.pdf`)).map(({ text }) => text)
const from = (country: string) => ({ origin: { mode: 'single', countries: [country] } })

/** The files inside a PDF, unpacked. */
function attachedTo(pdf: Uint8Array): Buffer[] {
  const found = objectsOf(pdf, READ_LIMITS)
  if (!found.ok) throw new Error(found.refusals[0].code)
  return [...found.value.objects.values()].flatMap(({ value, stream }) => {
    const type = entry(value, 'Type')
    const isFile = type?.kind === 'name' && type.name === 'EmbeddedFile'
    if (!isFile || value.kind !== 'dict' || stream === null) return []
    const bytes = unpack(value, stream, READ_LIMITS.unpackedBytes)
    return Buffer.isBuffer(bytes) ? [bytes] : []
  })
}

describe('the sheet that is downloaded', () => {
  test.each([
    ['CD', 'EU', true],
    ['BW', 'EU', true],
    // Brazil takes the signed record alone as an original (profiles/BR.json).
    ['BR', 'EU', false],
  ])('of %s to %s is a COPY: %s, and a SPECIMEN on every page', async (issuer, to, isCopy) => {
    const { number } = await steps.validated({ ...from(issuer), destination: to }, issuer)
    const who = `exporter@${issuer.toLowerCase()}`
    for (const page of await wordsOn(who, number)) {
      expect([/COPY/.test(page), /SPECIMEN/.test(page)]).toEqual([isCopy, true])
    }
  })

  test('carries the statement, the digest of the dossier, the code and a seal over all of it', async () => {
    const { number, qr } = await steps.validated()
    const pdf = await office.file('exporter@cd', `/${number}/sheet.pdf`)
    const statement = await office.file('exporter@cd', `/${number}/statement.cose`)
    expect(await readDocument(pdf)).toEqual({
      ok: true,
      value: { kind: 'cose', bytes: statement },
    })
    expect(await readDocument(new TextEncoder().encode(qr))).toMatchObject({ ok: true })
    const { certificate } = await office.ask('exporter@cd', 'GET', `/${number}`)
    const texts = attachedTo(pdf).map((bytes) => bytes.toString('latin1').trim())
    expect(texts).toContain(String(certificate?.dossierDigest))
    const file = Buffer.from(pdf).toString('latin1')
    const [, second = 0, rest = 0] =
      /\/ByteRange\s*\[0\s+\d+\s+(\d+)\s+(\d+)/.exec(file)?.map(Number) ?? []
    expect(second + rest).toBe(pdf.length)
    expect(file).toContain('/ETSI.CAdES.detached')
  })

  test('before the validation has no code, no statement and no seal numbers', async () => {
    const { number } = await steps.issued()
    const pdf = await office.file('issuing@cd', `/${number}/sheet.pdf`)
    expect(await readDocument(pdf)).toMatchObject({
      refusals: [{ code: 'READ_PDF_NO_CERTIFICATE' }],
    })
    expect(attachedTo(pdf)).toEqual([])
  })

  test.each([
    ['CD', 'Certificat du Processus de Kimberley'],
    ['BR', 'Certificado do Processo de Kimberley'],
  ])('of %s is in English and in the language of its authority', async (issuer, title) => {
    const { number } = await steps.validated(from(issuer), issuer)
    const [page = ''] = await wordsOn(`exporter@${issuer.toLowerCase()}`, number)
    expect(page).toMatch(/Kimberley Process Certificate/i)
    expect(page.toLowerCase()).toContain(title.toLowerCase())
  })
})

describe('the dossier', () => {
  test('is closed with the signature: every file and the record stand behind the signed digest', async () => {
    const { id } = await office.ask('exporter@cd', 'POST', '/applications', {
      content: nextGoods(),
    })
    const invoice = Buffer.from('Invoice 17: two parcels.')
    const path = `/applications/${String(id)}`
    await office.upload('exporter@cd', `${path}/attachments`, {
      name: 'invoice.txt',
      bytes: invoice,
    })
    await office.ask('exporter@cd', 'POST', `${path}/submit`, {})
    const { number } = await office.ask('issuing@cd', 'POST', `${path}/issue`, {})
    const signed = await office.ask(
      ...(['validating@cd', 'POST', `/${String(number)}/validate`, VALIDATION] as const),
    )
    const [row] = await office.rows<{ record: Buffer }>(
      'select record from certificates.certificate where number = $1',
      [String(number)],
    )
    expect(row?.record.includes('Lubilandi')).toBe(false)
    const record = office.means.safe.open(
      row?.record ?? Buffer.alloc(0),
      `CD ${String(number)} record.json`,
    )
    expect(JSON.parse(record.toString())).toMatchObject({
      number: String(number),
      application: {
        exporter: { name: 'Comptoir Lubilandi SARL', address: '1 Market Street' },
        parcels: [{ carats: '12.30' }, { carats: '100.00', usd: '1100.00' }],
      },
      validation: VALIDATION,
    })
    const file = (name: string, mediaType: string, bytes: Buffer) => ({
      ...{ name, mediaType, size: bytes.length },
      sha256: createHash('sha256').update(bytes).digest(),
    })
    const digest = dossierDigest([
      file('record.json', 'application/json', record),
      file('invoice.txt', 'text/plain', invoice),
    ])
    expect(String(signed.certificate?.dossierDigest)).toBe(toHex(digest))
  })

  test('a sealed file moved to another place does not open', async () => {
    const attach = async (text: string) => {
      const { id } = await office.ask('exporter@cd', 'POST', '/applications', {
        content: nextGoods(),
      })
      const file = { name: 'a.txt', bytes: Buffer.from(text) }
      await office.upload('exporter@cd', `/applications/${String(id)}/attachments`, file)
      return String(id)
    }
    const [one, other] = [await attach('one'), await attach('other')]
    await office.rows(
      `update certificates.attachment a set sealed = b.sealed from certificates.attachment b
       where a.application_id = $1 and b.application_id = $2`,
      [one, other],
    )
    const path = `/api/certificates/applications/${one}/attachments/a.txt`
    const { status, body } = await office.call('exporter@cd', 'GET', path)
    expect(status).toBe(500)
    expect(JSON.stringify(body)).not.toContain('other')
  })
})
