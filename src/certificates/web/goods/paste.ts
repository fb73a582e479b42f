import { parseHsCode } from '../../../values/hs.ts'
import type { ParcelDraft } from '../answers.ts'

export const COLUMNS = ['hs', 'carats', 'usd', 'description'] as const
export type GoodsColumn = (typeof COLUMNS)[number]

/** Cells copied from a spreadsheet: rows by line, columns by tab. A row without any digit is a heading. */
export function pastedCells(text: string): string[][] {
  return text
    .split(/\r\n|\r|\n/)
    .filter((line) => line.trim() !== '' && /\d/.test(line))
    .map((line) => line.split('\t').map((cell) => cell.trim()))
}

/** More than one cell: a single word pasted into a field is an ordinary paste. */
export function isTable(text: string): boolean {
  return /[\t\r\n]/.test(text.trim())
}

/**
 * Puts pasted cells into the parcels, from `row` and `column` on, as a spreadsheet would.
 * Nothing is guessed: a cell that is no amount stays as it came and is refused with its reason.
 */
export function pasteInto(
  parcels: readonly ParcelDraft[],
  cells: readonly (readonly string[])[],
  row: number,
  column: GoodsColumn,
): ParcelDraft[] {
  const from = COLUMNS.indexOf(column)
  const result = [...parcels]
  cells.forEach((line, down) => {
    const entries = line.flatMap((cell, across) => {
      const name = COLUMNS[from + across]
      return name === undefined ? [] : [[name, readCell(name, cell)]]
    })
    result[row + down] = { ...result[row + down], ...Object.fromEntries(entries) }
  })
  return Array.from(result, (parcel) => parcel ?? {})
}

function readCell(column: GoodsColumn, cell: string): string {
  if (column === 'description') return cell
  return column === 'hs' ? readHs(cell) : readAmount(cell)
}

function readHs(cell: string): string {
  const parsed = parseHsCode(cell.replace(/\s/g, ''))
  return parsed.ok ? parsed.value : cell
}

/**
 * `US$ 1,234.50`, `1 234,50` and `1'234.5` as a plain decimal. `12,345` can mean two things
 * (12 345 or 12.345), so it stays as it is and a person decides.
 */
export function readAmount(cell: string): string {
  const bare = cell.replace(/US\$|USD|\$|cts?\b/gi, '').replace(/[\s\u00a0\u202f'’]/g, '')
  if (/^\d{1,3}(,\d{3})+\.\d{1,2}$/.test(bare)) return bare.replaceAll(',', '')
  if (/^\d{1,3}(\.\d{3})+,\d{1,2}$/.test(bare)) return bare.replaceAll('.', '').replace(',', '.')
  if (/^\d{1,3}(,\d{3}){2,}$/.test(bare)) return bare.replaceAll(',', '')
  return /^\d+,\d{1,2}$/.test(bare) ? bare.replace(',', '.') : bare
}
