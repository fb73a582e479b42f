import type { Sheet } from '../sheet.ts'
import { type Code, codeQuiet, codeSize, drawCode } from './pdf-code.ts'
import { drawParagraph, frame } from './pdf-draw.ts'
import type { Block } from './pdf-flow.ts'
import { type Column, drawLabel, drawWritingLine, labelOf } from './pdf-label.ts'
import { drawSignatures, signatureHeight } from './pdf-signatures.ts'
import { PAGE, POINTS_PER_MM, type Surface } from './pdf-surface.ts'
import { lineHeight, paragraph, type Style, widthOf } from './pdf-text.ts'
import { paperWord } from './pdf-words.ts'

const LABEL: Style = { weight: 'regular', size: 7.2 }
const SEAL: Style = { weight: 'bold', size: 9 }
const CLEAR: Style = { weight: 'bold', size: 9 }
const GAP = 12
const BELOW = 7
const EMPTY_CODE = 46 * POINTS_PER_MM

/** Seals and signatures at the left, the code with its words in clear at the right; one block. */
export function footBlock(sheet: Sheet, code: Code | null): Block {
  const size = code === null ? EMPTY_CODE : codeSize(code)
  // The symbol's edge, not that of its white zone, stands on the margin.
  const quiet = code === null ? 0 : codeQuiet(code)
  const codeX = PAGE.right - size + quiet
  const width = codeX - GAP - PAGE.left
  const seals = sealsIn(sheet, width)
  const right = size + sheet.clear.length * lineHeight(CLEAR)
  const least = signatureHeight(sheet.signatures, width)
  const height = Math.max(seals.height + GAP + least, right) + BELOW
  const draw = (surface: Surface, y: number) => {
    const top = y + quiet
    const bottom = y + height - BELOW
    const room = Math.min(bottom - top - seals.height - GAP, TALLEST_SIGNATURE)
    const signing = Math.max(least, room)
    drawSeals(surface, sheet, seals, { x: PAGE.left, y: top, width })
    const boxes = { x: PAGE.left, y: bottom - signing, width, height: signing }
    drawSignatures(surface, sheet.signatures, sheet.language, boxes)
    drawCodeBox(surface, sheet, code, { x: codeX, y, size })
  }
  return { height, draw }
}

/** Rubber stamps are 35 to 40 mm wide: with spare room, the boxes grow to that height. */
const TALLEST_SIGNATURE = 38 * POINTS_PER_MM
const BETWEEN_SEALS = 14

type Seals = { readonly rows: number; readonly column: number; readonly height: number }

function sealsIn({ seals }: Sheet, width: number): Seals {
  const column = Math.max(...seals.map((seal) => widthOf(seal, SEAL)), 60) + BETWEEN_SEALS
  const columns = Math.max(1, Math.floor((width + BETWEEN_SEALS) / column))
  const rows = Math.max(1, Math.ceil(seals.length / columns))
  return { rows, column, height: lineHeight(LABEL) + 2 + rows * lineHeight(SEAL) }
}

/** Down the columns, as they are read aloud beside the bag. */
function drawSeals(surface: Surface, sheet: Sheet, { rows, column }: Seals, at: Column): void {
  const count = sheet.seals.length
  const words = paperWord('seals', sheet.language)
  const counted = { ...words, en: count === 0 ? words.en : `${words.en} (${count})` }
  const label = labelOf(counted, LABEL, at.width)
  surface.inside('P', () => drawLabel(surface, label, at, sheet.language))
  const top = at.y + lineHeight(LABEL) + 2
  if (count === 0) {
    surface.decoration(() => drawWritingLine(surface, { ...at, y: top + 10 }))
    return
  }
  surface.inside('L', () => {
    sheet.seals.forEach((seal, index) => {
      const x = at.x + Math.floor(index / rows) * column
      const y = top + (index % rows) * lineHeight(SEAL)
      const text = paragraph(seal, SEAL, column)
      surface.inside('LI', () =>
        surface.content('LBody', () =>
          drawParagraph(surface.doc, text, { x, y, width: column, clear: true }),
        ),
      )
    })
  })
}

type Box = { readonly x: number; readonly y: number; readonly size: number }

function drawCodeBox(surface: Surface, sheet: Sheet, code: Code | null, box: Box): void {
  const { x, y, size } = box
  if (code === null) {
    drawEmptyCode(surface, sheet.language, box)
  } else {
    const alt = `QR code that carries the signed certificate ${sheet.number}`
    const bbox = [x, y, x + size, y + size] as const
    surface.content('Figure', () => drawCode(surface, code, { x, y }), { alt, bbox })
  }
  sheet.clear.forEach((line, index) => {
    const top = y + size + index * lineHeight(CLEAR)
    const column = { x, y: top, width: size, align: 'centre' as const, clear: true }
    const text = paragraph(line, CLEAR, size)
    surface.content('P', () => drawParagraph(surface.doc, text, column))
  })
}

/** Issued and not yet validated: the place of the code is empty and says so. */
function drawEmptyCode(surface: Surface, language: string, { x, y, size }: Box): void {
  const column = { x: x + 8, y: y + 8, width: size - 16 }
  const label = labelOf(paperWord('notValidated', language), { ...LABEL, size: 9 }, column.width)
  surface.decoration(() => frame(surface.doc, { x, y, width: size, height: size }, 0.5))
  surface.inside('P', () => drawLabel(surface, label, column, language))
}
