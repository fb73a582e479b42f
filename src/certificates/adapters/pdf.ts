import { accept, type Outcome, refuse } from '../../values/outcome.ts'
import type { PrintRefusal } from '../print-words.en.ts'
import type { Sheet } from '../sheet.ts'
import { type Code, codeOf } from './pdf-code.ts'
import { elementRows } from './pdf-elements.ts'
import { type Block, flow, type Placed } from './pdf-flow.ts'
import { undrawable } from './pdf-fonts.ts'
import { footBlock } from './pdf-foot.ts'
import { goodsBlock } from './pdf-goods.ts'
import { continuedBlock, drawWarning, headBlock, statementBlock } from './pdf-head.ts'
import { drawAcross, drawRosette } from './pdf-ornament.ts'
import { type PdfSeal, sealPdf } from './pdf-sign.ts'
import { INNER_WIDTH, openSurface, PAGE, type Surface } from './pdf-surface.ts'
import { tearOffBlock } from './pdf-tear-off.ts'

/** What goes with the paper. `now` is the time in the file and in its signature. */
export type SheetFiles = {
  /** The signed certificate, tagged COSE_Sign1; attached as certificate.cose. */
  readonly statement: Uint8Array | null
  /** That the certificate is logged (C2SP tlog-proof); attached as certificate.tlog-proof. */
  readonly proof?: Uint8Array
  /** Lower-case hex; attached as dossier-digest.txt. */
  readonly dossierDigest: string | null
  readonly now: Date
}

/** A certificate with every list at its limit takes two pages. */
const MAX_PAGES = 4
const CONTINUED_HEIGHT = 48

/**
 * The sheet as a PDF/A-3a: drawn, with the statement and the dossier digest attached, and signed as
 * PAdES B-B when `seal` is given. The same input gives the same bytes up to the signature.
 */
export async function drawSheet(
  sheet: Sheet,
  files: SheetFiles,
  seal: PdfSeal | null,
): Promise<Outcome<Uint8Array, PrintRefusal>> {
  const fault = firstUndrawable(sheet)
  if (fault !== undefined) return refuse('PRINT_CHARACTER', undefined, fault)
  const code = sheet.qr === null ? accept(null) : codeOf(sheet.qr)
  if (!code.ok) return code
  const plan = planOf(sheet, code.value)
  if (plan === null) return refuse('PRINT_TOO_LONG', undefined, { pages: MAX_PAGES })
  const surface = openSurface({ title: titleOf(sheet), now: files.now })
  drawPages(surface, sheet, plan)
  attach(surface, files)
  const bytes = await surface.finish()
  return accept(seal === null ? bytes : await sealPdf(bytes, seal, files.now))
}

/** The metadata is XML and pdfkit does not escape it. */
function titleOf(sheet: Sheet): string {
  return `${sheet.title.en} ${sheet.number}`.replace(/[&<>]/g, ' ')
}

function firstUndrawable(sheet: Sheet): { text: string; code: string } | undefined {
  for (const text of textsOf({ ...sheet, qr: null })) {
    const [character] = undrawable(text)
    if (character === undefined) continue
    const point = character.codePointAt(0) ?? 0
    return {
      text: text.slice(0, 60),
      code: `U+${point.toString(16).toUpperCase().padStart(4, '0')}`,
    }
  }
  return undefined
}

function textsOf(value: unknown): string[] {
  if (typeof value === 'string') return [value]
  if (typeof value !== 'object' || value === null) return []
  return Object.values(value).flatMap(textsOf)
}

type Plan = {
  readonly pages: readonly (readonly Placed[])[]
  readonly foot: Block
  readonly tearOff: Block
}

