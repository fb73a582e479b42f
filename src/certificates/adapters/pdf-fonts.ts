import { readFileSync } from 'node:fs'
import { createRequire } from 'node:module'
import { create, type Font, type GlyphRun } from 'fontkit'

export type Weight = 'regular' | 'bold'
/** A parsed font with the name under which a document registers it. */
export type Face = {
  readonly name: string
  readonly font: Font
  /** Width of `text` in ems. */
  readonly width: (text: string) => number
}

const require = createRequire(import.meta.url)
const SANS = '@expo-google-fonts/noto-sans'
const ARABIC = '@expo-google-fonts/noto-sans-arabic'
/** Medium for text, because a copy of a copy loses the thin strokes of Regular. */
const FILES: Readonly<Record<Weight, readonly string[]>> = {
  regular: [
    `${SANS}/500Medium/NotoSans_500Medium.ttf`,
    `${ARABIC}/500Medium/NotoSansArabic_500Medium.ttf`,
  ],
  bold: [`${SANS}/700Bold/NotoSans_700Bold.ttf`, `${ARABIC}/700Bold/NotoSansArabic_700Bold.ttf`],
}

const opened = new Map<Weight, readonly Face[]>()

/** The faces of a weight, Latin first. Parsed once for the life of the process: 5 ms, and 1 MB each. */
export function facesOf(weight: Weight): readonly Face[] {
  const known = opened.get(weight)
  if (known !== undefined) return known
  const faces = FILES[weight].map((file) =>
    faceOf(file, create(readFileSync(require.resolve(file)))),
  )
  opened.set(weight, faces)
  return faces
}

const RUNS_KEPT = 5000

/** Most words recur on every sheet, and shaping them is a third of the drawing: shaped runs are kept. */
function faceOf(name: string, font: Font): Face {
  const runs = new Map<string, GlyphRun>()
  const { unitsPerEm } = font
  const shape = (text: string): GlyphRun => {
    const known = runs.get(text)
    if (known !== undefined) return known
    const run = font.layout(text)
    if (runs.size >= RUNS_KEPT) runs.clear()
    runs.set(text, run)
    return run
  }
  // pdfkit scales the positions that it is given in place, so it gets copies.
  const layout = (text: string): GlyphRun => {
    const { glyphs, positions, advanceWidth } = shape(text)
    return { glyphs, positions: positions.map((position) => ({ ...position })), advanceWidth }
  }
  return {
    name,
    font: Object.create(font, { layout: { value: layout } }),
    width: (text) => shape(text).advanceWidth / unitsPerEm,
  }
}

/** The first face that has every character of `text`, or undefined. */
export function faceFor(text: string, weight: Weight): Face | undefined {
  return facesOf(weight).find(({ font }) => [...text].every((each) => has(font, each)))
}

/**
 * Characters that no font of the sheet can draw, each once: scripts that are not embedded, control
 * characters, and the invisible ones that turn or hide text (Unicode categories Cc, Cf, Cs, Co, Zl, Zp).
 * A sheet with one of them would show a box, or something other than what was signed.
 */
export function undrawable(text: string): readonly string[] {
  return [...new Set(text)].filter(
    (each) => /[\p{C}\p{Zl}\p{Zp}]/u.test(each) || faceFor(each, 'regular') === undefined,
  )
}

function has(font: Font, character: string): boolean {
  return font.hasGlyphForCodePoint(character.codePointAt(0) ?? 0)
}
