import type { Plugin, Rolldown } from 'vite'

/**
 * Stops the build when two files of it need each other: such files start in an order that leaves one
 * of them without what it needs, and the page stays empty. The groups in vite.config.ts are to blame.
 */
export function noCircles(): Plugin {
  return {
    name: 'openkp-no-circles',
    apply: 'build',
    generateBundle(_options, bundle) {
      const done = new Set<string>()
      for (const file of Object.keys(bundle)) visit(bundle, file, [], done)
    },
  }
}

function visit(
  bundle: Rolldown.OutputBundle,
  file: string,
  above: readonly string[],
  done: Set<string>,
): void {
  if (above.includes(file)) throw new Error(`a circle of files: ${[...above, file].join(' → ')}`)
  const chunk = bundle[file]
  if (done.has(file) || chunk?.type !== 'chunk') return
  for (const next of chunk.imports) visit(bundle, next, [...above, file], done)
  done.add(file)
}
