import { spawnSync } from 'node:child_process'
import { join } from 'node:path'
import { ROOT, say } from './ensure.mjs'

const CACHE = join('node_modules', '.cache', 'openkp')

const tsc = (project) => [
  'typescript/bin/tsc',
  '-p',
  project,
  '--incremental',
  '--tsBuildInfoFile',
  join(CACHE, `${project}.tsbuildinfo`),
]

/** The checks of the house that need no test runner, in the order of what is cheapest to mend. */
export const STATIC_CHECKS = [
  { name: 'types', run: tsc('tsconfig.json') },
  { name: 'pure types', run: tsc('tsconfig.pure.json') },
  {
    name: 'arrows',
    run: [
      'dependency-cruiser/bin/dependency-cruise.mjs',
      'src',
      '--config',
      '.dependency-cruiser.cjs',
    ],
  },
  { name: 'format and lint', run: ['@biomejs/biome/bin/biome', 'check', '--error-on-warnings'] },
]

/** Runs a tool of node_modules; true when it is content. Its output is shown only when it is not. */
export function passes({ name, run: [script, ...options] }) {
  const begun = Date.now()
  const path = join(ROOT, 'node_modules', script)
  const { status, stdout, stderr } = spawnSync(process.execPath, [path, ...options], {
    cwd: ROOT,
    encoding: 'utf8',
    stdio: ['ignore', 'pipe', 'pipe'],
    maxBuffer: 100_000_000,
  })
  const seconds = ((Date.now() - begun) / 1000).toFixed(1)
  say(`${status === 0 ? 'ok    ' : 'FAILED'} ${name} (${seconds} s)`)
  if (status !== 0) say(`${stdout}${stderr}`.trimEnd())
  return status === 0
}
