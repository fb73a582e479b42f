import { crc32, deflateSync } from 'node:zlib'
import { encodeQR } from 'qr'

/** Pixels of a module: a telephone's camera sees each of them well from a screen. */
const MODULE = 6
/** White on each side, in modules: ISO/IEC 18004 asks for four. */
const QUIET = 4

/** A picture of a code as a PNG (W3C PNG, third edition): one bit a pixel, black on white. */
export function codePicture(text: string): Uint8Array {
  const rows = encodeQR(text, 'raw', { ecc: 'medium', encoding: 'alphanumeric', border: QUIET })
  const size = rows.length * MODULE
  const stride = 1 + Math.ceil(size / 8)
  const pixels = Buffer.alloc(stride * size)
  for (let y = 0; y < size; y += 1) {
    const row = rows[Math.floor(y / MODULE)] ?? []
    for (let x = 0; x < size; x += 1) {
      const dark = row[Math.floor(x / MODULE)] === true
      const at = y * stride + 1 + (x >> 3)
      if (!dark) pixels[at] = (pixels[at] as number) | (0x80 >> (x & 7))
    }
  }
  return png(size, size, pixels)
}

const SIGNATURE = Buffer.from([0x89, 0x50, 0x4e, 0x47, 0x0d, 0x0a, 0x1a, 0x0a])

function png(width: number, height: number, rows: Buffer): Uint8Array {
  const header = Buffer.alloc(13)
  header.writeUInt32BE(width, 0)
  header.writeUInt32BE(height, 4)
  // One bit a pixel, greyscale, and the only methods that there are.
  header.set([1, 0, 0, 0, 0], 8)
  const chunks = [chunk('IHDR', header), chunk('IDAT', deflateSync(rows)), chunk('IEND')]
  return Buffer.concat([SIGNATURE, ...chunks])
}

function chunk(type: string, data: Buffer = Buffer.alloc(0)): Buffer {
  const named = Buffer.concat([Buffer.from(type, 'latin1'), data])
  const length = Buffer.alloc(4)
  length.writeUInt32BE(data.length)
  const sum = Buffer.alloc(4)
  sum.writeUInt32BE(crc32(named))
  return Buffer.concat([length, named, sum])
}

/** An invoice of one page as a PDF 1.4, with lines of ASCII text. */
export function invoice(lines: readonly string[]): Uint8Array {
  const text = lines.map((line) => `(${line.replace(/[\\()]/g, '\\$&')}) '`).join('\n')
  const content = `BT /F1 11 Tf 60 780 Td 16 TL\n${text}\nET`
  const objects = [
    '<< /Type /Catalog /Pages 2 0 R >>',
    '<< /Type /Pages /Kids [3 0 R] /Count 1 >>',
    '<< /Type /Page /Parent 2 0 R /MediaBox [0 0 595 842] /Contents 4 0 R /Resources << /Font << /F1 5 0 R >> >> >>',
    `<< /Length ${content.length} >>\nstream\n${content}\nendstream`,
    '<< /Type /Font /Subtype /Type1 /BaseFont /Helvetica >>',
  ]
  let file = '%PDF-1.4\n'
  const places = objects.map((object, at) => {
    const place = file.length
    file += `${at + 1} 0 obj\n${object}\nendobj\n`
    return `${String(place).padStart(10, '0')} 00000 n \n`
  })
  const count = objects.length + 1
  const table = `xref\n0 ${count}\n0000000000 65535 f \n${places.join('')}`
  const trailer = `trailer\n<< /Size ${count} /Root 1 0 R >>\nstartxref\n${file.length}\n%%EOF\n`
  return Buffer.from(file + table + trailer, 'latin1')
}
