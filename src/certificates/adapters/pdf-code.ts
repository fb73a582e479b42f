import { encodeQR } from 'qr'
import { accept, type Outcome, refuse } from '../../values/outcome.ts'
import type { PrintRefusal } from '../print-words.en.ts'
import { ink } from './pdf-draw.ts'
import { POINTS_PER_MM, type Surface } from './pdf-surface.ts'

/** Version 22 is 105 modules wide: denser codes blurred in trials (design, QR). */
const LARGEST_MODULES = 105
/** More than version 22 holds at level M; above version 40 the encoder throws. */
const LARGEST_TEXT = 1200
/** The symbol itself, without its quiet zone of four modules. */
const SYMBOL_MM = 46
const QUIET_MODULES = 4

export type Code = { readonly rows: readonly (readonly boolean[])[] }

/** Alphanumeric mode, error correction M, the smallest version that fits; refuses above version 22. */
export function codeOf(text: string): Outcome<Code, PrintRefusal> {
  const detail = { characters: text.length }
  if (text.length > LARGEST_TEXT) return refuse('PRINT_CODE_TOO_LARGE', 'qr', detail)
  if (!/^[0-9A-Z $%*+\-./:]+$/.test(text)) return refuse('PRINT_CODE_ALPHABET', 'qr')
  // The encoder draws a border of at least one module; the quiet zone is ours.
  const bordered = encodeQR(text, 'raw', { ecc: 'medium', encoding: 'alphanumeric', border: 1 })
  const rows = bordered.slice(1, -1).map((row) => row.slice(1, -1))
  return rows.length > LARGEST_MODULES
    ? refuse('PRINT_CODE_TOO_LARGE', 'qr', detail)
    : accept({ rows })
}

/** Width and height of the symbol with its quiet zone, in points. */
export function codeSize(code: Code): number {
  return SYMBOL_MM * POINTS_PER_MM + 2 * codeQuiet(code)
}

/** Width of the white zone that a reader needs on each side, in points. */
export function codeQuiet({ rows }: Code): number {
  return (QUIET_MODULES * SYMBOL_MM * POINTS_PER_MM) / rows.length
}

/** Draws the code on a white ground, so that no ornament enters its quiet zone. */
export function drawCode({ doc }: Surface, code: Code, at: { x: number; y: number }): void {
  const module = (SYMBOL_MM * POINTS_PER_MM) / code.rows.length
  const size = codeSize(code)
  const origin = { x: at.x + QUIET_MODULES * module, y: at.y + QUIET_MODULES * module }
  const rectangles = code.rows.flatMap((row, y) =>
    darkStretches(row).map(({ from, count }) => {
      const x = origin.x + from * module
      return `${x.toFixed(3)} ${(origin.y + y * module).toFixed(3)} ${(count * module).toFixed(3)} ${module.toFixed(3)} re`
    }),
  )
  ink(doc, `1 g ${at.x.toFixed(2)} ${at.y.toFixed(2)} ${size.toFixed(2)} ${size.toFixed(2)} re f`)
  ink(doc, `0 g\n${rectangles.join('\n')}\nf`)
}

/** Neighbouring dark modules are one rectangle: no hair lines between them when a printer rounds. */
function darkStretches(row: readonly boolean[]): { from: number; count: number }[] {
  const stretches: { from: number; count: number }[] = []
  row.forEach((dark, index) => {
    const last = stretches.at(-1)
    if (!dark) return
    if (last !== undefined && last.from + last.count === index) last.count += 1
    else stretches.push({ from: index, count: 1 })
  })
  return stretches
}
