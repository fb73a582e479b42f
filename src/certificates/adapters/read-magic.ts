const PNG = [0x89, 0x50, 0x4e, 0x47, 0x0d, 0x0a, 0x1a, 0x0a]
const JPEG = [0xff, 0xd8, 0xff]
const PDF = [0x25, 0x50, 0x44, 0x46, 0x2d]

export const isPng = (bytes: Uint8Array): boolean => beginsWith(bytes, PNG)
export const isJpeg = (bytes: Uint8Array): boolean => beginsWith(bytes, JPEG)
/** At the very start: readers that look further make files that are two things at once. */
export const isPdf = (bytes: Uint8Array): boolean => beginsWith(bytes, PDF)

function beginsWith(bytes: Uint8Array, magic: readonly number[]): boolean {
  return magic.every((byte, index) => bytes[index] === byte)
}
