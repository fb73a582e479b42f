import { deflateSync } from 'node:zlib'
import { afterAll, beforeAll, expect, test } from 'vitest'
import type { Answered } from './caller.ts'
import { type Office, openOffice } from './office.ts'
import { goods, stepsOf } from './shipment.ts'

let office: Office
let steps: ReturnType<typeof stepsOf>
beforeAll(async () => {
  office = await openOffice()
  steps = stepsOf(office)
})
afterAll(() => office.close())

const PNG = Buffer.from('89504e470d0a1a0a0000000d49484452', 'hex')
const said = ({ status, body }: Answered) => `${status} ${String(body.code ?? '')}`.trim()

async function newDraft(): Promise<string> {
  const { id } = await office.ask('exporter@cd', 'POST', '/applications', { content: goods() })
  return String(id)
}

async function attach(name: string, bytes: Uint8Array, id?: string): Promise<string> {
  const path = `/applications/${id ?? (await newDraft())}/attachments`
  const english = await office.upload('exporter@cd', path, { name, bytes })
  if (english.status < 400) return said(english)
  const french = { 'accept-language': 'fr' }
  const again = await office.upload('exporter@cd', path, { name, bytes }, {}, french)
  expect(said(again)).toBe(said(english))
  expect(String(again.body.detail)).not.toBe(String(english.body.detail))
  return said(english)
}

test.each<[string, string, Uint8Array, string]>([
  [
    'a picture that is a page',
    'photo.png',
    Buffer.from('<html></html>'),
    '415 CERTIFICATES_ATTACHMENT_TYPE',
  ],
  ['a PDF that is a picture', 'invoice.pdf', PNG, '415 CERTIFICATES_ATTACHMENT_TYPE'],
  ['a program', 'invoice.exe', Buffer.from('MZ'), '415 CERTIFICATES_ATTACHMENT_TYPE'],
  [
    'a text that is a script',
    'a.txt',
    Buffer.from('#!/bin/sh'),
    '415 CERTIFICATES_ATTACHMENT_TYPE',
  ],
  ['nothing in it', 'a.txt', Buffer.alloc(0), '415 CERTIFICATES_ATTACHMENT_TYPE'],
  ['a hidden name', '.htaccess', Buffer.from('a'), '422 CERTIFICATES_ATTACHMENT_NAME'],
  ['a name with a stream', 'a.txt:b.txt', Buffer.from('a'), '422 CERTIFICATES_ATTACHMENT_NAME'],
  ['a name turned around', 'a\u202etxt.exe', Buffer.from('a'), '422 VALUES_TEXT_DIRECTION'],
  ['a name too long', `${'a'.repeat(200)}.txt`, Buffer.from('a'), '422 VALUES_TEXT_TOO_LONG'],
  ['more than a file may be', 'a.txt', Buffer.alloc(10_000_001, 97), '413 PLATFORM_BODY_TOO_LARGE'],
])('attached: %s', async (_name, name, bytes, expected) => {
  expect(await attach(name, bytes)).toBe(expected)
  const [kept] = await office.rows<{ count: number }>(
    'select count(*)::int as count from certificates.attachment',
  )
  expect(kept?.count).toBe(0)
})

/** What a browser sends is the last part of a path; the parser of forms leaves no other. */
test.each(['../../etc/passwd.txt', '..\\..\\passwd.txt'])(
  '%s is kept as its last part',
  async (name) => {
    const id = await newDraft()
    expect(await attach(name, Buffer.from('a'), id)).toBe('201')
    const { attachments } = await office.ask('exporter@cd', 'GET', `/applications/${id}`)
    expect(attachments).toMatchObject([{ name: 'passwd.txt' }])
    await office.ask('exporter@cd', 'DELETE', `/applications/${id}/attachments/passwd.txt`)
  },
)

test('twenty documents, and not one more; one may take the place of another', async () => {
  const id = await newDraft()
  for (let at = 0; at < 20; at += 1) {
    expect(await attach(`a${at}.txt`, Buffer.from('a'), id)).toBe('201')
  }
  expect(await attach('more.txt', Buffer.from('a'), id)).toBe(
    '422 CERTIFICATES_ATTACHMENTS_TOO_MANY',
  )
  expect(await attach('a3.txt', Buffer.from('b'), id)).toBe('201')
  const { attachments } = await office.ask('exporter@cd', 'GET', `/applications/${id}`)
  expect(attachments?.length).toBe(20)
})

