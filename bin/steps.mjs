import { spawn } from 'node:child_process'
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

/** The checks of the house that need no test runner, the longest first. */
const STATIC_CHECKS = [
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
  {
    name: 'unused files, exports and packages',
    run: [
      'knip/bin/knip.js',
      '--include',
      'files,exports,dependencies,unlisted,unresolved',
      '--no-progress',
    ],
  },
]

/** Runs the checks, two at a time; for each, in their order: `name`, `ok` and `seconds`. */
export async function runStaticChecks() {
  const results = new Map()
  const waiting = [...STATIC_CHECKS]
  const lane = async () => {
    for (let check = waiting.shift(); check !== undefined; check = waiting.shift()) {
      results.set(check.name, await result(check))
    }
  }
  await Promise.all([lane(), lane()])
  return STATIC_CHECKS.map(({ name }) => results.get(name))
}

/** Runs a tool of node_modules. Its output is shown only when it complains. */
async function result({ name, run: [script, ...options] }) {
  const begun = Date.now()
  const child = spawn(process.execPath, [join(ROOT, 'node_modules', script), ...options], {
    cwd: ROOT,
    stdio: ['ignore', 'pipe', 'pipe'],
  })
  let output = ''
  const keep = (chunk) => {
    output += chunk
  }
  child.stdout.on('data', keep)
  child.stderr.on('data', keep)
  const status = await new Promise((done) => child.on('close', done))
  const seconds = secondsSince(begun)
  say(`${status === 0 ? 'ok    ' : 'FAILED'} ${name} (${seconds} s)`)
  if (status !== 0) say(output.trimEnd())
  return { name, ok: status === 0, seconds }
}

/** `begun` in milliseconds; `'12.3'`. */
export function secondsSince(begun) {
  return ((Date.now() - begun) / 1000).toFixed(1)
}
