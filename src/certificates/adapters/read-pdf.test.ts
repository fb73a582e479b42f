import { deflateSync } from 'node:zlib'
import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { drawSheet } from './pdf.ts'
import { oneLine } from './pdf-sample-sheets.ts'
import { READ_LIMITS } from './read-limits.ts'
import { statementInPdf } from './read-pdf.ts'

const COSE = Buffer.from([0xd2, 0x84, 0x43, 0xa1, 0x01, 0x28, 0xa0, 0x40, 0x40])

function readingOf(bytes: Uint8Array) {
  const read = statementInPdf(bytes, READ_LIMITS)
  return read.ok ? Buffer.from(read.value.bytes).toString('hex') : read.refusals[0].code
}
const FOUND = COSE.toString('hex')

const object = (id: number, body: string) => `${id} 0 obj\n${body}\nendobj\n`
const stream = (id: number, entries: string, body: Uint8Array, length = String(body.length)) =>
  `${id} 0 obj\n<<${entries} /Length ${length}>>\nstream\n${Buffer.from(body).toString('latin1')}\nendstream\nendobj\n`
const FLATE = '/Type /EmbeddedFile /Filter /FlateDecode'
const packedCose = deflateSync(COSE)
const specification = (id: number, file: number, name = '(certificate.cose)') =>
  object(id, `<</Type /Filespec /F ${name} /UF ${name} /EF <</F ${file} 0 R>> >>`)
const catalog = (names: string) =>
  object(1, `<</Type /Catalog /Names <</EmbeddedFiles <</Names [${names}]>> >> >>`)
const TRAILER = 'trailer\n<</Root 1 0 R>>\nstartxref\n0\n%%EOF\n'
const pdf = (...parts: readonly string[]) =>
  Uint8Array.from(Buffer.from(`%PDF-1.7\n${parts.join('')}`, 'latin1'))
/** One attachment, its stream as given. */
const carrying = (file: string) => pdf(catalog('(a) 2 0 R'), specification(2, 3), file, TRAILER)

