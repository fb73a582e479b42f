import { describe, expect, test } from 'vitest'
import {
  bytesOf,
  handMadeList,
  ISSUED,
  keysJson,
  REGISTRY,
  type Recipe,
  rootFile,
  type Signed,
  testKey,
} from '../../test/hand-made-list.ts'
import { codeOf, opened, set } from '../../test/open-list.ts'
import type { PartyCode } from '../values/codes.ts'
import { sha256Hex } from './canonical-json.ts'

const ZA = 'ZA' as PartyCode

describe('a good list', () => {
  test('says whose keys are whose, and how old it is', async () => {
    const trust = await opened(handMadeList())
    expect([...trust.keys.keys()]).toEqual(['ZA', 'GB'])
    expect(trust.keys.get(ZA)?.map(({ usage }) => usage)).toEqual(['certificate', 'status'])
    expect(trust).toMatchObject({
      environment: 'production',
      register: 'off',
      loggingLimitSeconds: 86_400,
      issuedAt: ISSUED,
      timeUsed: ISSUED + 60,
      clockBehindSeconds: 0,
      versions: { root: 1, timestamp: 1, snapshot: 1, targets: 1 },
      registry: REGISTRY,
    })
  })

  test('a clock behind the newest signed time is not believed', async () => {
    const trust = await opened(handMadeList(), { now: ISSUED - 1000 })
    expect(trust).toMatchObject({ timeUsed: ISSUED, clockBehindSeconds: 1000 })
  })

  test('expiry of the online roles is left to the caller', async () => {
    expect(await codeOf(handMadeList(), { now: ISSUED + 86_400 * 3650 })).toBe('accepted')
  })

  test('keys of a usage or algorithm that is not known yet are passed over', async () => {
    const keys = keysJson('GB', [['confirm', 2]]) as { keys: { key: object; usage: string }[] }
    const newer = { ...(keys.keys[0] as (typeof keys.keys)[number]) }
    keys.keys.push({ ...newer, usage: 'seal' }, { ...newer, key: { alg: 'ML-DSA-44', pub: '00' } })
    const trust = await opened(handMadeList({ targets: { 'GB/keys.json': bytesOf(keys) } }))
    expect(trust.keys.get('GB' as PartyCode)?.map(({ usage }) => usage)).toEqual(['confirm'])
  })
})

/** The fingerprint of a root file, found without the code under test. */
function fingerprint(root: Uint8Array): string {
  return sha256Hex(bytesOf(JSON.parse(new TextDecoder().decode(root)).signed))
}

describe('pins', () => {
  const second = rootFile(2)
  const chain = handMadeList({ roots: [rootFile(1), second] })

  test('a bundle proves nothing about its own root', async () => {
    expect((await opened(handMadeList())).pinned).toBe(false)
  })

  test('a root may be pinned anywhere in the chain, and is the one that is named', async () => {
    const trust = await opened(chain, { pins: new Set([fingerprint(second)]) })
    expect(trust).toMatchObject({ pinned: true, rootFingerprint: fingerprint(second) })
    expect(trust.versions.root).toBe(2)
  })

  test('the first root is named where none is pinned', async () => {
    const first = chain.roots[0] as Uint8Array
    expect((await opened(chain)).rootFingerprint).toBe(fingerprint(first))
  })

  test('a demonstration that was handed in by name needs no pin; a production list does', async () => {
    const demonstration = (root: Signed) => Object.assign(root, { environment: 'demonstration' })
    const list = handMadeList({ edit: { 'root.json': demonstration } })
    expect((await opened(list, { acceptDemonstration: true })).pinned).toBe(true)
    expect((await opened(list)).pinned).toBe(false)
    expect((await opened(handMadeList(), { acceptDemonstration: true })).pinned).toBe(false)
  })

  test('roots before the pinned one are not believed', async () => {
    const thief = [testKey(), testKey()]
    const stray = rootFile(1, undefined, thief)
    const list = handMadeList({ roots: [stray, second] })
    expect(await codeOf(list)).toBe('TRUST_SIGNATURES')
    expect(await codeOf(list, { pins: new Set([fingerprint(second)]) })).toBe('accepted')
  })
})

const badKeys = (change: (entry: Record<string, unknown>) => void) => {
  const keys = keysJson('ZA', [['certificate', 0]])
  change((keys.keys as Record<string, unknown>[])[0] as Record<string, unknown>)
  return { targets: { 'ZA/keys.json': bytesOf(keys) } }
}
/** Content that its owner signed, and that must not be read all the same. */
const HOSTILE: readonly (readonly [string, Recipe, string])[] = [
  [
    'one key for two usages',
    {
      targets: {
        'ZA/keys.json': bytesOf(
          keysJson('ZA', [
            ['certificate', 0],
            ['confirm', 0],
          ]),
        ),
      },
    },
    'TRUST_KEY_SHARED',
  ],
  [
    'one key twice for one usage',
    {
      targets: {
        'ZA/keys.json': bytesOf(
          keysJson('ZA', [
            ['certificate', 0],
            ['certificate', 0],
          ]),
        ),
      },
    },
    'TRUST_KEY_SHARED',
  ],
  [
    'one key for two parties',
    { targets: { 'GB/keys.json': bytesOf(keysJson('GB', [['certificate', 0]])) } },
    'TRUST_KEY_SHARED',
  ],
  [
    'keys that end before they begin',
    badKeys((entry) => set({ notAfter: 1 })(entry)),
    'TRUST_KEYS',
  ],
  [
    'a retired key without a day',
    badKeys((entry) => set({ state: 'retired' })(entry)),
    'TRUST_KEYS',
  ],
  [
    'a key in an unknown state',
    badKeys((entry) => set({ state: 'lost', since: 5 })(entry)),
    'TRUST_KEYS',
  ],
  [
    'a P-256 key without its y',
    badKeys((entry) => set({ key: { alg: 'ESP256', x: '00'.repeat(32) } })(entry)),
    'TRUST_KEYS',
  ],
  [
    'keys that are not canonical',
    {
      targets: {
        'ZA/keys.json': new TextEncoder().encode(JSON.stringify(keysJson('ZA', []), null, 1)),
      },
    },
    'TRUST_KEYS',
  ],
  [
    'a registry of another shape',
    { targets: { 'participants.json': bytesOf({ format: 2 }) } },
    'TRUST_REGISTRY',
  ],
  [
    'a registry that is not canonical',
    {
      targets: {
        'participants.json': new TextEncoder().encode(JSON.stringify(REGISTRY, null, 1)),
      },
    },
    'TRUST_REGISTRY',
  ],
]

test.each(HOSTILE)('%s', async (_, recipe, code) => {
  expect(await codeOf(handMadeList(recipe))).toBe(code)
})
