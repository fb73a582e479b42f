import { spawnSync } from 'node:child_process'
import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { expect, test } from 'vitest'

const ROOT = join(import.meta.dirname, '..')

type Entry = {
  readonly optionalDependencies?: Readonly<Record<string, string>>
  readonly dependencies?: Readonly<Record<string, string>>
}
type Lockfile = { readonly packages: Readonly<Record<string, Entry>> }

const lockfile = JSON.parse(readFileSync(join(ROOT, 'package-lock.json'), 'utf8')) as Lockfile

/** Where Node would look for `name` from `path`, nearest first. */
function places(path: string, name: string): string[] {
  const parents = [path]
  for (let at = path; at !== ''; ) {
    at = at.slice(0, Math.max(at.lastIndexOf('/node_modules/'), 0))
    parents.push(at)
  }
  return parents.map((parent) => `${parent === '' ? '' : `${parent}/`}node_modules/${name}`)
}

function missing(kind: 'dependencies' | 'optionalDependencies'): string[] {
  return Object.entries(lockfile.packages).flatMap(([path, entry]) =>
    Object.keys(entry[kind] ?? {})
      .filter((name) => !places(path, name).some((place) => place in lockfile.packages))
      .map((name) => `${path || 'openkp'} wants ${name}`),
  )
}

/** npm leaves out platform packages that the registry lacks, and then refuses its own lockfile elsewhere. */
test('every optional dependency has an entry, for every platform', () => {
  expect(missing('optionalDependencies')).toEqual([])
})

test('every dependency has an entry', () => {
  expect(missing('dependencies')).toEqual([])
})

test('npm ci accepts the lockfile', () => {
  const { status, stderr } = spawnSync(
    'npm',
    ['ci', '--dry-run', '--offline', '--ignore-scripts'],
    {
      cwd: ROOT,
      encoding: 'utf8',
      shell: process.platform === 'win32',
    },
  )
  expect([status, stderr.includes('EUSAGE')]).toEqual([0, false])
})

test('package.json and lockfile name exact versions', () => {
  const { dependencies, devDependencies, optionalDependencies } = JSON.parse(
    readFileSync(join(ROOT, 'package.json'), 'utf8'),
  ) as Record<string, Record<string, string>>
  const versions = Object.entries({ ...dependencies, ...devDependencies, ...optionalDependencies })
  expect(versions.filter(([, version]) => !/^\d+\.\d+\.\d+(-[\w.]+)?$/.test(version))).toEqual([])
})
