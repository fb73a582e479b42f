import { createHash } from 'node:crypto'
import type { Plugin, Rolldown } from 'vite'

const SOURCE = 'sw'
const PROGRAMS = [
  // The address `/` itself answers with somebody's work list: that is never kept.
  { program: 'app', page: 'index.html', shell: '/index.html', file: 'sw.js', more: ['/icon.svg'] },
  {
    program: 'verify',
    page: 'verify/index.html',
    shell: '/verify/',
    file: 'verify/sw.js',
    more: ['/icon.svg', '/verify/manifest.webmanifest'],
  },
] as const

/** Of these the second reader of pictures is fetched when it is first needed: it is larger than all else. */
const LATER = /zxing/

/** Writes the service worker of each program, with the files that the program is made of. */
export function serviceWorkers(): Plugin {
  return {
    name: 'openkp-service-workers',
    apply: 'build',
    enforce: 'post',
    generateBundle: {
      order: 'post',
      handler(_options, bundle) {
        const source = Object.values(bundle).find(
          (each) => each.type === 'chunk' && each.name === SOURCE,
        )
        if (source?.type !== 'chunk') throw new Error('the service worker was not built')
        for (const { program, page, shell, file, more } of PROGRAMS) {
          const files = [shell, ...more, ...filesOf(program, bundle)]
          const version = digestOf([program, source.code, pageIn(bundle, page), ...files])
          const plan = JSON.stringify({ program, version, shell, files })
          const code = source.code.replace(/(["'`])__PLAN__\1/, () => JSON.stringify(plan))
          this.emitFile({ type: 'asset', fileName: file, source: code })
        }
        delete bundle[source.fileName]
      },
    },
  }
}

/** All scripts and styles that the entry reaches, those that it loads later included. */
function filesOf(entry: string, bundle: Rolldown.OutputBundle): string[] {
  const found = new Set<string>()
  const visit = (file: string) => {
    const chunk = bundle[file]
    if (found.has(file) || chunk?.type !== 'chunk' || LATER.test(file)) return
    found.add(file)
    for (const next of [...chunk.imports, ...chunk.dynamicImports]) visit(next)
  }
  for (const chunk of Object.values(bundle)) {
    if (chunk.type === 'chunk' && chunk.isEntry && chunk.name === entry) visit(chunk.fileName)
  }
  return [...found].sort().map((file) => `/${file}`)
}

/** The page carries its styles in itself, so its text says whether they changed. */
function pageIn(bundle: Rolldown.OutputBundle, page: string): string {
  const asset = bundle[page]
  if (asset?.type !== 'asset') throw new Error(`the build has no ${page}`)
  return String(asset.source)
}

function digestOf(parts: readonly string[]): string {
  return createHash('sha256').update(parts.join('\n')).digest('hex').slice(0, 16)
}
