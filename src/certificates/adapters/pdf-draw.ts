import { type Line, lineHeight, type Paragraph } from './pdf-text.ts'

type Doc = PDFKit.PDFDocument
type Point = { readonly x: number; readonly y: number }
type Start = Point & { readonly size: number }
export type Box = Point & { readonly width: number; readonly height: number }
type Column = Point & {
  readonly width: number
  readonly align?: 'left' | 'right' | 'centre'
  /** Whether no ornament may cross it: what an officer compares with the bag. */
  readonly clear?: boolean
}

/** Draws a paragraph in a column; one that reads from right to left hangs from the column's right edge. */
export function drawParagraph(doc: Doc, paragraph: Paragraph, column: Column): void {
  const { lines, style, rightToLeft } = paragraph
  const align = column.align ?? (rightToLeft ? 'right' : 'left')
  lines.forEach((whole, index) => {
    const line = index < lines.length - 1 ? withSpace(whole) : whole
    const spare = column.width - line.width
    const indent = align === 'left' ? 0 : align === 'right' ? spare : spare / 2
    const y = column.y + index * lineHeight(style)
    const at = { x: column.x + indent, y, size: style.size }
    if (column.clear) clearGround(doc, { ...at, width: line.width, height: lineHeight(style) })
    drawLine(doc, line, at)
  })
}

/** White over the whole height of a line, so that nothing is left between two of them. */
function clearGround(doc: Doc, { x, y, width, height }: Box): void {
  ink(doc, `1 g ${inPoints(x - 1, y, width + 2, height)} re f`)
}

/** A line that goes on ends with a space, else readers of the file join its last word to the next. */
function withSpace(line: Line): Line {
  const last = line.runs.at(-1)
  if (last === undefined || line.turned) return { ...line, text: `${line.text} ` }
  return { ...line, runs: [...line.runs.slice(0, -1), { ...last, text: `${last.text} ` }] }
}

function drawLine(doc: Doc, line: Line, at: Start): void {
  const draw = () => drawRuns(doc, line, at)
  // Arabic letters share glyphs and are drawn from the left: the file has to say what they spell.
  if (line.turned) spokenAs(doc, line.text, draw)
  else draw()
}

/** From the top of a line to its baseline, in ems. */
const ASCENT = 0.99

function drawRuns(doc: Doc, { runs }: Line, at: Start): void {
  const baseline = at.y + at.size * ASCENT
  for (const { text, face, x } of runs) {
    doc.font(face.name).fontSize(at.size)
    doc.text(text, at.x + x, baseline, { lineBreak: false, baseline: 'alphabetic' })
  }
}

/** Glyphs that stand for other words than a reader of the file would make of them; none when empty. */
export function spokenAs(doc: Doc, text: string, draw: () => void): void {
  const utf16 = Buffer.from(`\ufeff${text}`, 'utf16le').swap16().toString('hex')
  doc.addContent(`/Span <</ActualText <${utf16}>>> BDC`)
  draw()
  doc.addContent('EMC')
}

/** Raw operators between q and Q: greys stay grey, where pdfkit's colours would all become RGB. */
export function ink(doc: Doc, operators: string): void {
  doc.addContent(`q\n${operators}\nQ`)
}

export function rule(doc: Doc, from: Point, to: Point, width: number): void {
  ink(doc, `0 G ${width} w ${inPoints(from.x, from.y)} m ${inPoints(to.x, to.y)} l S`)
}

export function frame(doc: Doc, { x, y, width, height }: Box, line: number): void {
  ink(doc, `0 G ${line} w ${inPoints(x, y, width, height)} re S`)
}

function inPoints(...numbers: readonly number[]): string {
  return numbers.map((each) => each.toFixed(2)).join(' ')
}
