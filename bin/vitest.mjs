import { spawnSync } from 'node:child_process'
import { mkdtempSync, readFileSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { ROOT, say } from './ensure.mjs'

/** More files than this do not fail by the noise of a machine. */
const MOST_AGAIN = 3

/**
 * Runs vitest and counts what it reports. A skipped test counts as failed, and so do an error outside
 * of any test and a run that ends without a report: silence is not success.
 */
export function runTests(options, env = {}) {
  return countsOf(run(options, env))
}

/**
 * The same, with a second try for at most three files: browsers, servers and databases on a busy
 * machine fail now and then. What passes only then is named, because it is a fault to be mended.
 */
export function runTestsTwice(options) {
  const first = run(options)
  const again = first.files.filter(({ failed }) => failed.length > 0)
  if (again.length === 0 || again.length > MOST_AGAIN) return countsOf(first)
  const names = again.map(({ name }) => name)
  say(`once more what failed: ${names.join(' ')}`)
  const second = run(names)
  const still = new Set(second.files.flatMap(({ failed }) => failed))
  for (const test of again.flatMap(({ failed }) => failed))
    if (!still.has(test)) say(`passed only the second time, which has to be mended: ${test}`)
  const rest = first.files.filter((file) => !again.includes(file))
  return countsOf({ files: [...rest, ...second.files], outside: first.outside || second.outside })
}

function countsOf({ files, outside }) {
  const sum = (count) => files.reduce((total, file) => total + count(file), 0)
  return {
    passed: sum(({ passed }) => passed),
    failed: sum(({ failed }) => failed.length) + (outside ? 1 : 0),
  }
}

/** What vitest says of each file, and whether something failed outside of them all. */
function run(options, env = {}) {
  const folder = mkdtempSync(join(tmpdir(), 'openkp-report-'))
  const report = join(folder, 'report.json')
  const reporters = ['--reporter=default', '--reporter=json', `--outputFile.json=${report}`]
  const { status } = spawnSync(
    process.execPath,
    [join(ROOT, 'node_modules', 'vitest', 'vitest.mjs'), 'run', ...reporters, ...options],
    { cwd: ROOT, stdio: ['ignore', 2, 2], env: { ...process.env, ...env } },
  )
  const files = readReport(report).map(fileOf)
  rmSync(folder, { recursive: true })
  const explained = files.some(({ failed }) => failed.length > 0)
  return { files, outside: status !== 0 && !explained }
}

function fileOf({ name, status, assertionResults }) {
  const failed = assertionResults
    .filter((test) => test.status !== 'passed')
    .map((test) => `${name}: ${test.fullName} (${test.status})`)
  const passed = assertionResults.length - failed.length
  // A file that cannot even be loaded has no tests to count.
  const broken = status === 'failed' && failed.length === 0
  return { name, passed, failed: broken ? [name] : failed }
}

function readReport(path) {
  try {
    return JSON.parse(readFileSync(path, 'utf8')).testResults
  } catch (error) {
    say(`vitest left no report: ${error.message}`)
    return []
  }
}
