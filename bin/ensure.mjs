import { spawnSync } from 'node:child_process'
import { existsSync, readFileSync } from 'node:fs'
import { basename, join } from 'node:path'

/** The folder of the package, whatever the folder that a command is typed in. */
export const ROOT = join(import.meta.dirname ?? new URL('.', import.meta.url).pathname, '..')

/** Progress goes to standard error: standard output belongs to the command. */
export function say(line) {
  process.stderr.write(`${line}\n`)
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
