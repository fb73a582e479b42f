import { existsSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { expect, test } from 'vitest'
import { REQUIREMENTS } from './asvs-numbers.ts'

const ROOT = join(import.meta.dirname, '..')
const PAGE = readFileSync(join(ROOT, 'docs', 'asvs.md'), 'utf8')
const STATES = ['met', 'partly', 'not met', 'does not apply'] as const
const NUMBERS = REQUIREMENTS.map(({ number }) => number)

type Row = {
  readonly numbers: readonly string[]
  readonly level: string
  readonly state: string
  readonly test: string
}

const cellsOf = (line: string) =>
  line
    .split('|')
    .slice(1, -1)
    .map((each) => each.trim())

/** `4.4.1`, or `4.4.1 to 4.4.4` with all that lie between. */
function numbersIn(cell: string): readonly string[] {
  const [first = '', last = first] = cell.split(' to ')
  return NUMBERS.slice(NUMBERS.indexOf(first), NUMBERS.indexOf(last) + 1)
}

const rows: readonly Row[] = PAGE.split('\n')
  .filter((line) => /^\| \d+\.\d+\.\d+/.test(line))
  .map((line) => {
    const [number = '', level = '', , state = '', , test = ''] = cellsOf(line)
    return { numbers: numbersIn(number), level, state, test }
  })

const levelOf = new Map(REQUIREMENTS.map(({ number, level }) => [number, level]))
const stateOf = new Map(rows.flatMap(({ numbers, state }) => numbers.map((each) => [each, state])))

test('the standard has 70 requirements of level 1 and 183 of level 2', () => {
  const count = (level: number) => REQUIREMENTS.filter((each) => each.level === level).length
  expect([count(1), count(2)]).toEqual([70, 183])
})

test('every number has one row, in the order of the standard', () => {
  expect(rows.flatMap(({ numbers }) => numbers)).toEqual(NUMBERS)
})

test('each row has the level of the standard, a state that we know, and a test or a word why not', () => {
  for (const { numbers, level, state, test: named } of rows) {
    const levels = [...new Set(numbers.map((each) => levelOf.get(each)))].sort().join(', ')
    expect([numbers[0], level]).toEqual([numbers[0], levels])
    expect(STATES).toContain(state)
    const isTested = /`[^`]+\.test\.ts`/.test(named)
    if (state === 'met')
      expect([numbers[0], isTested || named === 'no test']).toEqual([numbers[0], true])
  }
})

test('the counts at the top are those of the rows', () => {
  const count = (levels: readonly number[]) => {
    const of = (state: string) =>
      REQUIREMENTS.filter(
        ({ number, level }) => levels.includes(level) && stateOf.get(number) === state,
      ).length
    const each = STATES.map(of)
    return [...each, each.reduce((sum, one) => sum + one, 0)].map(String)
  }
  const said = (name: string) =>
    cellsOf(PAGE.split('\n').find((line) => line.startsWith(`| ${name} |`)) ?? '').slice(1)
  expect(said('Level 1')).toEqual(count([1]))
  expect(said('Level 2')).toEqual(count([2]))
  expect(said('Both')).toEqual(count([1, 2]))
})

test('what is not wholly met, and nothing else, is in the list of what is missing', () => {
  const [, list = ''] = /## What is missing\n(.*?)\n## /s.exec(PAGE) ?? []
  const listed = list.match(/\d+\.\d+\.\d+/g) ?? []
  const open = NUMBERS.filter((each) => ['partly', 'not met'].includes(stateOf.get(each) ?? ''))
  expect([...listed].sort()).toEqual([...open].sort())
})

test('every file that it names is there, and every test in its file', () => {
  const paths = [...PAGE.matchAll(/`([\w.-]+(?:\/[\w.-]+)*\.(?:tsx?|mjs|md|json))`/g)]
    .map(([, path = '']) => path)
    .filter((path) => path !== 'oidc.json')
  expect(paths.length).toBeGreaterThan(300)
  expect(paths.filter((path) => !existsSync(join(ROOT, path)))).toEqual([])
  const folders = [...PAGE.matchAll(/`((?:src|docs|test)\/[\w/-]+\/)`/g)].map(
    ([, path = '']) => path,
  )
  expect(folders.filter((path) => !existsSync(join(ROOT, path)))).toEqual([])
  const named = [...PAGE.matchAll(/`([\w./-]+\.test\.ts)`((?: "[^"]+")+)/g)].flatMap(
    ([, path = '', names = '']) =>
      [...names.matchAll(/"([^"]+)"/g)].map(([, name = '']) => ({ path, name })),
  )
  expect(named.length).toBeGreaterThan(130)
  const lost = named.filter(
    ({ path, name }) => !readFileSync(join(ROOT, path), 'utf8').includes(name),
  )
  expect(lost).toEqual([])
})
