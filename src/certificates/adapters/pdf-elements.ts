import type { SheetElement } from '../sheet.ts'
import { drawParagraph, rule } from './pdf-draw.ts'
import type { Block } from './pdf-flow.ts'
import { drawLabel, drawWritingLine, type Label, labelOf } from './pdf-label.ts'
import { INNER_WIDTH, PAGE, type Surface } from './pdf-surface.ts'
import { heightOf, type Paragraph, paragraph, type Style } from './pdf-text.ts'

const LABEL: Style = { weight: 'regular', size: 7.2 }
const NUMBER: Style = { weight: 'bold', size: 7.6 }
const VALUE: Style = { weight: 'bold', size: 9.2 }
const GUTTER = 14
/** Room for the number of the element, which hangs in the margin of its cell. */
const HANG = 17
const PADDING = { top: 3, bottom: 2.5 }
/** Values up to this many stand one below the other; a longer list runs on, over the whole width. */
const STACKED = 3
const NO_BREAK_SPACE = '\u00a0'

type Cell = {
  readonly number: string
  readonly label: Label
  readonly values: readonly Paragraph[]
  readonly width: number
  readonly height: number
  readonly hang: number
}
export type Grid = {
  readonly columns: number
  readonly language: string
  readonly writingRoom: number
}

/** The elements in their order, row by row, each row a block. Empty ones get a line to write on. */
export function elementRows(elements: readonly SheetElement[], grid: Grid): Block[] {
  const narrow = (INNER_WIDTH - GUTTER * (grid.columns - 1)) / grid.columns
  const hang = elements.some(({ number }) => number !== '') ? HANG : 0
  return inRows(elements, grid.columns).map((row) => {
    const width = row.some(isLong) ? INNER_WIDTH : narrow
    const cells = row.map((each) => cellOf(each, { width, hang }, grid.writingRoom))
    const height = Math.max(...cells.map((cell) => cell.height))
    return { height, draw: (surface, y) => drawRow(surface, { cells, y, height }, grid.language) }
  })
}

/** A long list has a row of its own. */
function inRows(elements: readonly SheetElement[], columns: number): SheetElement[][] {
  const rows: SheetElement[][] = []
  for (const element of elements) {
    const last = rows.at(-1)
    const joins =
      last !== undefined && last.length < columns && !isLong(element) && !last.some(isLong)
    if (joins) last.push(element)
    else rows.push([element])
  }
  return rows
}

function isLong({ values }: SheetElement): boolean {
  return values.length > STACKED
}

function cellOf(
  element: SheetElement,
  { width, hang }: { width: number; hang: number },
  writingRoom: number,
): Cell {
  const inner = width - hang
  const label = labelOf(element.label, LABEL, inner)
  const values = textsOf(element).map((text) => paragraph(text, VALUE, inner))
  const written = values.reduce((sum, each) => sum + heightOf(each), 0)
  const room = values.length === 0 ? writingRoom : written
  const height = PADDING.top + label.height + 1 + room + PADDING.bottom
  return { number: element.number, label, values, width, height, hang }
}

/** A list that runs on breaks between its values only. */
function textsOf(element: SheetElement): readonly string[] {
  if (!isLong(element)) return element.values
  return [element.values.map((value) => value.replaceAll(' ', NO_BREAK_SPACE)).join(', ')]
}

type Row = { readonly cells: readonly Cell[]; readonly y: number; readonly height: number }

function drawRow(surface: Surface, { cells, y, height }: Row, language: string): void {
  const bottom = y + height
  cells.forEach((cell, index) => {
    const x = PAGE.left + index * (cell.width + GUTTER)
    drawCell(surface, cell, { x, y }, language)
    if (cell.values.length > 0) return
    const line = { x: x + cell.hang, y: bottom - 5, width: cell.width - cell.hang }
    surface.decoration(() => drawWritingLine(surface, line))
  })
  surface.decoration(() =>
    rule(surface.doc, { x: PAGE.left, y: bottom }, { x: PAGE.right, y: bottom }, 0.35),
  )
}

function drawCell(
  surface: Surface,
  cell: Cell,
  at: { x: number; y: number },
  language: string,
): void {
  const { doc } = surface
  const column = { x: at.x + cell.hang, y: at.y + PADDING.top, width: cell.width - cell.hang }
  surface.inside('P', () => {
    if (cell.number !== '') {
      const number = paragraph(cell.number, NUMBER, HANG)
      const hanging = { x: at.x, y: column.y - 0.6, width: HANG }
      surface.content('Span', () => drawParagraph(doc, number, hanging))
    }
    drawLabel(surface, cell.label, column, language)
    let y = column.y + cell.label.height + 1
    for (const value of cell.values) {
      const top = y
      surface.content('Span', () => drawParagraph(doc, value, { ...column, y: top, clear: true }))
      y += heightOf(value)
    }
  })
}
