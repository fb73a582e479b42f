import type { Bilingual, Sheet } from '../sheet.ts'
import { drawParagraph, frame, rule } from './pdf-draw.ts'
import type { Block } from './pdf-flow.ts'
import { drawLabel, labelOf } from './pdf-label.ts'
import { drawBand, drawMicrotext } from './pdf-ornament.ts'
import { INNER_WIDTH, PAGE, type Surface } from './pdf-surface.ts'
import { heightOf, paragraph, type Style, widthOf } from './pdf-text.ts'
import { paperWord } from './pdf-words.ts'

const TITLE: Style = { weight: 'bold', size: 18 }
const TITLE_LOCAL: Style = { weight: 'regular', size: 11.5 }
const AUTHORITY: Style = { weight: 'bold', size: 9.4 }
const AUTHORITY_LOCAL: Style = { weight: 'regular', size: 9.4 }
const STATEMENT: Style = { weight: 'bold', size: 9.4 }
const STATEMENT_LOCAL: Style = { weight: 'regular', size: 9.4 }
const LABEL: Style = { weight: 'regular', size: 7.2 }
const MARK: Style = { weight: 'bold', size: 9.5 }
const LEAST_WARNING = 6.2
const NUMBER_WIDTH = 190

/** Title, authority and number, over the band of waves and above the line of microtext. */
export function headBlock(sheet: Sheet, page: { number: number; count: number }): Block {
  const left = INNER_WIDTH - NUMBER_WIDTH - 14
  const parts = [
    ...both(sheet.title, titleIn(left, sheet.title.en), TITLE_LOCAL, left),
    ...both(sheet.authority, AUTHORITY, AUTHORITY_LOCAL, left),
  ]
  const textHeight = parts.reduce((sum, { text }) => sum + heightOf(text), 0) + 3
  const height = Math.max(textHeight, 70) + 10
  const draw = (surface: Surface, top: number) => {
    const band = { x: PAGE.left, y: top, width: INNER_WIDTH, height: height - 6 }
    surface.decoration(() => drawBand(surface, sheet.number, band))
    let y = top
    parts.forEach(({ text, lang }, index) => {
      if (index > 0 && text.style.size === AUTHORITY.size && text.style.weight === 'bold') y += 3
      surface.content(
        index === 0 ? 'H1' : 'P',
        () => drawParagraph(surface.doc, text, { x: PAGE.left, y, width: left }),
        {
          lang: lang ? sheet.language : undefined,
        },
      )
      y += heightOf(text)
    })
    const right = { x: PAGE.right - NUMBER_WIDTH, y: top, width: NUMBER_WIDTH }
    drawNumber(surface, sheet, right, 25)
    drawMarks(surface, marksOf(sheet, page), { ...right, y: top + 49 })
    drawHeadRule(surface, sheet.number, top + height - 3)
  }
  return { height: height + 4, draw }
}

/** As large as one line takes; below 11 points two lines are better. */
function titleIn(width: number, title: string): Style {
  const size = Math.min(TITLE.size, (width - 1) / widthOf(title, { ...TITLE, size: 1 }))
  return { ...TITLE, size: Math.max(size, 11) }
}

/** A page after the first carries the title small, the number large, and which page it is. */
export function continuedBlock(sheet: Sheet, page: { number: number; count: number }): Block {
  const draw = (surface: Surface, top: number) => {
    const left = { x: PAGE.left, width: INNER_WIDTH - NUMBER_WIDTH - 14 }
    surface.content('P', () =>
      drawParagraph(surface.doc, paragraph(sheet.title.en, AUTHORITY, left.width), {
        ...left,
        y: top,
      }),
    )
    drawNumber(surface, sheet, { x: PAGE.right - NUMBER_WIDTH, y: top, width: NUMBER_WIDTH }, 20)
    drawMarks(surface, marksOf(sheet, page), { ...left, y: top + 20, align: 'left' })
    drawHeadRule(surface, sheet.number, top + 40)
  }
  return { height: 48, draw }
}

function drawHeadRule(surface: Surface, number: string, y: number): void {
  surface.decoration(() => {
    rule(surface.doc, { x: PAGE.left, y }, { x: PAGE.right, y }, 1.4)
    drawMicrotext(surface, number, { x: PAGE.left, y: y + 3, width: INNER_WIDTH })
  })
}

/** What a specimen or a copy is not, along an edge of each face; English alone where both would be too small. */
export function drawWarning(surface: Surface, sheet: Sheet, y: number): void {
  const words = [
    ...(sheet.specimen ? [paperWord('specimenLine', sheet.language)] : []),
    ...(sheet.copy ? [paperWord('copyLine', sheet.language)] : []),
  ]
  if (words.length === 0) return
  const full = words.map(bothOf).join(' ')
  const text = fitted(full) >= LEAST_WARNING ? full : words.map(({ en }) => en).join(' ')
  const line = paragraph(text, { weight: 'bold', size: fitted(text) }, INNER_WIDTH + 1)
  const column = { x: PAGE.left, y, width: INNER_WIDTH, align: 'centre' as const }
  surface.content('P', () => drawParagraph(surface.doc, line, column))
}

