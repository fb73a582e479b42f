import { spawnSync } from 'node:child_process'
import { createHash } from 'node:crypto'
import { existsSync, mkdirSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { basename, join } from 'node:path'

/** The folder of the package, whatever the folder that a command is typed in. */
export const ROOT = join(import.meta.dirname ?? new URL('.', import.meta.url).pathname, '..')

const STAMP = join(ROOT, 'dist', '.stamp')

/** What a build is made from. Tests are in `src` too: a needless build costs less than a stale one. */
const SOURCES = [
  'src',
  'profiles',
  'registry',
  'package-lock.json',
  'tsconfig.json',
  'tsconfig.build.json',
  'vite.config.ts',
]

/** Progress goes to standard error: standard output belongs to the command. */
export function say(line) {
  process.stderr.write(`${line}\n`)
}

/** Everything that a program needs on a fresh clone: a new enough Node, the packages, the build. */
export function ensureReady() {
  ensureNode()
  ensureInstalled()
  ensureBuilt()
}

export function ensureNode() {
  const [major = 0, minor = 0] = process.versions.node.split('.').map(Number)
  if (major > 20 || (major === 20 && minor >= 19)) return
  say(`OpenKP needs Node.js 20.19 or newer, and this is ${process.versions.node}.`)
  process.exit(1)
}

/** Installs what package-lock.json names when node_modules holds anything else. */
export function ensureInstalled() {
  const reason = whyInstall()
  if (reason === undefined) return
  say(`installing packages (${reason}): npm ci, about half a minute`)
  const options = [
    'ci',
    '--include=dev',
    '--include=optional',
    '--no-audit',
    '--no-fund',
    '--loglevel=error',
  ]
  if (!npm(options)) process.exit(1)
}

/** npm writes node_modules/.package-lock.json last, so it is missing after an interrupted install. */
function whyInstall() {
  const installed = packagesIn(join(ROOT, 'node_modules', '.package-lock.json'))
  if (installed === undefined) return 'there are none yet'
  const locked = packagesIn(join(ROOT, 'package-lock.json')) ?? {}
  const differs = ([path, entry]) => entry.version !== installed[path]?.version
  const wanted = Object.entries(locked).filter(
    ([path, entry]) => path !== '' && !entry.optional && !entry.link,
  )
  if (wanted.some(differs)) return 'package-lock.json has changed'
  const extra = Object.entries(installed).some(
    ([path, entry]) => entry.version !== locked[path]?.version,
  )
  return extra ? 'package-lock.json has changed' : undefined
}

function packagesIn(path) {
  return existsSync(path) ? JSON.parse(readFileSync(path, 'utf8')).packages : undefined
}

/** The npm that runs us when there is one: another may be first in the path. */
function npm(options) {
  const own = process.env.npm_execpath
  const isNpm = own !== undefined && basename(own).startsWith('npm')
  const [command, ...first] = isNpm ? [process.execPath, own] : ['npm']
  const shell = !isNpm && process.platform === 'win32'
  const { status, error } = spawnSync(command, [...first, ...options], {
    cwd: ROOT,
    stdio: ['ignore', 2, 2],
    shell,
  })
  if (error) say(`npm could not be started: ${error.message}`)
  return status === 0
}

/** Builds when `dist` is not what the sources are. An installed package brings `dist` without sources. */
export function ensureBuilt() {
  if (!existsSync(join(ROOT, 'src'))) return
  const digest = digestOfSources()
  if (existsSync(STAMP) && readFileSync(STAMP, 'utf8') === digest) return
  build(digest)
}

/** Builds in any case. Ends the process when it fails: nothing may run on half a build. */
export function build(digest = digestOfSources()) {
  rmSync(join(ROOT, 'dist'), { recursive: true, force: true })
  say('building the programs: tsc')
  tool('typescript/bin/tsc', ['-p', 'tsconfig.build.json'])
  if (existsSync(join(ROOT, 'vite.config.ts'))) {
    say('building the web pages: vite')
    tool('vite/bin/vite.js', ['build', '--logLevel', 'warn'])
  } else {
    say('no vite.config.ts: there are no web pages to build')
  }
  mkdirSync(join(ROOT, 'dist'), { recursive: true })
  writeFileSync(STAMP, digest)
}

function tool(script, options) {
  const path = join(ROOT, 'node_modules', script)
  const { status } = spawnSync(process.execPath, [path, ...options], {
    cwd: ROOT,
    stdio: ['ignore', 2, 2],
  })
  if (status !== 0) {
    say(`the build failed: ${basename(script)} ended with ${status}`)
    process.exit(1)
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
  const entries = readdirSync(whole, { withFileTypes: true, recursive: true }).filter((each) =>
    each.isFile(),
  )
  const pathOf = (each) => join(each.parentPath ?? each.path, each.name).slice(ROOT.length + 1)
  return entries.map(pathOf).sort()
}
