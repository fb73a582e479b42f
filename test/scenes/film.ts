import { writeFile } from 'node:fs/promises'
import { encodeQR } from 'qr'

/** A camera of 1280 by 720, as telephones offer; the code stands in the middle. */
const WIDTH = 1280
const HEIGHT = 720
/** Pixels of a module: the densest code that a sheet carries has 113 with its border. */
const MODULE = 6
const [BLACK, WHITE] = [16, 235]

/**
 * A film of a sheet held still before a camera, as Chromium plays it in the place of one: YUV4MPEG2,
 * 4:2:0, two frames over and over.
 */
export async function writeFilm(file: string, text: string): Promise<void> {
  const rows = encodeQR(text, 'raw', { ecc: 'medium', encoding: 'alphanumeric', border: 4 })
  const light = Buffer.alloc(WIDTH * HEIGHT, WHITE)
  const left = Math.floor((WIDTH - rows.length * MODULE) / 2)
  const top = Math.floor((HEIGHT - rows.length * MODULE) / 2)
  for (let y = 0; y < rows.length * MODULE; y += 1) {
    const row = rows[Math.floor(y / MODULE)] ?? []
    for (let x = 0; x < rows.length * MODULE; x += 1) {
      if (row[Math.floor(x / MODULE)]) light[(top + y) * WIDTH + left + x] = BLACK
    }
  }
  const grey = Buffer.alloc((WIDTH * HEIGHT) / 2, 128)
  const frame = Buffer.concat([Buffer.from('FRAME\n'), light, grey])
  const head = Buffer.from(`YUV4MPEG2 W${WIDTH} H${HEIGHT} F10:1 Ip A1:1 C420jpeg\n`)
  await writeFile(file, Buffer.concat([head, frame, frame]))
}
