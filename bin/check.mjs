import { ensureInstalled, ensureNode } from './ensure.mjs'
import { runStaticChecks } from './steps.mjs'
import { runTests } from './vitest.mjs'

ensureNode()
ensureInstalled()
const checks = await runStaticChecks()
const tests = runTests(['--project', 'domain'])
const passed = checks.filter(Boolean).length + tests.passed
const failed = checks.filter((each) => !each).length + tests.failed
process.stdout.write(`${passed} passed, ${failed} failed\n`)
process.exitCode = failed === 0 ? 0 : 1
