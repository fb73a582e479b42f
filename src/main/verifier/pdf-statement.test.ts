import { deflateSync } from 'node:zlib'
import { describe, expect, it } from 'vitest'
import { statementInPdf } from './pdf-statement.ts'

const statement = Uint8Array.from({ length: 400 }, (_, at) => (at === 0 ? 0xd2 : at % 251))

/** A PDF as a drawing library writes one: a dictionary, a stream, and things around it. */
function pdfWith(files: readonly Uint8Array[], packed = true): Uint8Array {
  const parts = files.map((file, at) => {
    const body = packed ? deflateSync(file) : file
    const filter = packed ? '/Filter /FlateDecode ' : ''
    const head = `${at + 5} 0 obj\n<< /Type /EmbeddedFile ${filter}/Length ${body.length} >>\nstream\n`
    return Buffer.concat([Buffer.from(head), body, Buffer.from('\nendstream\nendobj\n')])
  })
  const names = Buffer.from('1 0 obj\n<< /Names << /EmbeddedFiles 2 0 R >> >>\nendobj\n')
  return new Uint8Array(Buffer.concat([Buffer.from('%PDF-1.7\n'), names, ...parts]))
}

const codeOf = async (pdf: Uint8Array) => {
  const read = await statementInPdf(pdf)
  return read.ok ? 'read' : read.refusals[0].code
}

describe('the statement in a PDF', () => {
  it.each([true, false])('is found among other files (packed: %s)', async (packed) => {
    const other = Buffer.from('the digest of a dossier')
    const read = await statementInPdf(pdfWith([other, statement], packed))
    expect(read.ok && [...read.value.cose]).toEqual([...statement])
    expect(read.ok && 'proof' in read.value).toBe(false)
  })

  it('comes with the proof beside it', async () => {
    const proof = Buffer.from('c2sp.org/tlog-proof@v1\nindex 0\n')
    const read = await statementInPdf(pdfWith([proof, statement]))
    expect(read.ok && [...(read.value.proof ?? [])]).toEqual([...proof])
  })

  it('is found once when it is attached twice', async () => {
    expect(await codeOf(pdfWith([statement, statement]))).toBe('read')
  })

  it('is refused when there are two different ones', async () => {
    const other = Uint8Array.from([...statement, 7])
    expect(await codeOf(pdfWith([statement, other]))).toBe('READ_PDF_SEVERAL')
  })

  it('is missing in a PDF without files, a damaged one and one that is cut off', async () => {
    const whole = pdfWith([statement])
    const damaged = whole.map((byte, at) => (at > 150 ? 0xff : byte))
    expect(await codeOf(pdfWith([]))).toBe('READ_PDF_NO_CERTIFICATE')
    expect(await codeOf(new Uint8Array(damaged))).toBe('READ_PDF_NO_CERTIFICATE')
    expect(await codeOf(whole.slice(0, 200))).toBe('READ_PDF_NO_CERTIFICATE')
  })

  it('is not looked for in a bomb: unpacking ends soon after what a statement can have', async () => {
    const bomb = Buffer.concat([Buffer.from([0xd2]), Buffer.alloc(300_000_000)])
    const before = process.memoryUsage().rss
    expect(await codeOf(pdfWith([bomb]))).toBe('READ_PDF_NO_CERTIFICATE')
    expect(process.memoryUsage().rss - before).toBeLessThan(100_000_000)
  })
})
