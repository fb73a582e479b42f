import { once } from 'node:events'
import { createDeflate } from 'node:zlib'
import { expect, test } from 'vitest'
import { readDocument } from './read-document.ts'

const MEGABYTE = 1_048_576
const UNPACKED = 600

/** Half a megabyte that is 600 when unpacked, made without ever holding them. */
async function packedZeros(): Promise<Buffer> {
  const deflate = createDeflate({ level: 9 })
  const parts: Buffer[] = []
  deflate.on('data', (part: Buffer) => parts.push(part))
  const zeros = Buffer.alloc(MEGABYTE)
  for (let at = 0; at < UNPACKED; at += 1) {
    if (!deflate.write(zeros)) await once(deflate, 'drain')
  }
  deflate.end()
  await once(deflate, 'end')
  return Buffer.concat(parts)
}

test('a bomb is refused before it has filled the memory', async () => {
  const packed = await packedZeros()
  const head = `%PDF-1.7\n1 0 obj\n<< /Type /ObjStm /N 1 /First 4 /Filter /FlateDecode /Length ${packed.length} >>\nstream\n`
  const tail = '\nendstream\nendobj\ntrailer\n<< /Root 1 0 R >>\n%%EOF\n'
  const bomb = Buffer.concat([Buffer.from(head), packed, Buffer.from(tail)])
  // In kilobytes, the highest that this process ever had.
  const before = process.resourceUsage().maxRSS
  const read = await readDocument(bomb)
  expect(read).toMatchObject({ refusals: [{ code: 'READ_PDF_BOMB' }] })
  expect((process.resourceUsage().maxRSS - before) / 1024).toBeLessThan(UNPACKED / 3)
})
