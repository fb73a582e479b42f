import { expect, test } from 'vitest'
import { readDocument } from '../certificates/adapters/read-document.ts'
import { mediaTypeOf } from '../certificates/adapters/sniff.ts'
import { codePicture, invoice } from './tour-files.ts'

test.each([12, 300, 539, 1150])(
  'a picture of a code of %i characters is read back',
  async (length) => {
    const text = `KPC1:${'A1B2C3'.repeat(200)}`.slice(0, length)
    const read = await readDocument(codePicture(text))
    expect(read).toEqual({ ok: true, value: { kind: 'text', text } })
  },
)

test('the invoice is a PDF by its content, and every object is where its table says', () => {
  const file = invoice(['Lot 7 (best) 412.35 ct \\ 98,964.00 USD'])
  const text = Buffer.from(file).toString('latin1')
  expect(mediaTypeOf(file, 'invoice.pdf')).toMatchObject({ ok: true, value: 'application/pdf' })
  const places = [...text.matchAll(/^(\d{10}) 00000 n /gm)].map(([, place]) => Number(place))
  expect(places.map((place) => text.slice(place, place + 7))).toEqual(
    places.map((_, at) => `${at + 1} 0 obj`),
  )
  const table = Number(/startxref\n(\d+)/.exec(text)?.[1])
  expect(text.slice(table, table + 4)).toBe('xref')
})
