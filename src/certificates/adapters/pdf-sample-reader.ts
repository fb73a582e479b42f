import { READ_LIMITS } from './read-limits.ts'
import { entry, objectsOf, type PdfObject, unpack } from './read-pdf-objects.ts'
import type { PdfValue } from './read-pdf-value.ts'

/** For tests: the operators and the words of each page, as a program that reads the file meets them. */
export type Page = { readonly operators: string; readonly text: string }

export function pagesOf(bytes: Uint8Array): Page[] {
  const found = objectsOf(bytes, READ_LIMITS)
  if (!found.ok) throw new Error(found.refusals[0].code)
  const { objects } = found.value
  const resolve = (value: PdfValue | undefined) =>
    value?.kind === 'ref' ? objects.get(value.id)?.value : value
  const streamOf = (value: PdfValue | undefined) =>
    unpacked(value?.kind === 'ref' ? objects.get(value.id) : undefined)
  return [...objects.values()]
    .filter(({ value }) => isPage(value))
    .map(({ value }) => {
      const operators = streamOf(entry(value, 'Contents'))
      const fonts = resolve(entry(resolve(entry(value, 'Resources')), 'Font'))
      const codes = new Map<string, string[]>()
      for (const [name, font] of fonts?.kind === 'dict' ? fonts.entries : []) {
        codes.set(name, charactersOf(streamOf(entry(resolve(font), 'ToUnicode'))))
      }
      return { operators, text: textIn(operators, codes) }
    })
}

function isPage(value: PdfValue): boolean {
  const type = entry(value, 'Type')
  return type?.kind === 'name' && type.name === 'Page'
}

function unpacked(object: PdfObject | undefined): string {
  if (object?.value.kind !== 'dict' || object.stream === null) return ''
  return unpack(object.value, object.stream, READ_LIMITS.unpackedBytes).toString('latin1')
}

/** The characters of each glyph, from the ranges that pdfkit writes: <first> <last> [<one> <two> ...]. */
function charactersOf(cmap: string): string[] {
  const lists = [...cmap.matchAll(/\[(<[^\]]*)\]/g)].map(([, list = '']) => list).join(' ')
  return [...lists.matchAll(/<([0-9a-f ]+)>/g)].map(([, hex = '']) => textOfUnits(hex))
}

function textOfUnits(hex: string): string {
  const units = hex.replaceAll(' ', '').match(/.{4}/g) ?? []
  return String.fromCharCode(...units.map((unit) => Number.parseInt(unit, 16)))
}

function textIn(operators: string, fonts: ReadonlyMap<string, string[]>): string {
  const spoken = operators.replace(/\/Span <<\/ActualText <feff>>> BDC[\s\S]*?EMC/g, '')
  let characters: string[] = []
  let text = ''
  for (const [, font, glyphs] of spoken.matchAll(/\/(F\d+) [\d.]+ Tf|\[([^\]]*)\] TJ/g)) {
    if (font !== undefined) characters = fonts.get(font) ?? []
    else text += `${wordsOf(glyphs ?? '', characters)}\n`
  }
  return text.replace(/ \n/g, ' ').trim()
}

function wordsOf(glyphs: string, characters: readonly string[]): string {
  const codes = [...glyphs.matchAll(/<([0-9a-f]*)>/g)].flatMap(
    ([, hex = '']) => hex.match(/.{4}/g) ?? [],
  )
  return codes.map((code) => characters[Number.parseInt(code, 16)] ?? '').join('')
}
