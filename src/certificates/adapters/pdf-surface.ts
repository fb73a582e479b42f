import PDFDocument from 'pdfkit'
import { facesOf } from './pdf-fonts.ts'
import { type Line, lineHeight, type Paragraph } from './pdf-text.ts'

/** A4 (ISO 216) in points of 1/72 inch. Positions are points from the left and from the top. */
export const PAGE = { width: 595.28, height: 841.89, left: 36, right: 559.28, top: 28, bottom: 815 }
export const INNER_WIDTH = PAGE.right - PAGE.left
export const POINTS_PER_MM = 72 / 25.4

type Element = ReturnType<PDFKit.PDFDocument['struct']>
type Role =
  | 'Document'
  | 'Sect'
  | 'H1'
  | 'H2'
  | 'P'
  | 'Span'
  | 'Table'
  | 'TR'
  | 'TH'
  | 'TD'
  | 'L'
  | 'LI'
  | 'LBody'
  | 'Figure'
  | 'Note'
type Tag = {
  /** BCP 47, where it is not the document's. */
  readonly lang?: string | undefined
  readonly alt?: string
  readonly scope?: 'Column' | 'Row'
  readonly bbox?: readonly [left: number, top: number, right: number, bottom: number]
}

/** One document that is being drawn, with its structure tree (ISO 32000-1, 14.7). */
export type Surface = {
  readonly doc: PDFKit.PDFDocument
  /** Opens a structure element around what `body` draws. */
  readonly inside: (role: Role, body: () => void, tag?: Tag) => void
  /** Draws marked content under a new element. */
  readonly content: (role: Role, draw: () => void, tag?: Tag) => void
  /** Draws what assistive technology passes over. */
  readonly decoration: (draw: () => void) => void
  readonly finish: () => Promise<Uint8Array>
}

export function openSurface(facts: { title: string; now: Date }): Surface {
  const doc = newDocument(facts)
  const chunks: Uint8Array[] = []
  const ended = new Promise<void>((resolve, reject) => {
    doc.on('data', (chunk: Uint8Array) => chunks.push(chunk))
    doc.on('end', resolve)
    doc.on('error', reject)
  })
  const root = doc.struct('Document')
  doc.addStructure(root)
  const open: Element[] = [root]
  const add = (role: Role, tag: Tag, children?: () => void) => {
    const element = doc.struct(role, tag as PDFKit.Mixins.StructureElementOptions, children)
    open.at(-1)?.add(element)
    return element
  }
  return {
    doc,
    inside: (role, body, tag = {}) => {
      const element = add(role, tag)
      open.push(element)
      body()
      open.pop()
      element.end()
    },
    content: (role, draw, tag = {}) => void add(role, tag, draw),
    decoration: (draw) => {
      doc.markContent('Artifact', { type: 'Layout' })
      draw()
      doc.endMarkedContent()
    },
    finish: async () => {
      root.end()
      doc.end()
      await ended
      return Uint8Array.from(Buffer.concat(chunks))
    },
  }
}

/** PDF/A-3a (ISO 19005-3) because it may carry files; nothing in it depends on the machine or the hour. */
function newDocument({ title, now }: { title: string; now: Date }): PDFKit.PDFDocument {
  const options: PDFKit.PDFDocumentOptions = {
    size: 'A4',
    margin: 0,
    autoFirstPage: false,
    pdfVersion: '1.7',
    subset: 'PDF/A-3a',
    tagged: true,
    lang: 'en',
    displayTitle: true,
    info: { Title: title, Creator: 'OpenKP', Producer: 'OpenKP', CreationDate: now },
  }
  // No font to begin with, else pdfkit reads the metrics of Helvetica, which is not embedded.
  const doc = new PDFDocument({ ...options, font: null as unknown as string })
  for (const { name, font } of [...facesOf('regular'), ...facesOf('bold')]) {
    // pdfkit takes a parsed font since 0.20; its types do not say so yet.
    doc.registerFont(name, font as unknown as string)
  }
  return doc
}

/** Draws one line with its baseline `ascent` below `top`. */
export function drawLine(
  doc: PDFKit.PDFDocument,
  line: Line,
  at: { x: number; y: number; size: number },
): void {
  const baseline = at.y + at.size * 1.02
  for (const { text, face, x } of line.runs) {
    doc.font(face.name).fontSize(at.size)
    doc.text(text, at.x + x, baseline, { lineBreak: false, baseline: 'alphabetic' })
  }
}

export type Align = 'left' | 'right' | 'centre'

/** Draws a paragraph in a column; one that reads from right to left hangs from the column's right edge. */
export function drawParagraph(
  doc: PDFKit.PDFDocument,
  { lines, style, rightToLeft }: Paragraph,
  column: { x: number; y: number; width: number; align?: Align },
): void {
  const align = column.align ?? (rightToLeft ? 'right' : 'left')
  lines.forEach((line, index) => {
    const spare = column.width - line.width
    const indent = align === 'left' ? 0 : align === 'right' ? spare : spare / 2
    drawLine(doc, line, {
      x: column.x + indent,
      y: column.y + index * lineHeight(style),
      size: style.size,
    })
  })
}

/** Raw operators between q and Q: greys stay grey, where pdfkit's colours would all become RGB. */
export function ink(doc: PDFKit.PDFDocument, operators: string): void {
  doc.addContent(`q\n${operators}\nQ`)
}

export function rule(
  doc: PDFKit.PDFDocument,
  from: { x: number; y: number },
  to: { x: number; y: number },
  width: number,
): void {
  ink(
    doc,
    `0 G ${width} w ${from.x.toFixed(2)} ${from.y.toFixed(2)} m ${to.x.toFixed(2)} ${to.y.toFixed(2)} l S`,
  )
}

export function frame(
  doc: PDFKit.PDFDocument,
  box: { x: number; y: number; width: number; height: number },
  width: number,
): void {
  ink(
    doc,
    `0 G ${width} w ${box.x.toFixed(2)} ${box.y.toFixed(2)} ${box.width.toFixed(2)} ${box.height.toFixed(2)} re S`,
  )
}
