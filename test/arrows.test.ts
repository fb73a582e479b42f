import { spawnSync } from 'node:child_process'
import { cpSync, mkdirSync, mkdtempSync, rmSync, symlinkSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { dirname, join } from 'node:path'
import { afterAll, beforeAll, expect, test } from 'vitest'

const ROOT = join(import.meta.dirname, '..')

/** A house in which every arrow is wrong once: which rule has to see which import. */
const BROKEN: readonly [rule: string, from: string, to: string][] = [
  ['participants-sees-no-module-below', 'src/participants/a.ts', 'src/certificates/target.ts'],
  ['access-sees-no-module-below', 'src/access/a.ts', 'src/custody/target.ts'],
  ['certificates-sees-no-module-below', 'src/certificates/b.ts', 'src/statistics/target.ts'],
  ['the-ground-knows-no-module', 'src/platform/a.ts', 'src/access/target.ts'],
  ['values-stand-on-nothing', 'src/values/a.ts', 'src/crypto/target.ts'],
  ['crypto-stands-on-values', 'src/crypto/a.ts', 'src/platform/target.ts'],
  ['main-is-imported-by-nobody', 'src/access/adapters/a.ts', 'src/main/target.ts'],
  ['pure-files-import-pure-files', 'src/access/b.ts', 'src/platform/target.ts'],
  ['pure-files-import-pure-files', 'src/access/c.ts', 'src/access/adapters/store.ts'],
  ['pure-files-use-listed-packages', 'src/access/d.ts', 'node:fs'],
  ['pure-files-use-listed-packages', 'src/access/e.ts', 'zod'],
  ['adapters-are-opened-by-main', 'src/certificates/adapters/a.ts', 'src/access/adapters/http.ts'],
  ['nothing-else-opens-adapters', 'src/access/web/a.ts', 'src/access/adapters/store.ts'],
  ['screens-reach-the-server-over-http', 'src/access/web/b.ts', 'src/platform/target.ts'],
  ['screens-use-nothing-of-node', 'src/access/web/c.ts', 'node:fs'],
  ['only-screens-see-ui', 'src/access/adapters/b.ts', 'src/ui/target.ts'],
  ['tests-are-imported-by-nobody', 'src/access/adapters/c.ts', 'src/access/target.test.ts'],
  ['programs-use-no-test-tools', 'src/access/adapters/d.ts', 'vitest'],
  ['openkp-verify-needs-no-server', 'src/main/verify.ts', 'src/platform/target.ts'],
  ['every-import-resolves', 'src/access/adapters/e.ts', 'src/access/nothing.ts'],
  ['no-package-outside-package-json', 'src/access/adapters/f.ts', 'ajv'],
  ['no-circles', 'src/access/adapters/about.ts', 'src/access/adapters/round.ts'],
]

/** Arrows that have to stay free. */
const FREE: readonly [from: string, to: string][] = [
  ['src/certificates/free.ts', 'src/participants/target.ts'],
  ['src/certificates/free2.ts', '@noble/hashes/sha2.js'],
  ['src/certificates/adapters/free.ts', 'src/access/adapters/store.ts'],
  ['src/certificates/adapters/free2.ts', 'src/certificates/adapters/free.ts'],
  ['src/certificates/adapters/free3.ts', 'src/platform/target.ts'],
  ['src/certificates/web/free.tsx', 'src/ui/target.ts'],
  ['src/certificates/web/free2.tsx', 'src/certificates/target.ts'],
  ['src/main/free.ts', 'src/access/adapters/http.ts'],
]

type Violation = { readonly rule: string; readonly from: string }
let house: string
let violations: readonly Violation[]

beforeAll(() => {
  house = mkdtempSync(join(tmpdir(), 'openkp-arrows-'))
  for (const name of ['package.json', 'tsconfig.json', '.dependency-cruiser.cjs'])
    cpSync(join(ROOT, name), join(house, name))
  symlinkSync(join(ROOT, 'node_modules'), join(house, 'node_modules'), 'junction')
  for (const [from, to] of [...BROKEN.map(([, ...arrow]) => arrow), ...FREE]) draw(from, to)
  // The other half of the circle, by type only.
  write(
    'src/access/adapters/round.ts',
    `import type { round } from './about.ts'\nexport type About = typeof round\n`,
  )
  violations = cruise()
})
afterAll(() => rmSync(house, { recursive: true }))

function draw(from: string, to: string): void {
  const isFile = to.startsWith('src/')
  const up = '../'.repeat(from.split('/').length - 1)
  write(from, `import * as it from '${isFile ? up + to : to}'\nexport const round = it\n`)
  if (isFile && !to.includes('nothing') && !from.includes(to))
    write(to, 'export const target = 1\n', 'wx')
}

function write(path: string, text: string, flag = 'w'): void {
  mkdirSync(join(house, dirname(path)), { recursive: true })
  try {
    writeFileSync(join(house, path), text, { flag })
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code !== 'EEXIST') throw error
  }
}

function cruise(): readonly Violation[] {
  const script = join(ROOT, 'node_modules', 'dependency-cruiser', 'bin', 'dependency-cruise.mjs')
  const options = ['src', '--config', '.dependency-cruiser.cjs', '--output-type', 'json']
  const { stdout, stderr } = spawnSync(process.execPath, [script, ...options], {
    cwd: house,
    encoding: 'utf8',
    maxBuffer: 50_000_000,
  })
  if (stdout === '') throw new Error(stderr)
  const { summary } = JSON.parse(stdout) as {
    summary: { violations: { rule: { name: string }; from: string }[] }
  }
  return summary.violations.map(({ rule, from }) => ({ rule: rule.name, from }))
}

test.each(BROKEN)('%s sees %s -> %s', (rule, from) => {
  expect(violations).toContainEqual({ rule, from })
})

test.each(FREE)('%s -> %s is free', (from) => {
  expect(violations.filter((each) => each.from === from)).toEqual([])
})
