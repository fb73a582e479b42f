import { decodeQR } from 'qr/decode.js'
import { accept, type Outcome, refuse } from '../../values/outcome.ts'
import { MAX_PIXELS, pixelsOf } from './picture-size.ts'
import { secondReader } from './second-reader.ts'

export type PictureRefusal = 'READ_PICTURE' | 'READ_PICTURE_TOO_LARGE' | 'READ_NO_CODE'

/** Longest sides to try: a code that fills a picture reads best small, one in a corner large. */
const SIDES = [1200, 2000, 800] as const
const TIME_FOR_EACH_MS = 1500

/** The text of the code in a PNG or JPEG: by the small reader, then by the large one. */
export async function textInPicture(
  file: Blob,
  bytes: Uint8Array,
): Promise<Outcome<string, PictureRefusal>> {
  const pixels = pixelsOf(bytes)
  if (pixels === null || pixels === 0) return refuse('READ_PICTURE')
  if (pixels > MAX_PIXELS) return refuse('READ_PICTURE_TOO_LARGE')
  const picture = await createImageBitmap(file).catch(() => null)
  if (picture === null) return refuse('READ_PICTURE')
  try {
    for (const side of SIDES) {
      const text = textInImage(drawn(picture, side), TIME_FOR_EACH_MS)
      if (text !== null) return accept(text)
    }
    const read = await secondReader()
    const text = (await read?.(drawn(picture, 2400))) ?? null
    return text === null ? refuse('READ_NO_CODE') : accept(text)
  } finally {
    picture.close()
  }
}

/** Null when the small reader finds nothing in the time that it has. */
export function textInImage(image: ImageData, timeLimit: number): string | null {
  try {
    return decodeQR(image, { timeLimit, effort: 4 })
  } catch {
    return null
  }
}

function drawn(picture: ImageBitmap, side: number): ImageData {
  const scale = Math.min(1, side / Math.max(picture.width, picture.height))
  const width = Math.max(1, Math.round(picture.width * scale))
  const height = Math.max(1, Math.round(picture.height * scale))
  const canvas = new OffscreenCanvas(width, height)
  const context = canvas.getContext('2d', { willReadFrequently: true })
  if (context === null) throw new Error('this browser gives no canvas')
  // A code on a transparent ground is on white paper.
  context.fillStyle = '#fff'
  context.fillRect(0, 0, width, height)
  context.drawImage(picture, 0, 0, width, height)
  return context.getImageData(0, 0, width, height)
}
