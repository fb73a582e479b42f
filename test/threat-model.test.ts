import { existsSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { expect, test } from 'vitest'

const ROOT = join(import.meta.dirname, '..')
const sections = readFileSync(join(ROOT, 'SECURITY.md'), 'utf8').split(/^## /m)

/** Whom every reader of the threat model looks for. */
const ATTACKERS = [
  'Forger',
  'Thief of a laptop, a telephone or a password',
  'Dishonest officer',
  'The administrator',
  'Dishonest authority',
  'Hostile node',
  'Curious observer',
]

test.each(ATTACKERS)('%s: each try has a test that is there, and what remains is said', (name) => {
  const section = sections.find((each) => each.startsWith(`${name}\n`)) ?? ''
  const rows = section.split('\n').filter((line) => /^\| (?!He tries|It tries|-)/.test(line))
  const tries = rows.filter((row) => !row.startsWith('|---'))
  expect(tries.length).toBeGreaterThan(2)
  for (const row of tries) {
    const tests = [...row.matchAll(/`([\w/.-]+\.test\.ts)`/g)].map(([, path]) => path ?? '')
    expect([row, tests.length > 0]).toEqual([row, true])
    expect(tests.filter((path) => !existsSync(join(ROOT, path)))).toEqual([])
  }
  expect(section).toMatch(/\*\*(He|It) still can\*\*/)
})
