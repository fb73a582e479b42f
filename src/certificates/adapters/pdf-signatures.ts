import type { Bilingual } from '../sheet.ts'
import { type Box, frame } from './pdf-draw.ts'
import { drawLabel, labelOf } from './pdf-label.ts'
import type { Surface } from './pdf-surface.ts'
import type { Style } from './pdf-text.ts'

const LABEL: Style = { weight: 'regular', size: 7.2 }
const BETWEEN = 6
const INSET = 5
/** Below the label: a signature with its name and date takes 14 mm, a stamp more if it can have it. */
const LEAST_ROOM = 40

/** The least height of a row of boxes that share `width`. */
export function signatureHeight(signatures: readonly Bilingual[], width: number): number {
  if (signatures.length === 0) return 0
  const inner = boxWidth(signatures.length, width) - 2 * INSET
  return LEAST_ROOM + Math.max(...signatures.map((each) => labelOf(each, LABEL, inner).height))
}

function boxWidth(count: number, width: number): number {
  return (width - BETWEEN * (count - 1)) / count
}

/** An empty box for each signature and stamp, with whose it is. */
export function drawSignatures(
  surface: Surface,
  signatures: readonly Bilingual[],
  language: string,
  at: Box,
): void {
  const width = boxWidth(signatures.length, at.width)
  signatures.forEach((signature, index) => {
    const box = { ...at, x: at.x + index * (width + BETWEEN), width }
    const inner = { x: box.x + INSET, y: box.y + 4, width: width - 2 * INSET }
    surface.decoration(() => frame(surface.doc, box, 0.5))
    const label = labelOf(signature, LABEL, inner.width)
    surface.inside('P', () => drawLabel(surface, label, inner, language))
  })
}
