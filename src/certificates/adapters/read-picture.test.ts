import { readFileSync } from 'node:fs'
import { deflateSync } from 'node:zlib'
import { describe, expect, it } from 'vitest'
import { oneLine } from './pdf-sample-sheets.ts'
import { readDocument } from './read-document.ts'
import { READ_LIMITS } from './read-limits.ts'
import {
  blurred,
  faded,
  inverted,
  pictureOf,
  pngFrom,
  pngOf,
  turned,
} from './read-sample-pictures.ts'

const CODE = oneLine.qr ?? ''
const JPEG = new Uint8Array(readFileSync(new URL('./read-sample.jpg', import.meta.url)))

async function readingOf(bytes: Uint8Array) {
  const read = await readDocument(bytes)
  return read.ok ? read.value : read.refusals[0].code
}

describe('a code in a picture', () => {
  const clean = pictureOf([CODE], 4)
  it.each([
    ['drawn', clean],
    ['turned by 5 degrees', turned(clean, 5)],
    ['turned on its side', turned(clean, 90)],
    ['blurred', blurred(clean, 1)],
    ['light on dark, as a screen at night', inverted(clean)],
    ['copied', faded(clean)],
    ['copied, turned and blurred', faded(blurred(turned(clean, 5), 1))],
  ])('is read when it is %s', async (_, picture) => {
    expect(await readingOf(pngOf(picture))).toEqual({ kind: 'text', text: CODE })
  })

  it('is read from a photograph of the sheet in JPEG', async () => {
    expect(await readingOf(JPEG)).toEqual({ kind: 'text', text: CODE })
  })

  it('is read beside codes of other things', async () => {
    const picture = pictureOf(['https://example.org', 'KPC1:ABC'], 6)
    expect(await readingOf(pngOf(picture))).toEqual({ kind: 'text', text: 'KPC1:ABC' })
  })

  it.each([
    ['nothing', [], 'READ_NO_CODE_IN_PICTURE'],
    ['the code of something else', ['https://example.org'], 'READ_OTHER_CODE_IN_PICTURE'],
    ['two certificates', ['KPC1:ABC', 'KPC1:ABD'], 'READ_SEVERAL_CODES'],
  ])('is refused when the picture shows %s', async (_, texts, code) => {
    expect(await readingOf(pngOf(pictureOf(texts, 6)))).toBe(code)
  })
})

describe('a picture that would fill the memory', () => {
  const small = pictureOf([], 1)
  const claiming = (width: number, height: number) => pngOf(small, { width, height })
  it.each([
    ['promises more pixels than are read', claiming(5000, 5000), 'READ_PICTURE_TOO_LARGE'],
    ['promises the largest PNG', claiming(0xffff_ffff, 0xffff_ffff), 'READ_PICTURE_TOO_LARGE'],
    [
      'promises one pixel and unpacks to 64 MB',
      bomb({ width: 1, height: 1 }),
      'READ_PICTURE_TOO_LARGE',
    ],
    ['promises none', claiming(0, 40), 'READ_DAMAGED'],
    ['ends in its header', pngOf(small).subarray(0, 20), 'READ_DAMAGED'],
    ['ends in its rows', pngOf(small).subarray(0, 50), 'READ_DAMAGED'],
    ['has rows that do not unpack', pngFrom(small, Buffer.from('no rows')), 'READ_DAMAGED'],
  ])('as a PNG that %s is refused', async (_, bytes, code) => {
    expect(await readingOf(Uint8Array.from(bytes))).toBe(code)
  })

  it.each([
    ['promises more pixels than are read', withFrame(60_000, 60_000), 'READ_PICTURE_TOO_LARGE'],
    [
      'says so in a second frame',
      Buffer.concat([JPEG.subarray(0, 2), frame(9000, 9000), JPEG.subarray(2)]),
      'READ_PICTURE_TOO_LARGE',
    ],
    ['asks for a thousand passes', withScans(1000), 'READ_PICTURE_TOO_LARGE'],
    ['has no frame', Buffer.from([0xff, 0xd8, 0xff, 0xd9]), 'READ_DAMAGED'],
    ['ends in its header', JPEG.subarray(0, 100), 'READ_DAMAGED'],
    [
      'has a segment without length',
      Buffer.from([0xff, 0xd8, 0xff, 0xe0, 0, 0, 0, 0]),
      'READ_DAMAGED',
    ],
  ])('as a JPEG that %s is refused', async (_, bytes, code) => {
    expect(await readingOf(Uint8Array.from(bytes))).toBe(code)
  })

  it('is refused by its bytes before it is looked at', async () => {
    const bytes = new Uint8Array(READ_LIMITS.bytes + 1).fill(0x89)
    expect(await readingOf(bytes)).toBe('READ_TOO_LARGE')
  })
})

function bomb(size: { width: number; height: number }): Uint8Array {
  return pngFrom(size, deflateSync(new Uint8Array(64_000_000)))
}

/** A start of frame, baseline, with one component. */
function frame(width: number, height: number): Buffer {
  const size = [height >> 8, height & 0xff, width >> 8, width & 0xff]
  return Buffer.from([0xff, 0xc0, 0, 11, 8, ...size, 1, 1, 0x11, 0])
}

const SCAN = Buffer.from([0xff, 0xda, 0, 8, 1, 1, 0, 0, 63, 0])

function withFrame(width: number, height: number): Buffer {
  return Buffer.concat([
    Buffer.from([0xff, 0xd8]),
    frame(width, height),
    SCAN,
    Buffer.from([0xff, 0xd9]),
  ])
}

function withScans(count: number): Buffer {
  const scans = Array.from({ length: count }, () => SCAN)
  return Buffer.concat([
    Buffer.from([0xff, 0xd8]),
    frame(3000, 3000),
    ...scans,
    Buffer.from([0xff, 0xd9]),
  ])
}
