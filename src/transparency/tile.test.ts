import fc from 'fast-check'
import { expect, test } from 'vitest'
import { entriesPath, readEntries, tilePath, writeEntries } from './tile.ts'

test.each([
  [{ level: 0, index: 0, width: 256 }, 'tile/0/000'],
  [{ level: 3, index: 999, width: 256 }, 'tile/3/999'],
  [{ level: 0, index: 1000, width: 256 }, 'tile/0/x001/000'],
  [{ level: 0, index: 1_234_067, width: 256 }, 'tile/0/x001/x234/067'],
  [{ level: 1, index: 1_234_067, width: 8 }, 'tile/1/x001/x234/067.p/8'],
  [{ level: 1, index: 70, width: 255 }, 'tile/1/070.p/255'],
])('%o is served at %s', (tile, path) => {
  expect(tilePath(tile)).toBe(path)
})

test('entries are served beside the tiles of their hashes', () => {
  expect(entriesPath({ index: 1_234_067, width: 8 })).toBe('tile/entries/x001/x234/067.p/8')
})

test('a bundle gives back its entries, and nothing when it was cut', () => {
  const entries = fc.array(fc.uint8Array({ maxLength: 300 }), { maxLength: 256 })
  fc.assert(
    fc.property(entries, fc.nat(), (list, at) => {
      const bundle = writeEntries(list)
      expect(readEntries(bundle)).toEqual(list)
      const cut = bundle.length === 0 ? 0 : at % bundle.length
      const short = readEntries(bundle.subarray(0, cut))
      expect(short === undefined || short.length < list.length || list.length === 0).toBe(true)
    }),
  )
  expect(readEntries(Uint8Array.of(0))).toBeUndefined()
  expect(readEntries(Uint8Array.of(0, 2, 1))).toBeUndefined()
  expect(readEntries(Uint8Array.of(255))).toBeUndefined()
})
