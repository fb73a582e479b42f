import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { readDocument } from './read-document.ts'
import { READ_LIMITS } from './read-limits.ts'

const bytes = (text: string) => Uint8Array.from(Buffer.from(text, 'utf8'))

async function readingOf(content: Uint8Array) {
  const read = await readDocument(content)
  return read.ok ? read.value : read.refusals[0].code
}

describe('the text of a code', () => {
  it.each([
    ['alone', 'KPC1:6BF', 'KPC1:6BF'],
    ['of the demonstration', 'KPCTEST1:6BF', 'KPCTEST1:6BF'],
    ['with the line end of an editor', ' KPC1:6BF OXN\r\n', 'KPC1:6BF OXN'],
    ['with the mark of an editor', '\ufeffKPC1:6BF', 'KPC1:6BF'],
  ])('is read %s', async (_, content, text) => {
    expect(await readingOf(bytes(content))).toEqual({ kind: 'text', text })
  })

  it.each([
    ['nothing', '', 'READ_EMPTY'],
    ['white space', ' \n\t ', 'READ_EMPTY'],
    ['a prefix in small letters', 'kpc1:6BF', 'READ_NOT_RECOGNISED'],
    ['another version', 'KPC2:6BF', 'READ_NOT_RECOGNISED'],
    ['a link', 'https://example.org/KPC1:6BF', 'READ_NOT_RECOGNISED'],
    ['more than a code can hold', `KPC1:${'A'.repeat(4300)}`, 'READ_TOO_LARGE'],
    ['a page', '<html>KPC1:6BF</html>', 'READ_NOT_RECOGNISED'],
  ])('is refused for %s', async (_, content, code) => {
    expect(await readingOf(bytes(content))).toBe(code)
  })
})

describe('signed bytes', () => {
  it('are read as they are', async () => {
    const content = Uint8Array.from([0xd2, 0x84, 0x40])
    expect(await readingOf(content)).toEqual({ kind: 'cose', bytes: content })
  })

  it('are refused above any statement', async () => {
    const content = new Uint8Array(READ_LIMITS.statementBytes + 1).fill(0xd2)
    expect(await readingOf(content)).toBe('READ_TOO_LARGE')
  })
})

describe('two things at a time', () => {
  const pdf = '%PDF-1.7\n1 0 obj\n<</Type /Catalog>>\nendobj\ntrailer\n<</Root 1 0 R>>\n'
  it.each([
    ['a PDF with a code behind it', bytes(`${pdf}KPC1:6BF`), 'READ_PDF_NO_CERTIFICATE'],
    ['a PDF behind a page', bytes(`<html>\n${pdf}`), 'READ_NOT_RECOGNISED'],
    [
      'a picture with a PDF behind it',
      Uint8Array.from([0xff, 0xd8, 0xff, 0xd9, ...bytes(pdf)]),
      'READ_DAMAGED',
    ],
    ['a PDF after one byte', bytes(` ${pdf}`), 'READ_NOT_RECOGNISED'],
  ])('%s is what it begins as', async (_, content, code) => {
    expect(await readingOf(content)).toBe(code)
  })

  it('signed bytes with a PDF behind them are left to the reader of signed bytes', async () => {
    const content = Uint8Array.from([0xd2, ...bytes(pdf)])
    expect(await readingOf(content)).toEqual({ kind: 'cose', bytes: content })
  })
})

it('any bytes get an answer', async () => {
  const starts = fc.constantFrom(
    '',
    '%PDF-',
    '%PDF-1.7\n1 0 obj<<',
    '\u00ff\u00d8\u00ff',
    '\u0089PNG\r\n\u001a\n',
    '\u00d2',
  )
  await fc.assert(
    fc.asyncProperty(starts, fc.uint8Array({ maxLength: 300 }), async (start, rest) => {
      const content = Uint8Array.from([...Buffer.from(start, 'latin1'), ...rest])
      const read = await readDocument(content)
      expect(read.ok || read.refusals.length > 0).toBe(true)
    }),
    { numRuns: 300 },
  )
})
