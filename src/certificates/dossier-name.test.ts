import { expect, test } from 'vitest'
import { freeName } from './dossier.ts'

test.each<[name: string, taken: readonly string[], free: string]>([
  ['image.jpg', [], 'image.jpg'],
  ['image.jpg', ['image.jpg'], 'image 2.jpg'],
  ['image.jpg', ['image.jpg', 'image 2.jpg'], 'image 3.jpg'],
  ['a.b.png', ['a.b.png'], 'a.b 2.png'],
  ['image', ['image'], 'image 2'],
  [`${'x'.repeat(16)}.jpg`, [`${'x'.repeat(16)}.jpg`], `${'x'.repeat(14)} 2.jpg`],
  [
    '\u{1F48E}'.repeat(8).concat('.jpg'),
    ['\u{1F48E}'.repeat(8).concat('.jpg')],
    `${'\u{1F48E}'.repeat(7)} 2.jpg`,
  ],
])('%s beside %j is %s', (name, taken, free) => {
  expect(freeName(name, taken, 20)).toBe(free)
})
