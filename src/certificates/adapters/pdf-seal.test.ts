import { X509Certificate } from 'node:crypto'
import { mkdir, mkdtemp, readdir, rm, stat, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import type { PartyCode } from '../../values/codes.ts'
import { openPdfSeal, type SealOwner } from './pdf-seal.ts'

const owner: SealOwner = {
  participant: 'CD' as PartyCode,
  authority: 'Centre for Expertise, Evaluation and Certification of a very long name indeed',
  demonstration: true,
  now: new Date('2026-11-21T10:00:00Z'),
}

describe('the seal of an authority', () => {
  let folder = ''
  const file = () => join(folder, 'keys', 'pdf-seal-CD.pem')
  beforeEach(async () => {
    folder = await mkdtemp(join(tmpdir(), 'openkp-seal-'))
  })
  afterEach(() => rm(folder, { recursive: true }))

  it('says SPECIMEN in every name that a reader shows', async () => {
    const seal = await openPdfSeal(folder, owner)
    const { subject } = new X509Certificate(seal.ok ? seal.value.certificatePem : '')
    expect(subject.split('\n').map((part) => /^\w+=SPECIMEN\b/.test(part))).toEqual([
      true,
      true,
      true,
    ])
  })

  it('is kept where only its owner reads it, and found again', async () => {
    const first = await openPdfSeal(folder, owner)
    expect((await stat(file())).mode & 0o777).toBe(0o600)
    expect(await openPdfSeal(folder, owner)).toEqual(first)
  })

  it('is one when several ask at once, and no draft is left', async () => {
    const seals = await Promise.all([1, 2, 3, 4].map(() => openPdfSeal(folder, owner)))
    expect(new Set(seals.map((seal) => JSON.stringify(seal))).size).toBe(1)
    expect(await readdir(join(folder, 'keys'))).toEqual(['pdf-seal-CD.pem'])
  })

  it('is never made for an authority that is none of a demonstration', async () => {
    const seal = await openPdfSeal(folder, { ...owner, demonstration: false })
    expect(seal).toMatchObject({ refusals: [{ code: 'PRINT_SEAL_MISSING' }] })
    expect(await readdir(folder)).toEqual([])
  })

  it.each([
    ['is no key', async () => 'nothing'],
    ['is the key of another certificate', otherKey],
  ])('is refused when the file %s', async (_, content) => {
    await mkdir(join(folder, 'keys'))
    await writeFile(file(), await content())
    expect(await openPdfSeal(folder, owner)).toMatchObject({
      refusals: [{ code: 'PRINT_SEAL_DAMAGED' }],
    })
  })
})

async function otherKey(): Promise<string> {
  const folder = await mkdtemp(join(tmpdir(), 'openkp-seal-'))
  const made = ['CD', 'BR'].map((participant) =>
    openPdfSeal(folder, { ...owner, participant: participant as PartyCode }),
  )
  const [one, two] = await Promise.all(made)
  await rm(folder, { recursive: true })
  return one?.ok && two?.ok ? `${one.value.privateKeyPem}\n${two.value.certificatePem}` : ''
}
