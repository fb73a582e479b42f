import fc from 'fast-check'

/**
 * Any character of Unicode, a lone half of a surrogate pair excepted: the unit of `fc.string`. Its own
 * `binary` means the same, and takes a second to make a table of them.
 */
export const anyCharacter = fc
  .oneof(
    fc.integer({ min: 0, max: 0x7f }),
    fc.integer({ min: 0, max: 0xd7ff }),
    fc.integer({ min: 0xe000, max: 0x10_ffff }),
  )
  .map((point) => String.fromCodePoint(point))
