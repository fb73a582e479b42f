import { createHash, verify, X509Certificate } from 'node:crypto'
import { describe, expect, it } from 'vitest'
import type { Sheet } from '../sheet.ts'
import { drawSheet, type SheetFiles } from './pdf.ts'
import { pagesOf } from './pdf-sample-reader.ts'
import { specimenSealForTests } from './pdf-sample-seal.ts'
import * as samples from './pdf-sample-sheets.ts'
import { readDocument } from './read-document.ts'
import { pngOf } from './read-sample-pictures.ts'

const now = new Date('2026-11-21T10:00:00Z')
const statement = Uint8Array.from([0xd2, 0x84, ...Array.from({ length: 400 }, (_, at) => at % 251)])
const files: SheetFiles = { statement, dossierDigest: 'ab'.repeat(32), now }
const { oneLine, threeLines, longNames, rightToLeft, unsigned } = samples

async function drawn(sheet: Sheet, seal: Parameters<typeof drawSheet>[2] = null, with_ = files) {
  const outcome = await drawSheet(sheet, with_, seal)
  if (!outcome.ok) throw new Error(JSON.stringify(outcome.refusals))
  return outcome.value
}

const textOf = (bytes: Uint8Array) => pagesOf(bytes).map(({ text }) => text)

describe('the sheet', () => {
  it.each([
    ['one line', oneLine, 1],
    ['three lines', threeLines, 1],
    ['every list at its limit', longNames, 2],
    ['right to left', rightToLeft, 1],
    ['not yet validated', unsigned, 1],
  ])('with %s takes its pages', async (_, sheet, pages) => {
    expect(pagesOf(await drawn(sheet))).toHaveLength(pages)
  })

  it('carries every word of the certificate and of its tear-off', async () => {
    const text = textOf(await drawn(threeLines)).join(' ')
    const words = [
      threeLines.title,
      threeLines.authority,
      ...threeLines.elements.map(({ label }) => label),
      threeLines.confirmation.title,
    ].flatMap(({ en, local }) => [en, local ?? en])
    const figures = [...threeLines.goods.rows, threeLines.goods.totals].flat()
    const values = threeLines.elements.flatMap((element) => element.values)
    for (const each of [
      ...words,
      ...figures,
      ...values,
      ...threeLines.seals,
      ...threeLines.clear,
    ]) {
      expect(text).toContain(each)
    }
  })

  it('shows the number at the top, under the code, and on the tear-off', async () => {
    const [text] = textOf(await drawn(threeLines))
    expect(text?.split(threeLines.number).length).toBeGreaterThanOrEqual(4)
  })

  it('says SPECIMEN on every page and on the tear-off, and COPY where it is one', async () => {
    const pages = textOf(await drawn(longNames))
    expect(pages.map((page) => /SPECIMEN/.test(page) && /COPY/.test(page))).toEqual([true, true])
    expect(pages[1]?.split('SPECIMEN').length).toBeGreaterThanOrEqual(3)
    expect(textOf(await drawn(unsigned)).join(' ')).not.toMatch(/SPECIMEN|COPY/)
  })

  it('carries a code of at least 45 mm that reads as the text of the certificate', async () => {
    const { side, png } = codeOnPaper(await drawn(threeLines))
    expect(side).toBeGreaterThanOrEqual((45 * 72) / 25.4)
    const read = await readDocument(png)
    expect(read).toEqual({ ok: true, value: { kind: 'text', text: threeLines.qr } })
  })

  it('is the same bytes for the same certificate', async () => {
    expect(await drawn(oneLine)).toEqual(await drawn(oneLine))
  })

  it('has an ornament that follows from the number', async () => {
    const bands = [oneLine, { ...oneLine, number: 'CD00012346' }].map(
      async (sheet) =>
        /0\.80 G 0\.25 w\n[^S]+S/.exec(pagesOf(await drawn(sheet))[0]?.operators ?? '')?.[0],
    )
    const [first, second] = await Promise.all(bands)
    expect(first).toBeTypeOf('string')
    expect(first).not.toBe(second)
  })

  it('is tagged and embeds every font that it uses', async () => {
    const text = Buffer.from(await drawn(rightToLeft)).toString('latin1')
    expect(text).toContain('/Marked true')
    expect(text).toMatch(/\/Lang \(en\)/)
    expect(text).toContain('<pdfaid:part>3</pdfaid:part>')
    const fonts = text.match(/\/Type \/FontDescriptor/g) ?? []
    expect(fonts.length).toBeGreaterThanOrEqual(3)
    expect(text.match(/\/FontFile2/g)).toHaveLength(fonts.length)
    expect(text).not.toContain('/Helvetica')
  })
})

describe('what goes with the sheet', () => {
  it.each([
    ['unsealed', false],
    ['sealed', true],
  ])('is read back from a file that is %s', async (_, sealed) => {
    const seal = sealed ? await specimenSealForTests() : null
    const read = await readDocument(await drawn(oneLine, seal))
    expect(read).toEqual({ ok: true, value: { kind: 'cose', bytes: statement } })
  })

  it('is absent where there is no statement yet', async () => {
    const bytes = await drawn(unsigned, null, { ...files, statement: null, dossierDigest: null })
    const read = await readDocument(bytes)
    expect(read.ok ? [] : read.refusals).toMatchObject([{ code: 'READ_PDF_NO_CERTIFICATE' }])
  })
})

