import { crc32, deflateSync } from 'node:zlib'
import { encodeQR } from 'qr'

/** Grey pictures for tests: drawn, spoilt as paper and cameras spoil them, and written as PNG. */
export type Grey = { readonly width: number; readonly height: number; readonly pixels: Uint8Array }

/** Codes side by side on white, `scale` pixels a module. */
export function pictureOf(texts: readonly string[], scale: number): Grey {
  const codes = texts.map((text) => encodeQR(text, 'raw', { ecc: 'medium', border: 6 }))
  const rows = Math.max(1, ...codes.map((code) => code.length))
  const width = Math.max(
    40,
    codes.reduce((sum, code) => sum + code.length * scale, 0),
  )
  const height = Math.max(40, rows * scale)
  const pixels = new Uint8Array(width * height).fill(255)
  let left = 0
  for (const code of codes) {
    code.forEach((row, y) => {
      row.forEach((dark, x) => {
        if (dark) fill(pixels, width, { x: left + x * scale, y: y * scale, scale })
      })
    })
    left += code.length * scale
  }
  return { width, height, pixels }
}

function fill(
  pixels: Uint8Array,
  width: number,
  at: { x: number; y: number; scale: number },
): void {
  for (let y = at.y; y < at.y + at.scale; y += 1) {
    pixels.fill(0, y * width + at.x, y * width + at.x + at.scale)
  }
}

/** Turned by `degrees` about its middle, on white. */
export function turned({ width, height, pixels }: Grey, degrees: number): Grey {
  const angle = (degrees * Math.PI) / 180
  const result = new Uint8Array(width * height).fill(255)
  const middle = { x: width / 2, y: height / 2 }
  for (let y = 0; y < height; y += 1) {
    for (let x = 0; x < width; x += 1) {
      const dx = x - middle.x
      const dy = y - middle.y
      const fromX = Math.round(middle.x + dx * Math.cos(angle) + dy * Math.sin(angle))
      const fromY = Math.round(middle.y - dx * Math.sin(angle) + dy * Math.cos(angle))
      const inside = fromX >= 0 && fromX < width && fromY >= 0 && fromY < height
      if (inside) result[y * width + x] = pixels[fromY * width + fromX] ?? 255
    }
  }
  return { width, height, pixels: result }
}

/** Each pixel the mean of its neighbours up to `radius` away. */
export function blurred({ width, height, pixels }: Grey, radius: number): Grey {
  const result = new Uint8Array(width * height)
  for (let y = 0; y < height; y += 1) {
    for (let x = 0; x < width; x += 1) {
      let sum = 0
      let count = 0
      for (let ny = Math.max(0, y - radius); ny <= Math.min(height - 1, y + radius); ny += 1) {
        for (let nx = Math.max(0, x - radius); nx <= Math.min(width - 1, x + radius); nx += 1) {
          sum += pixels[ny * width + nx] ?? 0
          count += 1
        }
      }
      result[y * width + x] = Math.round(sum / count)
    }
  }
  return { width, height, pixels: result }
}

/** Light where it was dark. */
export function inverted({ width, height, pixels }: Grey): Grey {
  return { width, height, pixels: pixels.map((pixel) => 255 - pixel) }
}

/** As a copier gives it back: dark grey for black, light grey for white, and speckles. */
export function faded({ width, height, pixels }: Grey): Grey {
  let state = 1
  const next = () => {
    state = (state * 1_103_515_245 + 12_345) % 2_147_483_648
    return state / 2_147_483_648
  }
  return { width, height, pixels: pixels.map((pixel) => 70 + pixel * 0.5 + next() * 40) }
}

/** An 8-bit grey PNG; `claimed` writes another size into its header. */
export function pngOf(
  { width, height, pixels }: Grey,
  claimed: { width: number; height: number } = { width, height },
): Uint8Array {
  const rows = Buffer.alloc(height * (width + 1))
  for (let y = 0; y < height; y += 1) {
    rows.set(pixels.subarray(y * width, (y + 1) * width), y * (width + 1) + 1)
  }
  return pngFrom(claimed, deflateSync(rows))
}

export function pngFrom(size: { width: number; height: number }, packed: Uint8Array): Uint8Array {
  const header = Buffer.alloc(13)
  header.writeUInt32BE(size.width, 0)
  header.writeUInt32BE(size.height, 4)
  header.set([8, 0, 0, 0, 0], 8)
  const magic = Buffer.from([0x89, 0x50, 0x4e, 0x47, 0x0d, 0x0a, 0x1a, 0x0a])
  const parts = [
    magic,
    chunk('IHDR', header),
    chunk('IDAT', packed),
    chunk('IEND', new Uint8Array()),
  ]
  return Uint8Array.from(Buffer.concat(parts))
}

function chunk(name: string, body: Uint8Array): Buffer {
  const named = Buffer.concat([Buffer.from(name, 'latin1'), body])
  const length = Buffer.alloc(4)
  length.writeUInt32BE(body.length)
  const check = Buffer.alloc(4)
  check.writeUInt32BE(crc32(named))
  return Buffer.concat([length, named, check])
}
