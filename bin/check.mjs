import { ensureInstalled, ensureNode, say } from './ensure.mjs'
import { runStaticChecks, secondsSince } from './steps.mjs'
import { runTests } from './vitest.mjs'

ensureNode()
ensureInstalled()
const begun = Date.now()
const checks = await runStaticChecks()
const testsBegun = Date.now()
const tests = runTests(['--project', 'domain'], { OPENKP_QUICK: '1' })
const passed = checks.filter(({ ok }) => ok).length + tests.passed
const failed = checks.filter(({ ok }) => !ok).length + tests.failed
for (const { name, seconds } of checks) say(`${seconds.padStart(6)} s  ${name}`)
say(`${secondsSince(testsBegun).padStart(6)} s  domain tests`)
say(`${secondsSince(begun).padStart(6)} s  in all; the first five run two at a time`)
process.stdout.write(`${passed} passed, ${failed} failed\n`)
process.exitCode = failed === 0 ? 0 : 1
