import PDFDocument from 'pdfkit'
import { facesOf } from './pdf-fonts.ts'

/** A4 (ISO 216) in points of 1/72 inch. Positions are points from the left and from the top. */
export const PAGE = { width: 595.28, height: 841.89, left: 36, right: 559.28, top: 28, bottom: 818 }
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
