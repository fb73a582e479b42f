import { spawnSync } from 'node:child_process'
import { mkdtempSync, readFileSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { ROOT, say } from './ensure.mjs'

/**
 * Runs vitest and counts what it reports. A skipped test counts as failed, and so do an error outside
 * of any test and a run that ends without a report: silence is not success.
 */
export function runTests(options, env = {}) {
  const folder = mkdtempSync(join(tmpdir(), 'openkp-report-'))
  const report = join(folder, 'report.json')
  const reporters = ['--reporter=default', '--reporter=json', `--outputFile.json=${report}`]
  const { status } = spawnSync(
    process.execPath,
    [join(ROOT, 'node_modules', 'vitest', 'vitest.mjs'), 'run', ...reporters, ...options],
    { cwd: ROOT, stdio: ['ignore', 2, 2], env: { ...process.env, ...env } },
  )
  const counted = countsOf(report)
  rmSync(folder, { recursive: true })
  const unexplained = status !== 0 && counted.failed === 0 ? 1 : 0
  return { passed: counted.passed, failed: counted.failed + unexplained }
}

function countsOf(report) {
  const { numPassedTests, numFailedTests, numPendingTests, numTodoTests, testResults } =
    readReport(report)
  const skipped = numPendingTests + numTodoTests
  if (skipped > 0) say(`${skipped} tests were skipped, which counts as failed`)
  // A file that cannot even be loaded has no tests to count.
  const broken = testResults.filter(
    (file) => file.status === 'failed' && file.assertionResults.length === 0,
  )
  return { passed: numPassedTests, failed: numFailedTests + skipped + broken.length }
}

function readReport(path) {
  try {
    return JSON.parse(readFileSync(path, 'utf8'))
  } catch (error) {
    say(`vitest left no report: ${error.message}`)
    return {
      numPassedTests: 0,
      numFailedTests: 1,
      numPendingTests: 0,
      numTodoTests: 0,
      testResults: [],
    }
  }
}
