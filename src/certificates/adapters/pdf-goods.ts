import type { Bilingual, Sheet } from '../sheet.ts'
import { drawParagraph, rule } from './pdf-draw.ts'
import type { Block } from './pdf-flow.ts'
import { type Column, drawLabel, type Label, labelOf } from './pdf-label.ts'
import { INNER_WIDTH, PAGE, type Surface } from './pdf-surface.ts'
import { paragraph, type Style, widthOf } from './pdf-text.ts'

const HEAD: Style = { weight: 'regular', size: 7.2 }
const CELL: Style = { weight: 'regular', size: 10.8 }
const TOTAL: Style = { weight: 'bold', size: 10.8 }
const ROW = 16
/** Left edge and width of each column as parts of the page; figures end at the column's right edge. */
const COLUMNS = [
  { from: 0, width: 0.3 },
  { from: 0.36, width: 0.26 },
  { from: 0.7, width: 0.3 },
] as const

type Row = readonly [string, string, string]

/** The goods per HS code with their totals, figures aligned at the decimal point; one block. */
export function goodsBlock(goods: Sheet['goods'], language: string): Block {
  const heads = goods.heads.map((head, index) => headOf(head, index))
  const headHeight = Math.max(...heads.map((head) => head.height)) + 5
  const fractions = ([1, 2] as const).map((column) =>
    widestFraction([...goods.rows, goods.totals], column),
  )
  const height = 6 + headHeight + ROW * (goods.rows.length + 1) + 4
  const draw = (surface: Surface, top: number) => {
    let y = top + 6
    surface.inside('Table', () => {
      surface.decoration(() => across(surface, y - 2, 0.9))
      surface.inside('TR', () => {
        heads.forEach((head, index) => {
          const at = { ...columnAt(index), y: y + 1 }
          surface.inside('TH', () => drawLabel(surface, head, headAt(head, index, at), language), {
            scope: 'Column',
          })
        })
      })
      y += headHeight
      surface.decoration(() => across(surface, y - 1, 0.35))
      for (const row of goods.rows) {
        drawRow(surface, row, { y, style: CELL, fractions })
        y += ROW
      }
      surface.decoration(() => across(surface, y, 0.9))
      drawRow(surface, goods.totals, { y, style: TOTAL, fractions })
    })
    surface.decoration(() => across(surface, y + ROW + 1, 0.35))
  }
  return { height, draw }
}

function headOf(head: Bilingual, index: number) {
  return labelOf(head, HEAD, columnAt(index).width)
}

/** Heads of figures end where the figures end. */
function headAt({ width }: Label, index: number, at: Column): Column {
  return index === 0 ? { ...at, width } : { ...at, x: at.x + at.width - width, width }
}

function columnAt(index: number): { x: number; width: number } {
  const { from, width } = COLUMNS[index] ?? COLUMNS[0]
  return { x: PAGE.left + from * INNER_WIDTH, width: width * INNER_WIDTH }
}

function drawRow(
  surface: Surface,
  row: Row,
  how: { y: number; style: Style; fractions: readonly number[] },
): void {
  const { doc } = surface
  const y = how.y + 1
  surface.inside('TR', () => {
    const first = columnAt(0)
    surface.content(
      'TH',
      () =>
        drawParagraph(doc, paragraph(row[0], how.style, first.width), { ...first, y, clear: true }),
      { scope: 'Row' },
    )
    for (const column of [1, 2] as const) {
      const text = paragraph(row[column], how.style, INNER_WIDTH)
      const fraction = widthOf(fractionOf(row[column]), how.style)
      const { x, width } = columnAt(column)
      const right = x + width - ((how.fractions[column - 1] ?? 0) - fraction)
      surface.content('TD', () =>
        drawParagraph(doc, text, { x, y, width: right - x, align: 'right', clear: true }),
      )
    }
  })
}

/** The decimal point or comma and what follows it; empty for a whole number. */
function fractionOf(figure: string): string {
  return /[.,]\d{1,2}\D*$/.exec(figure)?.[0] ?? ''
}

/** Totals are bold and so a little wider: the widest of both weights keeps the points in one line. */
function widestFraction(rows: readonly Row[], column: 1 | 2): number {
  return Math.max(...rows.map((row) => widthOf(fractionOf(row[column]), TOTAL)))
}

function across({ doc }: Surface, y: number, width: number): void {
  rule(doc, { x: PAGE.left, y }, { x: PAGE.right, y }, width)
}