/** The size at which `text` fills one line, 7 points at most. */
function fitted(text: string): number {
  return Math.min(7, INNER_WIDTH / widthOf(text, { weight: 'bold', size: 1 }))
}

function bothOf({ en, local }: Bilingual): string {
  return local === null || local === en ? en : `${en} · ${local}`
}

function both({ en, local }: Bilingual, style: Style, localStyle: Style, width: number) {
  const first = { text: paragraph(en, style, width), lang: false }
  return local === null
    ? [first]
    : [first, { text: paragraph(local, localStyle, width), lang: true }]
}

/** The number as large as its box takes, with its word above; right aligned. */
function drawNumber(
  surface: Surface,
  sheet: Sheet,
  at: { x: number; y: number; width: number },
  largest: number,
): void {
  const { doc } = surface
  const label = bothOf(paperWord('number', sheet.language))
  const size = Math.min(
    largest,
    (largest * at.width) / widthOf(sheet.number, { weight: 'bold', size: largest }),
  )
  surface.inside('P', () => {
    surface.content('Span', () =>
      drawParagraph(doc, paragraph(label, LABEL, at.width), { ...at, align: 'right' }),
    )
    const text = paragraph(sheet.number, { weight: 'bold', size }, at.width + 1)
    surface.content('Span', () =>
      drawParagraph(doc, text, { ...at, y: at.y + 8, align: 'right', clear: true }),
    )
  })
}

/** What this paper is not: a specimen, a copy, complete without its other pages. */
function marksOf(sheet: Sheet, page: { number: number; count: number }): string[] {
  return [
    ...(sheet.specimen ? ['SPECIMEN'] : []),
    ...(sheet.copy ? [bothOf(paperWord('copy', sheet.language))] : []),
    ...(page.count > 1 ? [`${page.number} / ${page.count}`] : []),
  ]
}

/** Each mark in a box of its own, so that it reads as a stamp and not as a heading. */
function drawMarks(
  surface: Surface,
  marks: readonly string[],
  at: { x: number; y: number; width: number; align?: 'left' | 'right' },
): void {
  const widths = marks.map((mark) => widthOf(mark, MARK) + 12)
  const total = widths.reduce((sum, width) => sum + width + 5, -5)
  let x = at.align === 'left' ? at.x : at.x + at.width - total
  marks.forEach((mark, index) => {
    const width = widths[index] ?? 0
    const box = { x, y: at.y, width, height: 15 }
    surface.decoration(() => frame(surface.doc, box, 1))
    surface.content('P', () =>
      drawParagraph(surface.doc, paragraph(mark, MARK, width), {
        ...box,
        y: at.y + 1.2,
        align: 'centre',
      }),
    )
    x += width + 5
  })
}

/** The sentence that Annex I prescribes, in both languages. */
export function statementBlock(sheet: Sheet): Block {
  const parts = both(sheet.statement, STATEMENT, STATEMENT_LOCAL, INNER_WIDTH)
  const height = parts.reduce((sum, { text }) => sum + heightOf(text), 0) + 6
  const draw = (surface: Surface, top: number) => {
    let y = top + 2
    for (const { text, lang } of parts) {
      surface.content(
        'P',
        () => drawParagraph(surface.doc, text, { x: PAGE.left, y, width: INNER_WIDTH }),
        {
          lang: lang ? sheet.language : undefined,
        },
      )
      y += heightOf(text)
    }
    surface.decoration(() =>
      rule(surface.doc, { x: PAGE.left, y: top + height }, { x: PAGE.right, y: top + height }, 0.9),
    )
  }
  return { height, draw }
}

/** The heading of the tear-off with its own copy of the number. */
export function tearOffHead(sheet: Sheet): Block {
  const width = INNER_WIDTH - NUMBER_WIDTH - 14
  const title = labelOf(sheet.confirmation.title, { weight: 'bold', size: 12.5 }, width)
  const marks = marksOf(sheet, { number: 1, count: 1 })
  const height = Math.max(title.height + (marks.length > 0 ? 20 : 2), 37)
  const draw = (surface: Surface, y: number) => {
    const left = { x: PAGE.left, y, width }
    surface.inside('H2', () => drawLabel(surface, title, left, sheet.language))
    drawMarks(surface, marks, { ...left, y: y + title.height + 1, align: 'left' })
    drawNumber(surface, sheet, { x: PAGE.right - NUMBER_WIDTH, y, width: NUMBER_WIDTH }, 20)
    const bottom = y + height
    surface.decoration(() =>
      rule(surface.doc, { x: PAGE.left, y: bottom }, { x: PAGE.right, y: bottom }, 0.9),
    )
  }
  return { height: height + 1, draw }
}
