import { expect, it } from 'vitest'
import { hashBackupCodes, keptBackupCode } from './backup-codes.ts'

const CODES = ['aB3dE-fGh1J', 'kL2mN-oPq3R', 'sT4uV-wXy5Z']

it('keeps backup codes as slow hashes with a salt of the person, and finds each again', async () => {
  const stored = await hashBackupCodes(JSON.stringify(CODES))
  const kept = JSON.parse(stored) as string[]
  expect(kept).toHaveLength(3)
  for (const each of kept) expect(each).toMatch(/^\$argon2id\$v=19\$m=19456,t=2,p=1\$/)
  for (const [at, code] of CODES.entries()) {
    expect(stored).not.toContain(code)
    expect(await keptBackupCode(stored, code)).toBe(kept[at])
  }
  const again = await hashBackupCodes(JSON.stringify(CODES))
  expect(again).not.toBe(stored)
  expect(await keptBackupCode(stored, 'kL2mN-oPq3S')).toBeUndefined()
})

it('keeps those that are left as they are, and knows nothing of none', async () => {
  const kept = JSON.parse(await hashBackupCodes(JSON.stringify(CODES))) as string[]
  const left = JSON.stringify(kept.slice(1))
  expect(await hashBackupCodes(left)).toBe(left)
  expect(await keptBackupCode(left, CODES[0] ?? '')).toBeUndefined()
  expect(await keptBackupCode('[]', CODES[0] ?? '')).toBeUndefined()
  // Whoever read a kept one types it in vain.
  expect(await keptBackupCode(left, kept[1] ?? '')).toBeUndefined()
})
