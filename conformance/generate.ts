import { mkdirSync, rmSync, writeFileSync } from 'node:fs'
import { suiteUrl } from './kit/case.ts'
import { makeSuite } from './kit/suite.ts'

/** Writes `conformance/certificate/` anew: `npx tsx conformance/generate.ts`. */
const files = await makeSuite()
for (const folder of ['valid', 'invalid', 'register', 'trust', 'bundles']) {
  rmSync(suiteUrl(folder), { recursive: true, force: true })
  mkdirSync(suiteUrl(folder), { recursive: true })
}
for (const [path, text] of files) writeFileSync(suiteUrl(path), text)
