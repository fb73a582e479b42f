import { mkdirSync, rmSync, writeFileSync } from 'node:fs'
import { suiteUrl } from './kit/case.ts'
import { fileUrl } from './kit/log-case.ts'
import { makeLogSuite } from './kit/log-suite.ts'
import { makeSuite } from './kit/suite.ts'

/** Writes every case anew: `npx tsx conformance/generate.ts`. */
const certificate = await makeSuite()
for (const folder of ['valid', 'invalid', 'register', 'trust', 'bundles']) {
  empty(suiteUrl(folder))
}
for (const [path, text] of certificate) writeFileSync(suiteUrl(path), text)

empty(fileUrl('log'))
mkdirSync(fileUrl('log/logs'))
for (const [path, text] of await makeLogSuite()) writeFileSync(fileUrl(`log/${path}`), text)

function empty(folder: URL): void {
  rmSync(folder, { recursive: true, force: true })
  mkdirSync(folder, { recursive: true })
}
