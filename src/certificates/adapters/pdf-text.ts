import { type Face, faceFor, facesOf, type Weight } from './pdf-fonts.ts'

export type Style = { readonly weight: Weight; readonly size: number }
/** A stretch of one line in one face, `x` points right of the line's left end. */
export type Run = { readonly text: string; readonly face: Face; readonly x: number }
export type Line = {
  readonly runs: readonly Run[]
  readonly width: number
  /** In the order in which it is spoken. */
  readonly text: string
  /** Whether letters of it are written from right to left. */
  readonly turned: boolean
}
export type Paragraph = {
  readonly lines: readonly Line[]
  readonly style: Style
  /** Its first letter decides (Unicode Bidirectional Algorithm, P2): such a paragraph stands right. */
  readonly rightToLeft: boolean
}

type Direction = 'left' | 'right'
type Word = { readonly text: string; readonly direction: Direction }

const LEADING = 1.28
const RIGHT = /[\p{Script=Arabic}\p{Script=Hebrew}]/u
const LEFT = /\p{L}/u

export function heightOf({ lines, style }: Paragraph): number {
  return lines.length * lineHeight(style)
}

export function lineHeight({ size }: Style): number {
  return size * LEADING
}

/** Breaks `text` into lines of at most `width` points; a word that is wider is broken by characters. */
export function paragraph(text: string, style: Style, width: number): Paragraph {
  const base = directionOf(text) ?? 'left'
  const space = latin(style.weight).width(' ') * style.size
  const broken: string[][] = [[]]
  let x = 0
  for (const word of text.split(' ').flatMap((each) => fitting(each, style, width))) {
    const advance = wordWidth(word, style)
    if (x > 0 && x + space + advance > width) {
      broken.push([])
      x = 0
    }
    broken.at(-1)?.push(word)
    x += (x > 0 ? space : 0) + advance
  }
  const lines = broken.map((words) => lineOf(words, style, base))
  return { lines, style, rightToLeft: base === 'right' }
}

/** Width of `text` on one line. */
export function widthOf(text: string, style: Style): number {
  const words = text.split(' ')
  const spaces = (words.length - 1) * latin(style.weight).width(' ') * style.size
  return words.reduce((sum, word) => sum + wordWidth(word, style), spaces)
}

function wordWidth(word: string, { weight, size }: Style): number {
  const pieces = byFace(word, weight)
  return pieces.reduce((sum, { face, text }) => sum + face.width(text), 0) * size
}

/** A word in pieces that fit; nearly always the word itself. */
function fitting(word: string, style: Style, width: number): string[] {
  if (wordWidth(word, style) <= width) return [word]
  const pieces = ['']
  for (const character of word) {
    const grown = `${pieces.at(-1)}${character}`
    if (grown.length === 1 || wordWidth(grown, style) <= width) pieces[pieces.length - 1] = grown
    else pieces.push(character)
  }
  return pieces
}

/**
 * Places the words of one line from left to right. Of the Unicode Bidirectional Algorithm it does what
 * names, places and phrases need: words are ordered by direction, a figure follows the word before it,
 * and the font orders the letters of a word.
 */
function lineOf(words: readonly string[], style: Style, base: Direction): Line {
  const space = latin(style.weight).width(' ') * style.size
  const runs: Run[] = []
  let x = 0
  for (const [index, { text }] of visualOrder(words, base).entries()) {
    if (index > 0) x += space
    for (const piece of byFace(text, style.weight)) {
      runs.push({ ...piece, x })
      x += piece.face.width(piece.text) * style.size
    }
  }
  const text = words.join(' ')
  return { runs: joined(runs), width: x, text, turned: RIGHT.test(text) }
}

/** Left-to-right neighbours in one face become one run, so that readers of the file meet whole phrases. */
function joined(runs: readonly Run[]): Run[] {
  const result: Run[] = []
  for (const run of runs) {
    const last = result.at(-1)
    const joins = last?.face === run.face && !RIGHT.test(last.text + run.text)
    if (last !== undefined && joins) {
      result[result.length - 1] = { ...last, text: `${last.text} ${run.text}` }
    } else {
      result.push(run)
    }
  }
  return result
}

function visualOrder(texts: readonly string[], base: Direction): Word[] {
  const words: Word[] = []
  for (const text of texts) {
    words.push({ text, direction: directionOf(text) ?? words.at(-1)?.direction ?? base })
  }
  const groups: Word[][] = []
  for (const word of words) {
    const last = groups.at(-1)
    if (last?.[0]?.direction === word.direction) last.push(word)
    else groups.push([word])
  }
  const ordered = groups.map((group) => (group[0]?.direction === 'right' ? group.reverse() : group))
  return (base === 'right' ? ordered.reverse() : ordered).flat()
}

function directionOf(text: string): Direction | undefined {
  for (const character of text) {
    if (RIGHT.test(character)) return 'right'
    if (LEFT.test(character)) return 'left'
  }
  return undefined
}

function byFace(text: string, weight: Weight): { text: string; face: Face }[] {
  const whole = faceFor(text, weight)
  if (whole !== undefined) return [{ text, face: whole }]
  const pieces: { text: string; face: Face }[] = []
  for (const character of text) {
    const face = faceFor(character, weight) ?? latin(weight)
    const last = pieces.at(-1)
    if (last?.face === face) last.text += character
    else pieces.push({ text: character, face })
  }
  return pieces
}

function latin(weight: Weight): Face {
  const [first] = facesOf(weight)
  if (first === undefined) throw new Error(`no font of weight ${weight}`)
  return first
}
