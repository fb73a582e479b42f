import { spawnSync } from 'node:child_process'
import { createHash } from 'node:crypto'
import { existsSync, readdirSync, readFileSync, renameSync, rmSync, writeFileSync } from 'node:fs'
import { basename, join } from 'node:path'
import { ensureInstalled, ensureNode, ROOT, say } from './ensure.mjs'

const DIST = join(ROOT, 'dist')
const STAMP = '.stamp'

/** What a build is made from. */
const SOURCES = [
  'src',
  'profiles',
  'registry',
  'package-lock.json',
  'tsconfig.json',
  'tsconfig.build.json',
  'vite.config.ts',
]
const NOT_BUILT = /\.test\.tsx?$|\.md$/

/**
 * Everything that a program needs on a fresh clone: a new enough Node, the packages, the build. A
 * package that somebody installed brings `dist` without sources, and npm looks after the rest.
 */
export function ensureReady() {
  ensureNode()
  if (!existsSync(join(ROOT, 'src'))) return
  ensureInstalled()
  ensureBuilt()
}

/** Builds when `dist` is not what the sources are. */
export function ensureBuilt() {
  const digest = digestOfSources()
  const stamp = join(DIST, STAMP)
  if (existsSync(stamp) && readFileSync(stamp, 'utf8') === digest) return
  build(digest)
}

/**
 * Builds in any case, in a folder beside `dist` that takes its place when it is whole: a server or a
 * test that runs from `dist` does not lose its files. A build that fails leaves the one before, and
 * ends the process: nothing may run on what the sources no longer are.
 */
export function build(digest = digestOfSources()) {
  removeDrafts()
  const draft = `${DIST}.${process.pid}`
  try {
    say('building the programs: tsc')
    tool('typescript/bin/tsc', ['-p', 'tsconfig.build.json', '--outDir', draft])
    if (existsSync(join(ROOT, 'vite.config.ts'))) {
      say('building the web pages: vite')
      tool('vite/bin/vite.js', ['build', '--logLevel', 'warn', '--outDir', join(draft, 'web')])
      const firstPage = ['--ssr', '--outDir', join(draft, 'first-page')]
      tool('vite/bin/vite.js', ['build', '--logLevel', 'error', ...firstPage])
    }
    writeFileSync(join(draft, STAMP), digest)
    putInPlace(draft)
  } catch (error) {
    rmSync(draft, { recursive: true, force: true })
    say(`the build failed, and the one before is left as it was: ${error.message}`)
    process.exit(1)
  }
}

function tool(script, options) {
  const path = join(ROOT, 'node_modules', script)
  const { status } = spawnSync(process.execPath, [path, ...options], {
    cwd: ROOT,
    // Built under another value, by a test or a developer, the pages would ask for React's other half.
    env: { ...process.env, NODE_ENV: 'production' },
    stdio: ['ignore', 2, 2],
  })
  if (status !== 0) throw new Error(`${basename(script)} ended with ${status}`)
}

/** Another build may end at the same moment, so `dist` may come and go between two of these steps. */
const MAX_ATTEMPTS = 5

/** A folder cannot be renamed over one that holds something, so there are two renames, a moment apart. */
function putInPlace(draft, attempt = 1) {
  const old = `${draft}.old`
  try {
    if (existsSync(DIST)) renameSync(DIST, old)
    renameSync(draft, DIST)
  } catch (error) {
    if (attempt === MAX_ATTEMPTS) throw error
    rmSync(old, { recursive: true, force: true })
    putInPlace(draft, attempt + 1)
  }
  rmSync(old, { recursive: true, force: true })
}

/** What builds left that were killed: `dist.1234` without a process 1234. */
function removeDrafts() {
  for (const name of readdirSync(ROOT)) {
    const [, pid] = /^dist\.(\d+)(\.old)?$/.exec(name) ?? []
    if (pid !== undefined && !isRunning(Number(pid))) {
      rmSync(join(ROOT, name), { recursive: true, force: true })
    }
  }
}

function isRunning(pid) {
  try {
    return process.kill(pid, 0)
  } catch (error) {
    return error.code === 'EPERM'
  }
}

function digestOfSources() {
  const hash = createHash('sha256')
  for (const path of SOURCES.flatMap(filesUnder)) {
    const content = readFileSync(join(ROOT, path))
    hash.update(`${path}\0${content.length}\0`).update(content)
  }
  return hash.digest('hex')
}

function filesUnder(path) {
  const whole = join(ROOT, path)
  if (!existsSync(whole)) return []
  if (path.includes('.')) return [path]
  const entries = readdirSync(whole, { withFileTypes: true, recursive: true }).filter(
    (each) => each.isFile() && !NOT_BUILT.test(each.name),
  )
  const pathOf = (each) => join(each.parentPath ?? each.path, each.name).slice(ROOT.length + 1)
  return entries.map(pathOf).sort()
}