describe('a statement in a PDF', () => {
  it.each([
    ['packed', carrying(stream(3, FLATE, packedCose))],
    ['as it is', carrying(stream(3, '/Type /EmbeddedFile', COSE))],
    [
      'packed twice',
      carrying(stream(3, '/Filter [/FlateDecode /FlateDecode]', deflateSync(packedCose))),
    ],
    ['with a length that stands elsewhere', carrying(stream(3, FLATE, packedCose, '9 0 R'))],
    ['with a length that is too short', carrying(stream(3, FLATE, packedCose, '2'))],
    ['with a length beyond the file', carrying(stream(3, FLATE, packedCose, '99999999'))],
    [
      'under a name in UTF-16',
      pdf(
        catalog('(a) 2 0 R'),
        specification(2, 3, utf16('certificate.cose')),
        stream(3, FLATE, packedCose),
        TRAILER,
      ),
    ],
    [
      'under a name with brackets in it elsewhere',
      pdf(catalog('(a\\)(b)) 2 0 R'), specification(2, 3), stream(3, FLATE, packedCose), TRAILER),
    ],
    [
      'under a name with escapes',
      pdf(
        catalog('(a) 2 0 R'),
        specification(2, 3, '(c\\145rtificate\\.cose)'),
        stream(3, FLATE, packedCose),
        TRAILER,
      ),
    ],
    [
      'listed twice',
      pdf(
        catalog('(a) 2 0 R (b) 2 0 R'),
        specification(2, 3),
        stream(3, FLATE, packedCose),
        TRAILER,
      ),
    ],
    [
      'listed below a tree of names',
      pdf(
        object(1, '<</Names <</EmbeddedFiles <</Kids [4 0 R]>> >> >>'),
        object(4, '<</Kids [5 0 R]>>'),
        object(5, '<</Names [(a) 2 0 R]>>'),
        specification(2, 3),
        stream(3, FLATE, packedCose),
        TRAILER,
      ),
    ],
    ['listed in an object stream under a cross-reference stream', inObjectStreams()],
    ['that lost its catalog', pdf(specification(2, 3), stream(3, FLATE, packedCose))],
    [
      'among what looks like another inside a stream',
      carrying(stream(8, '', Buffer.from(specification(2, 9))) + stream(3, FLATE, packedCose)),
    ],
    [
      'that an update replaced',
      pdf(
        catalog('(a) 2 0 R'),
        specification(2, 3),
        stream(3, '', Buffer.from('old')),
        TRAILER,
        stream(3, FLATE, packedCose),
        TRAILER,
      ),
    ],
  ])('%s is found', (_, bytes) => {
    expect(readingOf(bytes)).toBe(FOUND)
  })

  it.each([
    ['nothing', pdf(), 'READ_PDF_NO_CERTIFICATE'],
    [
      'a file of another name',
      pdf(
        catalog('(a) 2 0 R'),
        specification(2, 3, '(invoice.xml)'),
        stream(3, FLATE, packedCose),
        TRAILER,
      ),
      'READ_PDF_NO_CERTIFICATE',
    ],
    [
      'a statement that its newest catalog does not list',
      pdf(
        catalog('(a) 2 0 R'),
        specification(2, 3),
        stream(3, FLATE, packedCose),
        TRAILER,
        catalog(''),
        TRAILER,
      ),
      'READ_PDF_NO_CERTIFICATE',
    ],
    [
      'two different statements',
      pdf(
        catalog('(a) 2 0 R (b) 4 0 R'),
        specification(2, 3),
        stream(3, FLATE, packedCose),
        specification(4, 5),
        stream(5, '', Buffer.concat([COSE, COSE])),
        TRAILER,
      ),
      'READ_PDF_SEVERAL',
    ],
    ['a file that is no statement', carrying(stream(3, '', Buffer.from('<html>'))), 'READ_DAMAGED'],
    [
      'a statement that does not unpack',
      carrying(stream(3, FLATE, Buffer.from('garbage'))),
      'READ_DAMAGED',
    ],
    [
      'a statement behind another filter',
      carrying(stream(3, '/Filter /LZWDecode', packedCose)),
      'READ_DAMAGED',
    ],
    [
      'a specification of no object',
      pdf(catalog('(a) 2 0 R'), specification(2, 7), TRAILER),
      'READ_DAMAGED',
    ],
    [
      'a lock',
      pdf(
        catalog('(a) 2 0 R'),
        specification(2, 3),
        stream(3, FLATE, packedCose),
        'trailer\n<</Root 1 0 R /Encrypt 9 0 R>>\n',
      ),
      'READ_PDF_ENCRYPTED',
    ],
    [
      'names that go in a circle',
      pdf(
        object(1, '<</Names <</EmbeddedFiles 4 0 R>> >>'),
        object(4, '<</Kids [4 0 R 5 0 R]>>'),
        object(5, '<</Kids [4 0 R]>>'),
        TRAILER,
      ),
      'READ_PDF_NO_CERTIFICATE',
    ],
    ['a catalog that is itself', pdf(object(1, '1 0 R'), TRAILER), 'READ_PDF_NO_CERTIFICATE'],
    [
      'a specification that is its own file',
      pdf(catalog('(a) 2 0 R'), specification(2, 2), TRAILER),
      'READ_DAMAGED',
    ],
  ])('is refused when the file holds %s', (_, bytes, code) => {
    expect(readingOf(bytes)).toBe(code)
  })

  it('comes with its proof, and without it where that is damaged', async () => {
    const proof = Buffer.from('c2sp.org/tlog-proof@v1\n')
    const files = { statement: Uint8Array.from(COSE), proof, dossierDigest: null, now: new Date(0) }
    const drawn = await drawSheet(oneLine, files, null)
    const read = statementInPdf(drawn.ok ? drawn.value : new Uint8Array(), READ_LIMITS)
    expect(read).toEqual({
      ok: true,
      value: { bytes: Uint8Array.from(COSE), proof: Uint8Array.from(proof) },
    })
    const both = catalog('(a) 2 0 R (b) 4 0 R')
    const damaged = pdf(
      both,
      specification(2, 3),
      stream(3, FLATE, packedCose),
      specification(4, 5, '(certificate.tlog-proof)'),
      stream(5, FLATE, Buffer.from('no deflate')),
      TRAILER,
    )
    expect(statementInPdf(damaged, READ_LIMITS)).toEqual({
      ok: true,
      value: { bytes: Uint8Array.from(COSE) },
    })
  })

  it('is found or refused wherever the file is cut or a byte is changed', async () => {
    const files = { statement: Uint8Array.from(COSE), dossierDigest: null, now: new Date(0) }
    const drawn = await drawSheet(oneLine, files, null)
    const whole = drawn.ok ? drawn.value : new Uint8Array()
    expect(readingOf(whole)).toBe(FOUND)
    const places = fc.integer({ min: 5, max: whole.length - 1 })
    fc.assert(
      fc.property(places, fc.integer({ min: 1, max: 255 }), (at, change) => {
        const changed = Uint8Array.from(whole)
        changed[at] = (changed[at] ?? 0) ^ change
        expect(readingOf(whole.subarray(0, at))).toMatch(
          /^(d284|READ_(PDF_NO_CERTIFICATE|DAMAGED))/,
        )
        expect(readingOf(changed)).toMatch(/^(d2|READ_)/)
      }),
      { numRuns: 40 },
    )
  })
})

