/** The few members of fontkit that the sheet uses; the package brings no types of its own. */
declare module 'fontkit' {
  export type Font = {
    readonly unitsPerEm: number
    readonly hasGlyphForCodePoint: (codePoint: number) => boolean
    readonly layout: (text: string) => GlyphRun
  }
  export type GlyphRun = {
    readonly glyphs: readonly object[]
    readonly positions: readonly object[]
    readonly advanceWidth: number
  }
  export function create(bytes: Uint8Array): Font
}
