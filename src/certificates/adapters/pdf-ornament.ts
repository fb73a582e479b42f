import { ink, spokenAs } from './pdf-draw.ts'
import { faceFor } from './pdf-fonts.ts'
import { PAGE, type Surface } from './pdf-surface.ts'
import { widthOf } from './pdf-text.ts'

type Box = {
  readonly x: number
  readonly y: number
  readonly width: number
  readonly height: number
}
type Point = readonly [x: number, y: number]

/** A fresh sequence of numbers from 0 to 1 for each certificate number: the ornament repeats it, hidden. */
function sequenceFrom(number: string): () => number {
  // FNV-1a, then Mulberry32: both are ornaments here, nothing rests on their strength.
  let state = 0x811c9dc5
  for (const character of number)
    state = Math.imul(state ^ (character.codePointAt(0) ?? 0), 0x01000193)
  return () => {
    state = (state + 0x6d2b79f5) | 0
    let mixed = Math.imul(state ^ (state >>> 15), 1 | state)
    mixed = (mixed + Math.imul(mixed ^ (mixed >>> 7), 61 | mixed)) ^ mixed
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 4_294_967_296
  }
}

/** Hair lines in a light grey: a copier drops them, and no letter loses its edge to them. */
const HAIR = '0.80 G 0.25 w'

/** A band of interlaced waves whose phases and periods follow from the number. */
export function drawBand({ doc }: Surface, number: string, box: Box): void {
  const next = sequenceFrom(`${number} band`)
  const strands = 9
  const periods = 3 + Math.floor(next() * 4)
  const swell = 1 + Math.floor(next() * 3)
  const shift = next() * Math.PI
  const paths = Array.from({ length: strands }, (_, strand) => {
    const phase = (strand / strands) * Math.PI * 2
    return sampled(110, (t) => {
      const angle = t * Math.PI * 2
      const depth = 0.55 + 0.45 * Math.sin(angle * swell + shift)
      const height = Math.sin(angle * periods + phase) * depth
      return [box.x + t * box.width, box.y + (box.height / 2) * (1 + height)]
    })
  })
  ink(doc, `${HAIR}\n${paths.map(polyline).join('\n')} S`)
}

/** A rosette: three rings of petals whose counts and depths follow from the number. */
export function drawRosette(
  { doc }: Surface,
  number: string,
  centre: { x: number; y: number; radius: number },
): void {
  const next = sequenceFrom(`${number} rosette`)
  const rings = [0.96, 0.7, 0.44].map((size) => {
    const petals = 7 + Math.floor(next() * 12)
    const loops = 5 + Math.floor(next() * 5)
    const depth = 0.12 + next() * 0.14
    return Array.from({ length: loops }, (_, loop) => {
      const turn = (loop / loops) * ((Math.PI * 2) / petals)
      return sampled(petals * 9, (t) => {
        const angle = t * Math.PI * 2
        const radius =
          centre.radius * size * (1 - depth + depth * Math.cos(petals * (angle + turn)))
        return [centre.x + radius * Math.cos(angle), centre.y + radius * Math.sin(angle)]
      })
    })
  })
  ink(doc, `${HAIR}\n${rings.flat().map(polyline).join('\n')} S`)
}

function sampled(count: number, at: (t: number) => Point): Point[] {
  return Array.from({ length: count + 1 }, (_, index) => at(index / count))
}

function polyline(points: readonly Point[]): string {
  return points
    .map(([x, y], index) => `${x.toFixed(1)} ${y.toFixed(1)} ${index === 0 ? 'm' : 'l'}`)
    .join(' ')
}

const MICRO = 1.5

/**
 * A line of the number repeated in letters of half a millimetre: a lens reads it, a copier makes it a
 * grey line. What people copy or hear does not have it.
 */
export function drawMicrotext(
  { doc }: Surface,
  number: string,
  at: { x: number; y: number; width: number },
): void {
  const face = faceFor(number, 'regular')
  if (face === undefined) return
  const unit = `${number} `
  const count =
    Math.floor(at.width / widthOf(`${unit}${unit}`, { weight: 'regular', size: MICRO })) * 2
  doc.addContent('q 0.25 g')
  doc.font(face.name).fontSize(MICRO)
  spokenAs(doc, '', () => {
    doc.text(unit.repeat(count).trim(), at.x, at.y, { lineBreak: false, baseline: 'alphabetic' })
  })
  doc.addContent('Q')
}

/**
 * A word across a face, in outline: an outline is a dark, thin line, so it survives a copier, and a
 * letter that it crosses stays legible. It turns with the diagonal of its box.
 */
export function drawAcross({ doc }: Surface, word: string, box: Box): void {
  const face = faceFor(word, 'bold')
  if (face === undefined) return
  const angle = Math.atan2(box.height, box.width)
  const natural = widthOf(word, { weight: 'bold', size: 100 }) / 100
  // The slanted word and its height must both stay inside the box.
  const size = Math.min(
    box.width / (natural * Math.cos(angle) + 0.75 * Math.sin(angle)),
    box.height / (natural * Math.sin(angle) + 0.75 * Math.cos(angle)),
  )
  const centre = { x: box.x + box.width / 2, y: box.y + box.height / 2 }
  doc.save()
  doc.rotate((-angle * 180) / Math.PI, { origin: [centre.x, centre.y] })
  doc.addContent('0.3 G 1.1 w 1 j')
  doc.font(face.name).fontSize(size)
  const start = { x: centre.x - (natural * size) / 2, y: centre.y + size * 0.36 }
  const outline = { lineBreak: false, baseline: 'alphabetic', fill: false, stroke: true } as const
  // The head of each face says the word in a box of its own; here it is an ornament.
  spokenAs(doc, '', () => doc.text(word, start.x, start.y, outline))
  doc.restore()
}

const DOT_SPACING = 4

/** Where the tear-off is separated: a row of dots from edge to edge. */
export function drawPerforation({ doc }: Surface, y: number): void {
  ink(
    doc,
    `0 G 1.1 w 1 J [0 ${DOT_SPACING}] 0 d 0 ${y.toFixed(2)} m ${PAGE.width} ${y.toFixed(2)} l S`,
  )
}
