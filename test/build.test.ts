import { type ChildProcess, spawn } from 'node:child_process'
import { cpSync, existsSync, mkdtempSync, readdirSync, readFileSync, symlinkSync } from 'node:fs'
import { mkdir, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { setTimeout as sleep } from 'node:timers/promises'
import { afterAll, beforeAll, expect, test } from 'vitest'

/** A package of one source file with our own `bin`, so that building it takes a second. */
const ROOT = join(import.meta.dirname, '..')
const folder = mkdtempSync(join(tmpdir(), 'openkp-build-'))
const source = join(folder, 'src', 'main', 'server.ts')
const built = join(folder, 'dist', 'main', 'server.js')

beforeAll(async () => {
  for (const name of ['bin', 'package.json', 'package-lock.json']) {
    cpSync(join(ROOT, name), join(folder, name), { recursive: true })
  }
  await writeFile(join(folder, 'tsconfig.build.json'), JSON.stringify(SETTINGS))
  symlinkSync(join(ROOT, 'node_modules'), join(folder, 'node_modules'), 'junction')
  await mkdir(join(folder, 'src', 'main'), { recursive: true })
})
afterAll(() => rm(folder, { recursive: true, force: true }))

const SETTINGS = {
  compilerOptions: {
    target: 'ES2023',
    lib: ['ES2023'],
    types: [],
    rootDir: 'src',
    module: 'NodeNext',
  },
  include: ['src'],
  exclude: ['**/*.test.ts'],
}
const program = (line: string) => `declare const console: { log(it: unknown): void }\n${line}\n`

type Ended = { readonly code: number | null; readonly output: string }

function begin(script: string): { readonly child: ChildProcess; readonly ended: Promise<Ended> } {
  const child = spawn(process.execPath, [join(folder, 'bin', script)], { cwd: tmpdir() })
  let output = ''
  const keep = (chunk: Buffer) => {
    output += chunk.toString()
  }
  child.stdout.on('data', keep)
  child.stderr.on('data', keep)
  const ended = new Promise<Ended>((done) => child.once('close', (code) => done({ code, output })))
  return { child, ended }
}

const run = (script: string) => begin(script).ended
const drafts = () => readdirSync(folder).filter((name) => name.startsWith('dist.'))

test('starting builds what is not built, and the second start nothing', async () => {
  await writeFile(source, program(`console.log('one')`))
  expect(await run('start.mjs')).toEqual({ code: 0, output: 'building the programs: tsc\none\n' })
  expect(await run('start.mjs')).toEqual({ code: 0, output: 'one\n' })
  // A test is not part of any program.
  await writeFile(join(folder, 'src', 'main', 'server.test.ts'), 'export {}\n')
  expect(await run('start.mjs')).toEqual({ code: 0, output: 'one\n' })
})

test('while it builds, the build before stays; then the new one is there', async () => {
  await writeFile(source, program(`console.log('two')`))
  const { child, ended } = begin('build.mjs')
  const looks: boolean[] = []
  for (; child.exitCode === null; await sleep(2)) looks.push(existsSync(built))
  // Between the two renames there is a moment without; compiling takes hundreds of such moments.
  expect(looks.filter((there) => !there).length).toBeLessThan(looks.length / 10)
  expect((await ended).code).toBe(0)
  expect(readFileSync(built, 'utf8')).toContain('two')
  expect(drafts()).toEqual([])
})

test('a build that fails ends with code 1 and leaves the one before', async () => {
  await writeFile(source, program(`const wrong: number = 'three'\nconsole.log(wrong)`))
  const { code, output } = await run('start.mjs')
  expect([code, output]).toEqual([1, expect.stringContaining('the build failed')])
  expect(readFileSync(built, 'utf8')).toContain('two')
  expect(drafts()).toEqual([])
})

test('whatever the environment says, it builds what is put to use', async () => {
  await writeFile(source, program(`console.log('three')`))
  const config = join(folder, 'vite.config.ts')
  await writeFile(config, 'throw new Error("built for " + process.env.NODE_ENV)')
  const { output } = await run('build.mjs')
  await rm(config)
  expect([process.env.NODE_ENV, output]).toEqual([
    'test',
    expect.stringContaining('for production'),
  ])
})

test('two builds at once both end well, and what killed ones left is swept', async () => {
  await writeFile(source, program(`console.log('four')`))
  await mkdir(join(folder, 'dist.999999999', 'main'), { recursive: true })
  const both = await Promise.all([run('build.mjs'), run('build.mjs')])
  expect(both.map(({ code }) => code)).toEqual([0, 0])
  expect(readFileSync(built, 'utf8')).toContain('four')
  expect(drafts()).toEqual([])
})