describe('a PDF that would fill the memory or the day', () => {
  const zeros = deflateSync(new Uint8Array(32_000_000))
  const objectStream = (id: number, body: Uint8Array) =>
    stream(id, '/Type /ObjStm /N 1 /First 4 /Filter /FlateDecode', body)
  const many = (count: number, body: string) =>
    pdf(...Array.from({ length: count }, (_, index) => `${index + 1} 0 obj${body}`))
  it.each([
    ['a statement that unpacks to 32 MB', carrying(stream(3, FLATE, zeros)), 'READ_PDF_BOMB'],
    [
      'one packed twice',
      carrying(stream(3, '/Filter [/FlateDecode /FlateDecode]', deflateSync(zeros))),
      'READ_PDF_BOMB',
    ],
    [
      'one packed a thousand times',
      carrying(stream(3, `/Filter [${'/FlateDecode '.repeat(1000)}]`, packedCose)),
      'READ_PDF_BOMB',
    ],
    [
      'an object stream that unpacks to 32 MB',
      pdf(objectStream(3, zeros), TRAILER),
      'READ_PDF_BOMB',
    ],
    [
      'object streams that do so together',
      pdf(
        ...[3, 4, 5, 6, 7].map((id) => objectStream(id, deflateSync(new Uint8Array(4_000_000)))),
        TRAILER,
      ),
      'READ_PDF_BOMB',
    ],
    ['more objects than any sheet', many(20_001, '<<>>\n'), 'READ_PDF_BOMB'],
    [
      'an object stream with a million numbers',
      pdf(
        stream(3, '/Type /ObjStm /First 12000000', Buffer.from('1 0 '.repeat(2_000_000))),
        TRAILER,
      ),
      'READ_PDF_NO_CERTIFICATE',
    ],
    ['a thousand objects that are fine', many(1000, '<<>>\n'), 'READ_PDF_NO_CERTIFICATE'],
    ['a value a million deep', pdf(object(1, '['.repeat(1_000_000))), 'READ_PDF_NO_CERTIFICATE'],
    ['strings that never end', many(20_000, '('), 'READ_PDF_NO_CERTIFICATE'],
    ['comments that never end', many(20_000, '%'), 'READ_PDF_NO_CERTIFICATE'],
    ['streams that never end', many(20_000, '<<>>stream\n'), 'READ_PDF_NO_CERTIFICATE'],
    ['white space alone', pdf(' '.repeat(9_000_000)), 'READ_PDF_NO_CERTIFICATE'],
    ['figures alone', pdf('1 '.repeat(4_000_000)), 'READ_PDF_NO_CERTIFICATE'],
  ])('with %s is answered at once', { timeout: 15_000 }, (_, bytes, code) => {
    expect(readingOf(bytes)).toBe(code)
  })
})

function utf16(text: string): string {
  return `<FEFF${Buffer.from(text, 'utf16le').swap16().toString('hex')}>`
}

/** As programs that rewrite a PDF leave it: everything but streams inside one, no trailer. */
function inObjectStreams(): Uint8Array {
  const values = [
    '<</Type /Catalog /Names <</EmbeddedFiles <</Names [(a) 2 0 R]>> >> >>',
    '<</Type /Filespec /F (certificate.cose) /EF <</F 3 0 R>> >>',
  ]
  const head = `1 0 2 ${(values[0]?.length ?? 0) + 1} `
  const body = deflateSync(Buffer.from(`${head}${values.join(' ')}`))
  const entries = `/Type /ObjStm /N 2 /First ${head.length} /Filter /FlateDecode`
  return pdf(
    stream(4, entries, body),
    stream(3, FLATE, packedCose),
    stream(5, '/Type /XRef /Root 1 0 R /Size 6 /W [1 2 1]', Buffer.from('xref')),
  )
}