describe('the seal', () => {
  it('covers the whole file and holds until a byte changes', async () => {
    const seal = await specimenSealForTests()
    const bytes = await drawn(oneLine, seal)
    const { covered, signature } = sealIn(bytes)
    expect(covered.length + signature.length * 2 + 2).toBe(bytes.length)
    expect(isSealed(covered, signature, seal.certificatePem)).toBe(true)
    const changed = Buffer.from(covered)
    changed[2000] = (changed[2000] ?? 0) ^ 1
    expect(isSealed(changed, signature, seal.certificatePem)).toBe(false)
  })
})

describe('what cannot be printed', () => {
  const withExporter = (name: string): Sheet => ({
    ...oneLine,
    elements: [{ number: '10', label: { en: 'Exporter', local: null }, values: [name] }],
  })
  it.each([
    ['a script that is not embedded', '中国珠宝', 'U+4E2D'],
    ['a symbol', 'Diamonds ☃', 'U+2603'],
    ['a mark that turns text', 'ACME \u202eDTL', 'U+202E'],
    ['a control character', 'ACME\u0007', 'U+0007'],
    ['an invisible character', 'AC\u200bME', 'U+200B'],
  ])('%s is refused and not drawn as a box', async (_, name, code) => {
    const outcome = await drawSheet(withExporter(name), files, null)
    expect(outcome).toMatchObject({ refusals: [{ code: 'PRINT_CHARACTER', detail: { code } }] })
  })

  it.each([
    ['fills version 22', 'A'.repeat(1125), undefined],
    ['needs version 23', 'A'.repeat(1126), 'PRINT_CODE_TOO_LARGE'],
    ['is longer than any code', 'A'.repeat(5000), 'PRINT_CODE_TOO_LARGE'],
    ['has small letters', 'a', 'PRINT_CODE_ALPHABET'],
  ])('a code that %s', async (_, text, code) => {
    const outcome = await drawSheet({ ...oneLine, qr: `KPCTEST1:${text}` }, files, null)
    expect(outcome.ok ? undefined : outcome.refusals[0].code).toBe(code)
  })

  it('more than four pages', async () => {
    const outcome = await drawSheet(withExporter('Long '.repeat(5000)), files, null)
    expect(outcome).toMatchObject({ refusals: [{ code: 'PRINT_TOO_LONG' }] })
  })
})

/** The code as its rectangles draw it, four pixels a module, and the side of its symbol in points. */
function codeOnPaper(bytes: Uint8Array): { side: number; png: Uint8Array } {
  const block =
    /q\n0 g\n((?:[\d.]+ [\d.]+ [\d.]+ [\d.]+ re\n)+)f/.exec(
      pagesOf(bytes).at(-1)?.operators ?? '',
    )?.[1] ?? ''
  const boxes = block
    .trim()
    .split('\n')
    .map((line) => line.split(' ').map(Number))
  const left = Math.min(...boxes.map(([x = 0]) => x))
  const top = Math.min(...boxes.map(([, y = 0]) => y))
  const side = Math.max(...boxes.map(([x = 0, , width = 0]) => x + width)) - left
  const module = boxes[0]?.[3] ?? 1
  const size = (Math.round(side / module) + 8) * 4
  const pixels = new Uint8Array(size * size).fill(255)
  for (const [x = 0, y = 0, width = 0] of boxes) {
    const from = (Math.round((x - left) / module) + 4) * 4
    for (let row = 0; row < 4; row += 1) {
      const line = ((Math.round((y - top) / module) + 4) * 4 + row) * size
      pixels.fill(0, line + from, line + from + Math.round(width / module) * 4)
    }
  }
  return { side, png: pngOf({ width: size, height: size, pixels }) }
}

function sealIn(bytes: Uint8Array): { covered: Buffer; signature: Buffer } {
  const file = Buffer.from(bytes)
  const range = /\/ByteRange\s*\[(\d+)\s+(\d+)\s+(\d+)\s+(\d+)/.exec(file.toString('latin1'))
  const [a = 0, b = 0, c = 0, d = 0] = range?.slice(1).map(Number) ?? []
  const covered = Buffer.concat([file.subarray(a, a + b), file.subarray(c, c + d)])
  return {
    covered,
    signature: Buffer.from(file.subarray(a + b + 1, c - 1).toString('latin1'), 'hex'),
  }
}

type Der = { tag: number; whole: Buffer; body: Buffer }

function derIn(bytes: Buffer): Der[] {
  const items: Der[] = []
  for (let at = 0; at + 1 < bytes.length && bytes[at] !== 0; ) {
    const first = bytes[at + 1] ?? 0
    const extra = first < 0x80 ? 0 : first & 0x7f
    const length = extra === 0 ? first : bytes.readUIntBE(at + 2, extra)
    const start = at + 2 + extra
    const whole = bytes.subarray(at, start + length)
    items.push({ tag: bytes[at] ?? 0, whole, body: bytes.subarray(start, start + length) })
    at = start + length
  }
  return items
}

/** CMS (RFC 5652, 5.4): the attributes name the digest, and the signature is over the attributes. */
function isSealed(covered: Buffer, cms: Buffer, certificatePem: string): boolean {
  const signedData = derIn(derIn(derIn(cms)[0]?.body ?? cms)[1]?.body ?? cms)[0]?.body ?? cms
  const signer = derIn(derIn(signedData).at(-1)?.body ?? cms)[0]?.body ?? cms
  const attributes = derIn(signer).find(({ tag }) => tag === 0xa0)?.whole
  const signature = derIn(signer).findLast(({ tag }) => tag === 0x04)?.body
  if (attributes === undefined || signature === undefined) return false
  const asSet = Buffer.concat([Buffer.from([0x31]), attributes.subarray(1)])
  const { publicKey } = new X509Certificate(certificatePem)
  const digest = createHash('sha256').update(covered).digest()
  return attributes.includes(digest) && verify('sha256', asSet, publicKey, signature)
}
