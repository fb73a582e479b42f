type Read = (image: ImageData) => Promise<string | null>

let loading: Promise<Read | null> | undefined

/**
 * The large reader, for pictures that the small one cannot read: a megabyte, so it is fetched when it
 * is first needed and kept from then on. Null without a line before that.
 */
export function secondReader(): Promise<Read | null> {
  loading ??= load().catch(() => {
    loading = undefined
    return null
  })
  return loading
}

async function load(): Promise<Read> {
  const [{ prepareZXingModule, readBarcodes }, { default: wasm }] = await Promise.all([
    import('zxing-wasm/reader'),
    import('zxing-wasm/reader/zxing_reader.wasm?url'),
  ])
  const locateFile = (name: string, prefix: string) =>
    name.endsWith('.wasm') ? wasm : prefix + name
  await prepareZXingModule({ overrides: { locateFile }, fireImmediately: true })
  return async (image) => {
    const [found] = await readBarcodes(image, {
      formats: ['QRCode'],
      tryHarder: true,
      maxNumberOfSymbols: 1,
    })
    return found?.text ? found.text : null
  }
}
