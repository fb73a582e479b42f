import { readFileSync } from 'node:fs'
import { chmod, cp, mkdir, mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { dirname, join } from 'node:path'
import { afterEach, beforeEach, expect, test } from 'vitest'
import { findPlace } from './place.ts'
import { completeInPlace, type Programs, packagedPrograms, programsIn } from './programs.ts'
import { asSelf, isRoot, runAs } from './run-as.ts'

let folder: string
beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), 'openkp-programs-'))
  await chmod(folder, 0o755)
})
afterEach(() => rm(folder, { recursive: true, force: true }))

/** The package as npm lays it down when its install script has not run: without links. */
async function freshPackage(): Promise<Programs> {
  const packaged = packagedPrograms()
  if (packaged === undefined) throw new Error('no package for this platform')
  const copy = join(folder, 'package')
  await cp(dirname(packaged.folder), copy, { recursive: true, verbatimSymlinks: true })
  for (const link of linksOf(packaged)) await rm(join(copy, link))
  return programsIn(join(copy, 'native'))
}

function linksOf({ folder: native }: Programs): string[] {
  const listed = JSON.parse(readFileSync(join(native, 'pg-symlinks.json'), 'utf8')) as {
    target: string
  }[]
  return listed.map(({ target }) => target)
}

test('the links that npm cannot hold are made, and the programs run', async () => {
  const programs = await freshPackage()
  expect((await runAs(asSelf(), programs.initdb, ['--version'])).code).not.toBe(0)
  expect(await completeInPlace(programs)).toBe(true)
  expect(await completeInPlace(programs)).toBe(true)
  expect((await runAs(asSelf(), programs.initdb, ['--version'])).output).toContain('PostgreSQL')
})

/** Root may read everything, so only there can the programs be out of reach for who runs them. */
const ROOT_CASES = isRoot() ? ['root'] : []

test.each(ROOT_CASES)(
  'programs that the ordinary user cannot read are copied beside the database (%s)',
  async () => {
    const programs = await freshPackage()
    await chmod(join(folder, 'package'), 0o700)
    const dataFolder = join(folder, 'data')
    await mkdir(dataFolder)
    const found = await findPlace(dataFolder, () => undefined, programs)
    expect(found).toMatchObject({ ok: true, value: { as: { how: 'user' } } })
    const place = found.ok ? found.value : undefined
    expect(place?.programs.folder.startsWith(join(dataFolder, 'postgres'))).toBe(true)
    const again = await findPlace(dataFolder, () => undefined, programs)
    expect(again).toEqual(found)
  },
)
