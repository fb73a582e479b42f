import { spawnSync } from 'node:child_process'
import { existsSync, mkdirSync, renameSync, rmSync, writeFileSync } from 'node:fs'
import { delimiter, join } from 'node:path'
import { installOnDebian } from './debian.mjs'
import { ROOT } from './ensure.mjs'

const UNPACKED = join(ROOT, 'node_modules', '.cache', 'openkp', 'chromium')

const SYSTEM_NAMES = ['chromium', 'chromium-browser', 'google-chrome', 'google-chrome-stable']
const SYSTEM_PATHS = [
  '/Applications/Google Chrome.app/Contents/MacOS/Google Chrome',
  '/Applications/Chromium.app/Contents/MacOS/Chromium',
  'C:\\Program Files\\Google\\Chrome\\Application\\chrome.exe',
  'C:\\Program Files (x86)\\Microsoft\\Edge\\Application\\msedge.exe',
]

const ARGUMENTS = [
  '--headless',
  '--no-sandbox',
  '--disable-gpu',
  '--disable-quic',
  '--no-first-run',
  '--disable-background-networking',
  '--disable-component-update',
  '--disable-sync',
]

/**
 * How to start a browser for the tests: `executablePath`, `args`, `env`. OPENKP_BROWSER names one; then
 * comes one of the system, then the one from an npm package. `undefined` when there is none.
 */
export function findBrowser() {
  const system = process.env.OPENKP_BROWSER || systemBrowser()
  if (system) return { executablePath: system, args: ARGUMENTS, env: {} }
  return packagedBrowser()
}

/** Makes sure that there is one: on Debian as root, by its package. False when there cannot be. */
export async function ensureBrowser(say) {
  if (findBrowser() !== undefined) return true
  installOnDebian('chromium', 'a browser', say)
  if (systemBrowser() !== undefined) return true
  say('FAILED no browser for the tests: install Chromium or Chrome, or name one in OPENKP_BROWSER')
  return false
}

function systemBrowser() {
  const inPath = (process.env.PATH ?? '')
    .split(delimiter)
    .flatMap((folder) => SYSTEM_NAMES.map((name) => join(folder, name)))
  return [...inPath, ...SYSTEM_PATHS].find(existsSync)
}

/** For Linux on x64, with the libraries and fonts that a small system lacks. */
function packagedBrowser() {
  const isThere = existsSync(join(ROOT, 'node_modules', '@sparticuz', 'chromium'))
  if (!isThere || process.platform !== 'linux' || process.arch !== 'x64') return undefined
  if (!existsSync(UNPACKED) && !unpack()) return undefined
  const executablePath = join(UNPACKED, 'chromium')
  // Given to the browser alone: these libraries are not for the database or for Node.
  const env = {
    LD_LIBRARY_PATH: join(UNPACKED, 'al2023', 'lib'),
    FONTCONFIG_FILE: join(UNPACKED, 'fonts.conf'),
  }
  const tried = spawnSync(executablePath, ['--version'], { env: { ...process.env, ...env } })
  return tried.status === 0 ? { executablePath, args: ARGUMENTS, env } : undefined
}

/** In a process of its own: the package changes the library path of whoever loads it. */
function unpack() {
  const draft = `${UNPACKED}.${process.pid}`
  mkdirSync(draft, { recursive: true })
  const code = `import('@sparticuz/chromium').then((it) => it.default.executablePath())`
  const { status } = spawnSync(process.execPath, ['-e', code], {
    cwd: ROOT,
    // The variable makes it unpack its libraries too.
    env: { ...process.env, TMPDIR: draft, AWS_LAMBDA_JS_RUNTIME: 'nodejs20.x' },
    stdio: ['ignore', 'ignore', 2],
  })
  writeFileSync(join(draft, 'fonts.conf'), fontsConfiguration())
  if (status === 0 && !existsSync(UNPACKED)) renameSync(draft, UNPACKED)
  rmSync(draft, { recursive: true, force: true })
  return existsSync(UNPACKED)
}

function fontsConfiguration() {
  const packaged = ['noto-sans', 'noto-sans-arabic'].map((name) =>
    join(ROOT, 'node_modules', '@expo-google-fonts', name),
  )
  const folders = ['/usr/share/fonts', join(UNPACKED, 'fonts'), ...packaged]
  const lines = folders.map((folder) => `<dir>${folder}</dir>`)
  return `<?xml version="1.0"?>\n<fontconfig>${lines.join('')}<cachedir>${join(UNPACKED, 'font-cache')}</cachedir></fontconfig>\n`
}
