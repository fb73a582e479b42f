import { readFile } from 'node:fs/promises'
import { createRequire } from 'node:module'
import { prepareZXingModule, type ReaderOptions, readBarcodes } from 'zxing-wasm/reader'
import { accept, type Outcome, refuse } from '../../values/outcome.ts'
import type { ReadRefusal } from '../read-words.en.ts'
import type { ReadLimits } from './read-limits.ts'
import { isPng } from './read-magic.ts'
import { jpegSize, pngSize } from './read-picture-size.ts'

const CERTIFICATE = /^KPC(TEST)?1:/
/** Cameras write one pass, pictures for the web ten; each pass costs a decoder the whole picture. */
const MAX_PASSES = 64

/** The text of the one certificate's code in a PNG or JPEG. Its size is checked before it is decoded. */
export async function codeInPicture(
  bytes: Uint8Array,
  limits: ReadLimits,
): Promise<Outcome<string, ReadRefusal>> {
  const size = isPng(bytes) ? await pngSize(bytes) : jpegSize(bytes)
  if (size === null) return refuse('READ_DAMAGED', undefined, { part: 'picture' })
  const pixels = size.width * size.height
  if (pixels > limits.pixels || size.passes > MAX_PASSES) {
    return refuse('READ_PICTURE_TOO_LARGE', undefined, {
      megapixels: Math.ceil((pixels * Math.max(1, size.passes / MAX_PASSES)) / 1_000_000),
      limit: Math.floor(limits.pixels / 1_000_000),
    })
  }
  return oneCertificate(await codesIn(bytes))
}

function oneCertificate(texts: readonly string[]): Outcome<string, ReadRefusal> {
  const certificates = [...new Set(texts.filter((text) => CERTIFICATE.test(text)))]
  const [first] = certificates
  if (certificates.length > 1) {
    return refuse('READ_SEVERAL_CODES', undefined, { count: certificates.length })
  }
  if (first !== undefined) return accept(first)
  return refuse(texts.length > 0 ? 'READ_OTHER_CODE_IN_PICTURE' : 'READ_NO_CODE_IN_PICTURE')
}

/** A page of codes is a test of patience, not a certificate. */
const MAX_CODES = 8

const OPTIONS: ReaderOptions = {
  formats: ['QRCode'],
  tryHarder: true,
  tryRotate: true,
  tryInvert: false,
  tryDownscale: true,
  maxNumberOfSymbols: MAX_CODES,
  textMode: 'Plain',
}
/**
 * Where the first look finds nothing. Halved, a blurred picture is sharper: of the worst scans in trials
 * one more in ten was read. A screen in its night colours shows the code light on dark.
 */
const AGAIN: ReaderOptions = {
  ...OPTIONS,
  tryInvert: true,
  downscaleThreshold: 200,
  downscaleFactor: 2,
}

async function codesIn(bytes: Uint8Array): Promise<string[]> {
  await prepared()
  const found = await readBarcodes(bytes, OPTIONS)
  const codes = found.length > 0 ? found : await readBarcodes(bytes, AGAIN)
  return codes.filter(({ isValid }) => isValid).map(({ text }) => text.trim())
}

let ready: Promise<unknown> | undefined

/** With the module's own bytes: left alone, the package fetches them from the network. */
function prepared(): Promise<unknown> {
  ready ??= wasm().then((wasmBinary) =>
    prepareZXingModule({ overrides: { wasmBinary }, fireImmediately: true }),
  )
  return ready
}

async function wasm(): Promise<ArrayBuffer> {
  const path = createRequire(import.meta.url).resolve('zxing-wasm/reader/zxing_reader.wasm')
  return Uint8Array.from(await readFile(path)).buffer
}
