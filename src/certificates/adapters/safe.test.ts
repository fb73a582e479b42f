import { randomBytes } from 'node:crypto'
import { mkdtemp, rm, stat } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { expect, test } from 'vitest'
import { createSafe, ensureDossierKey } from './safe.ts'

const safe = createSafe(randomBytes(32))
const text = Buffer.from('Invoice 17: two parcels.')

test('what is closed opens at its own place, with its own key, and unchanged only', () => {
  const sealed = safe.close(text, 'CD 1 a.txt')
  expect(safe.open(sealed, 'CD 1 a.txt')).toEqual(text)
  expect(sealed.includes('Invoice')).toBe(false)
  expect(() => safe.open(sealed, 'CD 2 a.txt')).toThrow()
  expect(() => createSafe(randomBytes(32)).open(sealed, 'CD 1 a.txt')).toThrow()
  for (const at of [0, 20, sealed.length - 1]) {
    const changed = Buffer.from(sealed)
    changed[at] = (changed[at] ?? 0) ^ 1
    expect(() => safe.open(changed, 'CD 1 a.txt')).toThrow()
  }
  expect(() => safe.open(sealed.subarray(0, -1), 'CD 1 a.txt')).toThrow()
})

/** A nonce that comes twice under one key gives both texts away. */
test('the same file is closed otherwise each time', () => {
  const nonces = Array.from({ length: 100 }, () =>
    safe.close(text, 'CD 1 a.txt').subarray(0, 12).toString('hex'),
  )
  expect(new Set(nonces).size).toBe(100)
})

test('a lost key stops the start where dossiers exist, and is made where there are none', async () => {
  const folder = await mkdtemp(join(tmpdir(), 'openkp-safe-'))
  try {
    await expect(ensureDossierKey(folder, async () => true)).rejects.toThrow(
      'CERTIFICATES_DOSSIER_KEY',
    )
    const key = await ensureDossierKey(folder, async () => false)
    expect(key.length).toBe(32)
    expect(await ensureDossierKey(folder, async () => true)).toEqual(key)
    expect((await stat(join(folder, 'keys', 'dossier.key'))).mode & 0o077).toBe(0)
  } finally {
    await rm(folder, { recursive: true })
  }
})