test('documents are closed with the application, and are given to nobody else', async () => {
  const id = await newDraft()
  await attach('a.txt', Buffer.from('secret'), id)
  const path = `/api/certificates/applications/${id}/attachments/a.txt`
  const [sealed] = await office.rows<{ sealed: Buffer }>(
    'select sealed from certificates.attachment where application_id = $1',
    [id],
  )
  expect(sealed?.sealed.includes('secret')).toBe(false)
  const own = await office.call('issuing@cd', 'GET', path)
  expect(String(own.body)).toBe('secret')
  expect(own.headers.get('content-disposition')).toBe("attachment; filename*=UTF-8''a.txt")
  expect(own.headers.get('content-type')).toBe('text/plain; charset=utf-8')
  expect(own.headers.get('x-content-type-options')).toBe('nosniff')
  expect((await office.call('exporter@ao', 'GET', path)).status).toBe(404)
  await office.ask('exporter@cd', 'POST', `/applications/${id}/submit`, {})
  expect(await attach('b.txt', Buffer.from('b'), id)).toBe('409 CERTIFICATES_STATE')
  expect(said(await office.call('exporter@cd', 'DELETE', path))).toBe('409 CERTIFICATES_STATE')
})

/** A PDF of a few kilobytes that would unpack to half a gigabyte. */
function bomb(): Buffer {
  let packed: Buffer = Buffer.alloc(50_000_000)
  for (let round = 0; round < 2; round += 1) packed = deflateSync(packed)
  const head = `%PDF-1.7\n1 0 obj\n<< /Type /EmbeddedFile /Filter [/FlateDecode /FlateDecode] /Length ${packed.length} >>\nstream\n`
  const tail = '\nendstream\nendobj\ntrailer\n<< /Root 1 0 R >>\n%%EOF\n'
  return Buffer.concat([Buffer.from(head), packed, Buffer.from(tail)])
}

async function show(name: string, bytes: Uint8Array): Promise<string> {
  const fields = { place: 'Antwerp', office: 'authority' }
  return said(await office.upload('importing@eu', '/presentations', { name, bytes }, fields))
}

test('shown: files that hold no certificate are refused, each in its own words', async () => {
  expect(await show('a.pdf', bomb())).toMatch(
    /^(413 READ_PDF_BOMB|422 READ_(PDF_NO_CERTIFICATE|DAMAGED))$/,
  )
  expect(await show('a.pdf', Buffer.from('%PDF-1.7\n'))).toMatch(/^422 READ_/)
  expect(await show('a.png', PNG)).toMatch(/^422 READ_/)
  expect(await show('a.png', Buffer.from('<svg/>'))).toBe('415 READ_NOT_RECOGNISED')
  expect(await show('a.cose', Buffer.alloc(0))).toBe('422 READ_EMPTY')
  expect(await show('a.bin', Buffer.alloc(10_000_001))).toBe('413 PLATFORM_BODY_TOO_LARGE')
})

test('shown: a forgery is judged and leaves no arrival', async () => {
  const { qr, number } = await steps.exported()
  const shown = (document: unknown) => ({ document, place: 'Antwerp', office: 'authority' })
  const present = (document: unknown) =>
    office.call('importing@eu', 'POST', '/api/certificates/presentations', shown(document))
  const last = qr.at(-1) === 'A' ? 'B' : 'A'
  for (const forged of [
    qr.slice(0, -1) + last,
    qr.slice(0, 100),
    qr.replace('KPCTEST1:', 'KPC1:'),
  ]) {
    const { status, body } = await present(forged)
    expect(status).toBe(201)
    expect(body).toMatchObject({ arrival: null, verdict: { verdict: 'INVALID' } })
  }
  expect(said(await present('CD 999-999'))).toBe('404 CERTIFICATES_NOT_FOUND')
  for (const nothing of ['hello', '', null, 7, { a: 1 }, 'x'.repeat(100_000)]) {
    expect(said(await present(nothing))).toBe('422 CERTIFICATES_DOCUMENT_UNREADABLE')
  }
  const body = { ...shown(qr), place: 'A\u0000' }
  const path = '/api/certificates/presentations'
  expect(said(await office.call('importing@eu', 'POST', path, body))).toBe(
    '422 VALUES_TEXT_CONTROL',
  )
  const elsewhere = { ...shown(qr), office: 'harbour' }
  expect(said(await office.call('importing@eu', 'POST', path, elsewhere))).toBe('422 VALUES_CHOICE')
  const [seen] = await office.rows<{ count: number }>(
    'select count(*)::int as count from certificates.presentation where number = $1',
    [number],
  )
  expect(seen?.count).toBe(0)
})
