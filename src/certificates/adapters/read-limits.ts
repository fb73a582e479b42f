export type ReadLimits = {
  /** Of the file as it comes. */
  readonly bytes: number
  /** Of a picture, width times height. */
  readonly pixels: number
  /** Of the signed statement: a certificate takes less than 1 KB, its longest legal one 3 KB. */
  readonly statementBytes: number
  /** Of all that is unpacked from a PDF while looking for the statement. */
  readonly unpackedBytes: number
  /** Objects of a PDF; a sheet has about 400. */
  readonly objects: number
}

/** A telephone's picture has 12 million pixels and 3 to 8 MB. Decoding one takes 50 MB of memory. */
export const READ_LIMITS: ReadLimits = {
  bytes: 10_000_000,
  pixels: 12_582_912,
  statementBytes: 16_384,
  unpackedBytes: 16_777_216,
  objects: 20_000,
}
