import { createInflate } from 'node:zlib'

/** What the header of a picture promises. Nothing is decoded to learn it. */
export type PictureSize = {
  readonly width: number
  readonly height: number
  /** Passes over the picture that a decoder makes: more than one for a progressive JPEG. */
  readonly passes: number
}

/**
 * Size of a PNG, or null when it is damaged. Its packed rows are unpacked and counted, not kept: a
 * header that promises one pixel may stand over rows that fill the memory of a decoder.
 */
export async function pngSize(bytes: Uint8Array): Promise<PictureSize | null> {
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.length)
  if (bytes.length < 33 || view.getUint32(8) !== 13 || nameAt(bytes, 12) !== 'IHDR') return null
  const width = view.getUint32(16)
  const height = view.getUint32(20)
  const rows = packedRows(bytes, view)
  if (width === 0 || height === 0 || rows.length === 0) return null
  const bits = (bytes[24] ?? 0) * (CHANNELS[bytes[25] ?? -1] ?? 4)
  // Interlaced rows take a little more; twice is beyond any.
  const most = 2 * height * (1 + Math.ceil((width * bits) / 8)) + 4096
  const fits = await unpacksWithin(rows, most)
  if (fits === null) return null
  return fits ? { width, height, passes: 1 } : { width: 65_535, height: 65_535, passes: 1 }
}

/** By colour type (PNG, table 11.1). */
const CHANNELS: Readonly<Record<number, number>> = { 0: 1, 2: 3, 3: 1, 4: 2, 6: 4 }

function packedRows(bytes: Uint8Array, view: DataView): Uint8Array[] {
  const rows: Uint8Array[] = []
  for (let at = 8; at + 12 <= bytes.length; ) {
    const length = view.getUint32(at)
    if (nameAt(bytes, at + 4) === 'IDAT') rows.push(bytes.subarray(at + 8, at + 8 + length))
    at += 12 + length
  }
  return rows
}

function nameAt(bytes: Uint8Array, at: number): string {
  return String.fromCharCode(...bytes.subarray(at, at + 4))
}

/** Whether the parts unpack to at most `most` bytes; null when they do not unpack. */
function unpacksWithin(parts: readonly Uint8Array[], most: number): Promise<boolean | null> {
  return new Promise((resolve) => {
    const inflate = createInflate()
    let count = 0
    const settle = (fits: boolean | null) => {
      inflate.destroy()
      resolve(fits)
    }
    inflate.on('data', (chunk: Buffer) => {
      count += chunk.length
      if (count > most) settle(false)
    })
    inflate.on('error', () => settle(null))
    inflate.on('end', () => settle(true))
    for (const part of parts) inflate.write(part)
    inflate.end()
  })
}

/** Start-of-frame markers: baseline, progressive and their kin, without DHT, JPG and DAC (T.81, B.1). */
const FRAMES = [0xc0, 0xc1, 0xc2, 0xc3, 0xc5, 0xc6, 0xc7, 0xc9, 0xca, 0xcb, 0xcd, 0xce, 0xcf]
const SCAN = 0xda
const END = 0xd9

/** Size of a JPEG, or null when it is damaged: its largest frame and the number of its scans. */
export function jpegSize(bytes: Uint8Array): PictureSize | null {
  let size: PictureSize = { width: 0, height: 0, passes: 0 }
  for (let at = 2; at + 4 <= bytes.length; ) {
    const marker = bytes[at + 1] ?? 0
    if (bytes[at] !== 0xff) return null
    if (marker === END) break
    if (marker === 0xff || (marker >= 0xd0 && marker <= 0xd7) || marker === 0x01) {
      at += marker === 0xff ? 1 : 2
      continue
    }
    const length = ((bytes[at + 2] ?? 0) << 8) | (bytes[at + 3] ?? 0)
    if (length < 2) return null
    if (FRAMES.includes(marker)) size = larger(size, bytes, at)
    if (marker === SCAN) size = { ...size, passes: size.passes + 1 }
    at += 2 + length
    if (marker === SCAN) at = afterScan(bytes, at)
  }
  return size.width === 0 || size.height === 0 || size.passes === 0 ? null : size
}

function larger(size: PictureSize, bytes: Uint8Array, at: number): PictureSize {
  const height = ((bytes[at + 5] ?? 0) << 8) | (bytes[at + 6] ?? 0)
  const width = ((bytes[at + 7] ?? 0) << 8) | (bytes[at + 8] ?? 0)
  return { ...size, width: Math.max(size.width, width), height: Math.max(size.height, height) }
}

/** Where the next marker stands: in packed data FF is followed by 00 or by a restart marker. */
function afterScan(bytes: Uint8Array, from: number): number {
  let at = bytes.indexOf(0xff, from)
  while (at >= 0 && at + 1 < bytes.length) {
    const next = bytes[at + 1] ?? 0
    if (next !== 0 && (next < 0xd0 || next > 0xd7)) return at
    at = bytes.indexOf(0xff, at + 1)
  }
  return bytes.length
}
