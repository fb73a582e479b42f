import type { Bilingual } from '../sheet.ts'
import { type Column, drawLabel, drawWritingLine, labelOf } from './pdf-label.ts'
import { drawParagraph, frame, type Surface } from './pdf-surface.ts'
import { paragraph, type Style, widthOf } from './pdf-text.ts'
import { paperWord } from './pdf-words.ts'

const LABEL: Style = { weight: 'regular', size: 7 }
const HINT: Style = { weight: 'regular', size: 6.2 }
const BETWEEN = 6
const INSET = 5
/** From the label down: room to sign and stamp, the line, and the words below it. */
const LEAST_ROOM = 56

/** The least height of a row of boxes that share `width`. */
export function signatureHeight(signatures: readonly Bilingual[], width: number): number {
  if (signatures.length === 0) return 0
  const inner = boxWidth(signatures.length, width) - 2 * INSET
  return LEAST_ROOM + Math.max(...signatures.map((each) => labelOf(each, LABEL, inner).height))
}

function boxWidth(count: number, width: number): number {
  return (width - BETWEEN * (count - 1)) / count
}

/** A box for each: whose signature it is above, a line to sign on below, and the place of the stamp. */
export function drawSignatures(
  surface: Surface,
  signatures: readonly Bilingual[],
  language: string,
  at: Column & { readonly height: number },
): void {
  const width = boxWidth(signatures.length, at.width)
  signatures.forEach((signature, index) => {
    const box = { ...at, x: at.x + index * (width + BETWEEN), width }
    const bottom = box.y + box.height
    const inner = { x: box.x + INSET, y: box.y + 4, width: width - 2 * INSET }
    surface.decoration(() => {
      frame(surface.doc, box, 0.5)
      drawWritingLine(surface, { ...inner, y: bottom - 13 })
    })
    const label = labelOf(signature, LABEL, inner.width)
    surface.inside('P', () => drawLabel(surface, label, inner, language))
    drawHint(surface, 'stamp', 'right', { ...inner, y: bottom - 24 }, language)
    drawHint(surface, 'signature', 'left', { ...inner, y: bottom - 11 }, language)
  })
}

function drawHint(
  surface: Surface,
  word: 'signature' | 'stamp',
  align: 'left' | 'right',
  at: Column,
  language: string,
): void {
  const { en, local } = paperWord(word, language)
  const both = local === null ? en : `${en} · ${local}`
  const text = widthOf(both, HINT) <= at.width ? both : (local ?? en)
  const set = paragraph(text, HINT, at.width)
  surface.content('P', () => drawParagraph(surface.doc, set, { ...at, align }))
}
