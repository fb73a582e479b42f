import type { Plugin } from 'vite'

const LINK = /<link rel="stylesheet"[^>]*href="\/([^"]+\.css)"[^>]*>/g

/**
 * Puts the style sheet into each page: a link costs another round trip before anything is painted,
 * and all styles together are six kilobytes. The server allows each by its digest.
 */
export function inlineStyles(): Plugin {
  return {
    name: 'openkp-inline-styles',
    apply: 'build',
    enforce: 'post',
    generateBundle: {
      order: 'post',
      handler(_options, bundle) {
        const used = new Set<string>()
        for (const page of Object.values(bundle)) {
          if (page.type !== 'asset' || !page.fileName.endsWith('.html')) continue
          page.source = String(page.source).replace(LINK, (_link, file: string) => {
            const style = bundle[file]
            if (style?.type !== 'asset') throw new Error(`${page.fileName} links to no style sheet`)
            used.add(file)
            return `<style>${String(style.source).trim()}</style>`
          })
        }
        for (const file of used) delete bundle[file]
      },
    },
  }
}
