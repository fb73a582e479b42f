import { ensureInstalled, ensureNode } from './ensure.mjs'
import { passes, STATIC_CHECKS } from './steps.mjs'
import { runTests } from './vitest.mjs'

ensureNode()
ensureInstalled()
const checks = STATIC_CHECKS.map(passes)
const tests = runTests(['--project', 'domain'])
const passed = checks.filter(Boolean).length + tests.passed
const failed = checks.filter((each) => !each).length + tests.failed
process.stdout.write(`${passed} passed, ${failed} failed\n`)
process.exitCode = failed === 0 ? 0 : 1
