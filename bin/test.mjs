import { ensureBuilt } from './dist.mjs'
import { ensureInstalled, ensureNode, say } from './ensure.mjs'
import { runStaticChecks } from './steps.mjs'
import { runTestsTwice } from './vitest.mjs'

ensureNode()
ensureInstalled()
const { ensureBrowser } = await import('./browser.mjs')
const { ensureOpenssl } = await import('./openssl.mjs')
const { ensureSoftHsm } = await import('./softhsm.mjs')
const checks = await runStaticChecks()
ensureBuilt()
const browser = await ensureBrowser(say)
const softHsm = ensureSoftHsm(say)
const openssl = ensureOpenssl(say)
const tests = runTestsTwice(process.argv.slice(2))
const results = [...checks.map(({ ok }) => ok), browser, softHsm, openssl]
const passed = results.filter(Boolean).length + tests.passed
const failed = results.filter((each) => !each).length + tests.failed
process.stdout.write(`${passed} passed, ${failed} failed\n`)
process.exitCode = failed === 0 ? 0 : 1
