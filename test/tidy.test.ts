import { readdirSync, readFileSync } from 'node:fs'
import { join, relative } from 'node:path'
import { describe, expect, test } from 'vitest'
import { functionsOf, isPure, lineCount, RULES, type SourceText } from './tidy-rules.ts'

const ROOT = join(import.meta.dirname, '..')
const FILES: readonly SourceText[] = ['src', 'test', 'bin', 'migrations'].flatMap(read)
const SOURCES = FILES.filter(
  ({ path }) => /^src\/.*\.tsx?$/.test(path) && !/\.test\.tsx?$/.test(path),
)

function read(folder: string): SourceText[] {
  return readdirSync(join(ROOT, folder), { recursive: true, withFileTypes: true })
    .filter((each) => each.isFile())
    .map((each) => join(each.parentPath, each.name))
    .map((path) => ({
      path: relative(ROOT, path).replaceAll('\\', '/'),
      text: readFileSync(path, 'utf8'),
    }))
}

/** The value that nine of ten do not exceed. */
function p90(values: readonly number[]): number {
  const sorted = [...values].sort((a, b) => a - b)
  return sorted[Math.floor(sorted.length * 0.9)] ?? 0
}

describe('the house keeps', () => {
  test.each(RULES)('$name', (rule) => {
    const faults = FILES.filter(({ path }) => rule.of(path)).flatMap((file) =>
      rule.faults(file).map((fault) => `${file.path}: ${fault}`),
    )
    expect(faults).toEqual([])
  })

  test('nine of ten files under 180 lines, nine of ten functions under 30', () => {
    const functions = SOURCES.flatMap(functionsOf)
    expect(p90(SOURCES.map(({ text }) => lineCount(text)))).toBeLessThanOrEqual(180)
    expect(p90(functions.map(({ lines }) => lines))).toBeLessThanOrEqual(30)
  })

  test('a README in every module', () => {
    // `main` is put together from them; the papers of the whole say what it is.
    const rooms = new Set(
      SOURCES.map(({ path }) => path.split('/')[1]).filter((room) => room !== 'main'),
    )
    const without = [...rooms].filter(
      (room) => !FILES.some(({ path }) => path === `src/${room}/README.md`),
    )
    expect(without).toEqual([])
  })

  test('every migration named after its number', () => {
    const names = FILES.filter(({ path }) => path.startsWith('migrations/')).map(({ path }) => path)
    expect(names.filter((name) => !/^migrations\/\d{3}-[a-z0-9-]+\.sql$/.test(name))).toEqual([])
  })
})

/** A rule that never speaks up is no rule: each is shown one file that breaks it. */
const BROKEN: readonly [rule: string, path: string, text: string][] = [
  ['a file has at most 300 lines', 'src/values/long.ts', 'const a = 1\n'.repeat(301)],
  [
    'a function has at most 60 lines',
    'src/values/f.ts',
    `export function f() {${'\n'.repeat(60)}}`,
  ],
  ['a function has at most 60 lines', 'src/values/f.tsx', `const f = () => {${'\n'.repeat(60)}}`],
  ['pure files have no clock and no chance', 'src/certificates/issue.ts', 'const now = Date.now()'],
  ['pure files have no clock and no chance', 'src/certificates/issue.ts', 'const now = new Date()'],
  ['pure files have no clock and no chance', 'src/crypto/key.ts', 'const n = Math.random()'],
  ['pure files have no clock and no chance', 'src/values/carats.ts', 'weight.toLocaleString()'],
  ['banned words', 'src/ui/a.tsx', '// TODO later'],
  ['banned words', 'src/main/server.ts', 'try { go() } catch (error) {}'],
  ['banned words', 'src/main/server.ts', '// @ts-ignore'],
  ['banned words', 'src/main/server.ts', '// biome-ignore lint: no'],
  ['banned words', 'test/a.test.ts', `const path = '/root/x'`],
  ['tests that always run, on the real thing', 'src/values/a.test.ts', `test.skip('x', () => {})`],
  [
    'tests that always run, on the real thing',
    'src/values/a.test.ts',
    `describe.only('x', () => {})`,
  ],
  ['tests that always run, on the real thing', 'src/values/a.test.ts', `vi.mock('./a.ts')`],
  ['no `any`', 'src/values/a.ts', 'export const a = (b: any) => b'],
  ['no barrels', 'src/values/index.ts', `export * from './a.ts'`],
  ['folders say what is inside', 'src/values/utils/a.ts', ''],
  ['files are in kebab-case', 'src/values/usCents.ts', ''],
  ['a README has at most 40 lines', 'src/values/README.md', 'line\n'.repeat(41)],
]

describe('each rule speaks up', () => {
  test.each(BROKEN)('%s: %s', (name, path, text) => {
    const rule = RULES.find((each) => each.name === name)
    expect(rule?.of(path)).toBe(true)
    expect(rule?.faults({ path, text })).toHaveLength(1)
  })

  test('and all of them are shown to', () => {
    expect(
      RULES.map(({ name }) => name).filter((name) => !BROKEN.some(([each]) => each === name)),
    ).toEqual([])
  })

  test('adapters, screens and tests may look at the clock', () => {
    const paths = [
      'src/access/adapters/store.ts',
      'src/ui/a.ts',
      'src/platform/jobs.ts',
      'src/values/a.test.ts',
    ]
    expect(paths.filter(isPure)).toEqual([])
  })
})
