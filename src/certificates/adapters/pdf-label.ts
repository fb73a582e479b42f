import type { Bilingual } from '../sheet.ts'
import { drawParagraph } from './pdf-draw.ts'
import type { Surface } from './pdf-surface.ts'
import { heightOf, type Paragraph, paragraph, type Style, widthOf } from './pdf-text.ts'

/** A word in English and the local language, set: on one line when both fit, else one below the other. */
export type Label = {
  readonly en: Paragraph
  readonly local: Paragraph | null
  readonly oneLine: boolean
  /** Of its longest line. */
  readonly width: number
  readonly height: number
}
/** The left edge and the width of a column, and where in it to start. */
export type Column = { readonly x: number; readonly y: number; readonly width: number }

const SEPARATOR = '  ·  '

export function labelOf(words: Bilingual, style: Style, width: number): Label {
  const en = paragraph(words.en, style, width)
  if (words.local === null || words.local === words.en) {
    return { en, local: null, oneLine: true, width: longest(en), height: heightOf(en) }
  }
  const local = paragraph(words.local, style, width)
  const together = longest(en) + widthOf(SEPARATOR, style) + longest(local)
  const oneLine = together <= width && en.lines.length === 1 && local.lines.length === 1
  return {
    en,
    local,
    oneLine,
    width: oneLine ? together : Math.max(longest(en), longest(local)),
    height: heightOf(en) + (oneLine ? 0 : heightOf(local)),
  }
}

function longest({ lines }: Paragraph): number {
  return Math.max(...lines.map((line) => line.width))
}

export function drawLabel(surface: Surface, label: Label, at: Column, language: string): void {
  const { doc } = surface
  const { en, local, oneLine } = label
  surface.content('Span', () => drawParagraph(doc, en, { ...at, align: 'left' }))
  if (local === null) return
  const lang = { lang: language }
  if (!oneLine) {
    const below = { ...at, y: at.y + heightOf(en) }
    surface.content('Span', () => drawParagraph(doc, local, below), lang)
    return
  }
  const x = at.x + longest(en)
  const gap = widthOf(SEPARATOR, local.style)
  const dot = paragraph('·', local.style, gap)
  surface.decoration(() => drawParagraph(doc, dot, { x, y: at.y, width: gap, align: 'centre' }))
  const beside = { x: x + gap, y: at.y, width: label.width, align: 'left' as const }
  surface.content('Span', () => drawParagraph(doc, local, beside), lang)
}

/** A line to write on, lighter than a rule so that the ink is read and not the line. */
export function drawWritingLine({ doc }: Surface, { x, y, width }: Column): void {
  const path = `${x.toFixed(2)} ${y.toFixed(2)} m ${(x + width).toFixed(2)} ${y.toFixed(2)} l`
  doc.addContent(`q 0.3 G 0.6 w 1 J [0 2.2] 0 d ${path} S Q`)
}
