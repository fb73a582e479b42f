import { readFileSync } from 'node:fs'
import { describe, expect, test } from 'vitest'
import { claimsOf } from '../src/certificates/certificate.ts'
import { EFFECTS, type ReasonCode } from '../src/certificates/reasons.ts'
import { encodeBase45 } from '../src/crypto/base45.ts'
import { toHex } from '../src/crypto/bytes.ts'
import { parseSign1, sign1 } from '../src/crypto/cose.ts'
import { encodeClaims } from '../src/crypto/statement.ts'
import { nodeVerify } from '../src/participants/adapters/node-verify.ts'
import { webcryptoVerify } from '../src/participants/adapters/webcrypto-verify.ts'
import type { Remembered } from '../src/participants/trust.ts'
import { type Case, FOLDERS, readCases, suiteUrl } from './kit/case.ts'
import { evaluate, type Sources } from './kit/evaluate.ts'
import { certificateOfFields } from './kit/fields.ts'
import { hex, nobleVerify, signerOf } from './kit/keys.ts'
import { makeSuite } from './kit/suite.ts'
import { readTrust } from './kit/trust.ts'

const cases = {
  valid: readCases('valid'),
  invalid: readCases('invalid'),
  register: readCases('register'),
}
const all = FOLDERS.flatMap((folder) => cases[folder])

function kept<T>(read: (name: string) => T): (name: string) => T {
  const known = new Map<string, T>()
  return (name) => {
    const value = known.get(name) ?? read(name)
    known.set(name, value)
    return value
  }
}

const files = {
  trust: kept(readTrust),
  bundle: kept((name) => hex(readFileSync(suiteUrl(`bundles/${name}`), 'utf8').trim())),
}
const byNode: Sources = { ...files, verify: nodeVerify() }
const byWebCrypto: Sources = { ...files, verify: webcryptoVerify(crypto.subtle) }
const byNoble: Sources = { ...files, verify: nobleVerify }

describe.each(FOLDERS)('%s', (folder) => {
  describe.each(cases[folder])('$name', (each) => {
    if (each.cose !== null && (each.claims !== null || each.qr !== null)) {
      test('is written as it stands', () => writing(each))
    }

    test('is read as it says, by two primitives', async () => {
      expect(await evaluate(each, byNode)).toEqual(each.expected)
      expect(await evaluate(each, byWebCrypto)).toEqual(each.expected)
    })
  })
})

test.each(['valid', 'invalid'] as const)('%s/ agrees with the verdicts', (folder) => {
  for (const { name, expected } of cases[folder]) {
    expect({ name, valid: expected.verdict === 'VALID' }).toEqual({
      name,
      valid: folder === 'valid',
    })
  }
})

/** Fields to claims, claims to COSE, COSE to text: each stage from the one before. */
async function writing({ fields, claims, key, cose, qr }: Case): Promise<void> {
  if (fields !== null && claims !== null) {
    expect(toHex(encodeClaims(claimsOf(certificateOfFields(fields))))).toBe(claims)
  }
  if (key !== null && claims !== null && cose !== null) {
    const parsed = parseSign1(hex(cose))
    // A payload that no reader accepts is signed as a certificate all the same.
    const typ = parsed.ok ? parsed.value.typ : 'application/kpc+cwt'
    expect(toHex(await sign1(signerOf(key), typ, hex(claims)))).toBe(cose)
  }
  if (cose !== null && qr !== null) {
    expect(qr.slice(qr.indexOf(':') + 1)).toBe(encodeBase45(hex(cose)))
  }
}

/** The members of what a reader kept, and of what it kept of delegations. */
function membersOf({ delegations, ...rest }: Partial<Remembered>): string[] {
  const kept = delegations ? ['delegations', ...Object.keys(delegations)] : []
  return [...kept, ...Object.keys(rest)]
}

test('a third primitive reads the valid ones alike', async () => {
  const valid = cases.register.filter(({ expected }) => expected.verdict === 'VALID')
  for (const each of [...cases.valid, ...valid.slice(0, 3)]) {
    expect((await evaluate(each, byNoble)).reasons).toEqual(each.expected.reasons)
  }
})

describe('the suite', () => {
  test('is large enough', () => {
    expect(cases.valid.length).toBeGreaterThanOrEqual(15)
    expect(cases.invalid.length).toBeGreaterThanOrEqual(60)
    expect(cases.register.length).toBeGreaterThanOrEqual(60)
  })

  test('every case of invalid/ has exactly one deciding reason, those of valid/ none', () => {
    for (const { name, expected } of [...cases.valid, ...cases.invalid]) {
      const deciding = new Set(expected.reasons.filter((code) => EFFECTS[code] !== 'note'))
      expect({ name, deciding: deciding.size }).toEqual({
        name,
        deciding: expected.verdict === 'VALID' ? 0 : 1,
      })
    }
  })

  /** Deciding reasons without a case, each with its cause. */
  const WITHOUT_A_CASE: Partial<Record<ReasonCode, string>> = {
    BUNDLE_TOO_LONG: 'The file would have eight megabytes; participants tests the limit.',
  }

  test('every reason that decides has a case, or a cause why not', () => {
    const covered = new Set(all.flatMap(({ expected }) => expected.reasons))
    const deciding = (Object.keys(EFFECTS) as ReasonCode[]).filter(
      (code) => EFFECTS[code] !== 'note',
    )
    const missing = deciding.filter((code) => !covered.has(code))
    expect(missing).toEqual(Object.keys(WITHOUT_A_CASE))
  })

  test('every note has a case', () => {
    const covered = new Set(all.flatMap(({ expected }) => expected.reasons))
    const notes = (Object.keys(EFFECTS) as ReasonCode[]).filter((code) => EFFECTS[code] === 'note')
    // What a command without memory cannot check is said by the command, not by the verifier.
    expect(notes.filter((code) => !covered.has(code))).toEqual(['ROLLBACK_NOT_CHECKED'])
  })

  test('no two cases ask the same', () => {
    const asked = all.map(({ qr, cose, proof, trust, bundle, at }) =>
      JSON.stringify([qr ?? cose, proof, trust, bundle, at]),
    )
    expect(new Set(asked).size).toBe(asked.length)
  })

  test('what stands in the folder is what the source makes, byte for byte', async () => {
    const made = await makeSuite()
    const different = [...made].filter(
      ([path, text]) => readFileSync(suiteUrl(path), 'utf8') !== text,
    )
    expect(different.map(([path]) => path)).toEqual([])
    const counted = [...made.keys()].filter((path) =>
      /^(valid|invalid|register)\//.test(path),
    ).length
    expect(counted).toBe(all.length)
  })

  test('README.md tells strangers what every member is', () => {
    const readme = readFileSync(new URL('./README.md', import.meta.url), 'utf8')
    const [first] = cases.valid
    if (first === undefined) throw new Error('no case')
    const members = [
      ...Object.keys(first),
      ...Object.keys(first.expected),
      ...Object.keys(first.fields ?? {}),
      ...Object.keys(readTrust('live')),
      ...all.flatMap((each) => Object.keys(each)),
      ...all.flatMap(({ bundle }) => membersOf(bundle?.remembered ?? {})),
    ]
    expect(members.filter((name) => !readme.includes(`\`${name}\``))).toEqual([])
  })
})
