import { cpSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { pathToFileURL } from 'node:url'
import { afterEach, describe, expect, it } from 'vitest'
import type { PartyCode } from '../../values/codes.ts'
import { loadRegistryFiles } from './registry-files.ts'

const ROOT = join(import.meta.dirname, '../../..')
let copy: string | undefined

afterEach(() => {
  if (copy !== undefined) rmSync(copy, { recursive: true })
  copy = undefined
})

/** A copy of the two folders in which one file was changed. */
function spoiled(file: string, change: (text: string) => string): URL {
  copy = mkdtempSync(join(tmpdir(), 'openkp-registry-'))
  for (const folder of ['registry', 'profiles']) {
    cpSync(join(ROOT, folder), join(copy, folder), { recursive: true })
  }
  const path = join(copy, file)
  writeFileSync(path, change(readFileSync(path, 'utf8')))
  return pathToFileURL(`${copy}/`)
}

describe('loadRegistryFiles', () => {
  const files = loadRegistryFiles()

  it('has a profile for each of the 18 that were researched', () => {
    const codes = 'AE AO AU BR BW CA CD CF EU GB GY IN LR NA SL TW US ZA'.split(' ')
    expect([...files.profiles.keys()].sort()).toEqual(codes)
  })

  it('falls back to the default', () => {
    expect(files.profileOf('LS' as PartyCode)).toMatchObject({
      code: 'LS',
      numberFormat: { value: { prefix: 'LS' } },
    })
    expect(files.profileOf('CA' as PartyCode).code).toBe('CA')
  })

  it('case 28: private issuers are Australian and American', () => {
    const private_ = [...files.profiles.values()].filter((each) => each.delegatedIssue.value.length)
    expect(private_.map((each) => each.code).sort()).toEqual(['AU', 'US'])
  })

  it('names the Union’s seven authorities', () => {
    expect(files.profileOf('EU' as PartyCode).offices.value).toHaveLength(7)
  })

  it.each<[string, string, (text: string) => string, RegExp]>([
    [
      'a wrong value',
      'profiles/CA.json',
      (text) => text.replace('"days": 60', '"days": -1'),
      /CA\.json: validity\.value/,
    ],
    ['no JSON', 'profiles/CA.json', () => '{', /CA\.json cannot be read as JSON/],
    [
      'another code than its name',
      'profiles/CA.json',
      (text) => text.replace('"code": "CA"', '"code": "GB"'),
      /CA\.json: code should be CA/,
    ],
    [
      'a wrong registry',
      'registry/participants.json',
      (text) => text.replace('"format": 1', '"format": 3'),
      /participants\.json: format should be/,
    ],
  ])('stops at %s and names the place', (_what, file, change, message) => {
    expect(() => loadRegistryFiles(spoiled(file, change))).toThrow(message)
  })

  it('stops without a default', () => {
    const root = spoiled('profiles/default.json', (text) => text)
    rmSync(new URL('profiles/default.json', root))
    expect(() => loadRegistryFiles(root)).toThrow(/default\.json is missing/)
  })
})
