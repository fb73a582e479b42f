import { describe, expect, it } from 'vitest'
import { isJpeg, isPdf, isPng, pixelsOf } from './picture-size.ts'

const png = (width: number, height: number) => {
  const bytes = Buffer.alloc(33)
  bytes.set([0x89, 0x50, 0x4e, 0x47, 0x0d, 0x0a, 0x1a, 0x0a])
  bytes.writeUInt32BE(13, 8)
  bytes.write('IHDR', 12)
  bytes.writeUInt32BE(width, 16)
  bytes.writeUInt32BE(height, 20)
  return new Uint8Array(bytes)
}

/** Start, a comment, then the frame header: as cameras write them. */
const jpeg = (width: number, height: number) =>
  Uint8Array.of(
    ...[0xff, 0xd8, 0xff, 0xfe, 0x00, 0x05, 0x61, 0x62, 0x63],
    ...[0xff, 0xff, 0xc0, 0x00, 0x11, 0x08, height >> 8, height & 255, width >> 8, width & 255],
    ...[0x03, 0x01, 0x22],
  )

describe('what a picture promises before it is decoded', () => {
  it.each([
    ['png', png(4000, 3000), 12_000_000],
    ['a png of a billion pixels', png(65_535, 65_535), 4_294_836_225],
    ['jpeg', jpeg(4000, 3000), 12_000_000],
    ['a cut png', png(10, 10).slice(0, 20), null],
    ['a cut jpeg', jpeg(10, 10).slice(0, 12), null],
    ['no picture', new Uint8Array(64), null],
  ])('%s', (_, bytes, pixels) => {
    expect(pixelsOf(bytes)).toBe(pixels)
  })

  it('goes by the first bytes, never by a name', () => {
    expect([isPng(png(1, 1)), isJpeg(jpeg(1, 1)), isPdf(Buffer.from('%PDF-1.7'))]).toEqual([
      true,
      true,
      true,
    ])
    expect(isPdf(Buffer.from('GIF89a'))).toBe(false)
  })
})
