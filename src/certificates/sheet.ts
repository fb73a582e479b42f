/** A word or phrase in English, which every certificate carries, and in the authority's language. */
export type Bilingual = { readonly en: string; readonly local: string | null }

/** One numbered element of Annex I as the sheet prints it. */
export type SheetElement = {
  readonly number: string
  readonly label: Bilingual
  readonly values: readonly string[]
}

/** What stands on paper, in its order: everything that the drawing needs and nothing that it decides. */
export type Sheet = {
  readonly title: Bilingual
  readonly number: string
  readonly authority: Bilingual
  readonly statement: Bilingual
  /** SPECIMEN across every face: a demonstration key signed. */
  readonly specimen: boolean
  /** COPY across the sheet: not printed on the authority's stationery. */
  readonly copy: boolean
  readonly elements: readonly SheetElement[]
  readonly goods: {
    readonly heads: readonly [Bilingual, Bilingual, Bilingual]
    readonly rows: readonly (readonly [hs: string, carats: string, usd: string])[]
    readonly totals: readonly [label: string, carats: string, usd: string]
  }
  readonly seals: readonly string[]
  readonly signatures: readonly Bilingual[]
  /** The tear-off import confirmation. */
  readonly confirmation: {
    readonly title: Bilingual
    readonly elements: readonly SheetElement[]
    readonly signatures: readonly Bilingual[]
  }
  /** QR text; the sheet of an issued certificate that is not yet validated has none. */
  readonly qr: string | null
  /** Under the code in clear: number and dates. */
  readonly clear: readonly string[]
  /** BCP 47 of the local language: fr, pt, nl, ar. */
  readonly language: string
}
