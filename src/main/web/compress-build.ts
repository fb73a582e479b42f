import { brotliCompressSync, constants, gzipSync } from 'node:zlib'
import type { Plugin } from 'vite'

/** Smaller than this one packet carries it anyway. */
const SMALLEST_BYTES = 1_000
const COMPRESSIBLE = /\.(js|css|html|svg|wasm|webmanifest)$/

/** Beside each file of the build its `.br` and `.gz`: a server on a weak machine only sends them. */
export function compressed(): Plugin {
  return {
    name: 'openkp-compressed',
    apply: 'build',
    enforce: 'post',
    generateBundle: {
      order: 'post',
      handler(_options, bundle) {
        for (const file of Object.values(bundle)) {
          const content = file.type === 'chunk' ? file.code : file.source
          if (!COMPRESSIBLE.test(file.fileName) || content.length < SMALLEST_BYTES) continue
          const bytes = Buffer.from(content)
          const quality = { [constants.BROTLI_PARAM_QUALITY]: 9 }
          const brotli = brotliCompressSync(bytes, { params: quality })
          this.emitFile({ type: 'asset', fileName: `${file.fileName}.br`, source: brotli })
          const gzip = gzipSync(bytes, { level: 9 })
          this.emitFile({ type: 'asset', fileName: `${file.fileName}.gz`, source: gzip })
        }
      },
    },
  }
}
