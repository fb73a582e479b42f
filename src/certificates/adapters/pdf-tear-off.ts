import type { Sheet } from '../sheet.ts'
import { elementRows } from './pdf-elements.ts'
import type { Block } from './pdf-flow.ts'
import { tearOffHead } from './pdf-head.ts'
import { drawBand, drawMicrotext, drawPerforation } from './pdf-ornament.ts'
import { drawSignatures, signatureHeight } from './pdf-signatures.ts'
import { INNER_WIDTH, PAGE, type Surface } from './pdf-surface.ts'

const ABOVE = 12
/** A line of handwriting needs 6 mm. */
const WRITING_ROOM = 15

/** The import confirmation below the perforation: its own number, elements to fill in, signatures. */
export function tearOffBlock(sheet: Sheet): Block {
  const head = tearOffHead(sheet)
  const { elements, signatures } = sheet.confirmation
  const rows = elementRows(elements, {
    columns: 3,
    language: sheet.language,
    writingRoom: WRITING_ROOM,
  })
  const signing = signatureHeight(signatures, INNER_WIDTH)
  const rowsHeight = rows.reduce((sum, row) => sum + row.height, 0)
  const height = ABOVE + head.height + rowsHeight + 7 + signing
  const draw = (surface: Surface, top: number) => {
    surface.decoration(() => {
      drawPerforation(surface, top)
      drawMicrotext(surface, sheet.number, { x: PAGE.left, y: top + 4, width: INNER_WIDTH })
      drawBand(surface, sheet.number, {
        x: PAGE.left,
        y: top + ABOVE,
        width: INNER_WIDTH,
        height: head.height,
      })
    })
    let y = top + ABOVE
    for (const block of [head, ...rows]) {
      block.draw(surface, y)
      y += block.height
    }
    const box = { x: PAGE.left, y: y + 7, width: INNER_WIDTH, height: signing }
    drawSignatures(surface, signatures, sheet.language, box)
  }
  return { height, draw }
}