function planOf(sheet: Sheet, code: Code | null): Plan | null {
  const grid = { columns: 2, language: sheet.language, writingRoom: 12 }
  const body = [
    statementBlock(sheet),
    ...elementRows(sheet.elements, grid),
    goodsBlock(sheet.goods, sheet.language),
  ]
  const foot = footBlock(sheet, code)
  const tearOff = tearOffBlock(sheet)
  const top = PAGE.top + headBlock(sheet, { number: 1, count: 1 }).height
  const { pages } = flow(body, {
    top: (page) => (page === 0 ? top : PAGE.top + CONTINUED_HEIGHT),
    bottom: PAGE.bottom,
    foot: foot.height + tearOff.height,
  })
  const room = PAGE.bottom - PAGE.top - CONTINUED_HEIGHT
  const fits = [...body, { height: foot.height + tearOff.height }].every(
    ({ height }) => height <= room,
  )
  return fits && pages.length <= MAX_PAGES ? { pages, foot, tearOff } : null
}

function drawPages(surface: Surface, sheet: Sheet, { pages, foot, tearOff }: Plan): void {
  pages.forEach((placed, index) => {
    const page = { number: index + 1, count: pages.length }
    const last = page.number === page.count
    const tear = last ? PAGE.bottom - tearOff.height : PAGE.bottom
    surface.doc.addPage()
    drawGround(surface, sheet, { tear, last })
    surface.inside('Sect', () => {
      const head = index === 0 ? headBlock(sheet, page) : continuedBlock(sheet, page)
      drawWarning(surface, sheet, PAGE.top - 13)
      head.draw(surface, PAGE.top)
      for (const { block, y } of placed) block.draw(surface, y)
      if (last) foot.draw(surface, tear - foot.height)
    })
    if (!last) return
    surface.inside('Sect', () => {
      tearOff.draw(surface, tear)
      drawWarning(surface, sheet, PAGE.bottom + 3)
    })
  })
}

/** What lies under the words: the rosette, and what this paper is not, on each of its faces. */
function drawGround(
  surface: Surface,
  sheet: Sheet,
  { tear, last }: { tear: number; last: boolean },
): void {
  const words = [...(sheet.specimen ? ['SPECIMEN'] : []), ...(sheet.copy ? ['COPY'] : [])]
  const upper = { y: PAGE.top + 80, height: tear - PAGE.top - 90 }
  surface.decoration(() => {
    drawRosette(surface, sheet.number, {
      x: PAGE.width / 2,
      y: upper.y + upper.height / 2,
      radius: 150,
    })
    words.forEach((word, index) => {
      const share = upper.height / words.length
      drawAcross(surface, word, {
        x: PAGE.left,
        y: upper.y + index * share,
        width: INNER_WIDTH,
        height: share,
      })
    })
    if (!last) return
    words.forEach((word, index) => {
      const share = INNER_WIDTH / words.length
      const box = {
        x: PAGE.left + index * share,
        y: tear + 14,
        width: share,
        height: PAGE.bottom - tear - 20,
      }
      drawAcross(surface, word, box)
    })
  })
}

/** As files of the document (ISO 19005-3, 6.8): data that belongs to it, found by name. */
function attach({ doc }: Surface, { statement, proof, dossierDigest, now }: SheetFiles): void {
  const dates = { creationDate: now, modifiedDate: now }
  const add = (
    bytes: Uint8Array,
    options: PDFKit.Mixins.PDFAttachmentOptions & { relationship: string },
  ) => {
    doc.file(Buffer.from(bytes), { ...options, ...dates })
  }
  if (statement !== null) {
    add(statement, {
      name: 'certificate.cose',
      type: 'application/cose',
      relationship: 'Data',
      description: 'The signed certificate (COSE_Sign1)',
    })
  }
  if (proof !== undefined) {
    add(proof, {
      name: 'certificate.tlog-proof',
      type: 'text/plain',
      relationship: 'Supplement',
      description: 'The proof that the certificate stands in the issuer’s log (C2SP tlog-proof)',
    })
  }
  if (dossierDigest === null) return
  add(Buffer.from(`${dossierDigest}\n`), {
    name: 'dossier-digest.txt',
    type: 'text/plain',
    relationship: 'Data',
    description: 'SHA-256 of the dossier manifest, in hexadecimal',
  })
}
