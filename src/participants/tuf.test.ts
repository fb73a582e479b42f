import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import {
  bytesOf,
  handMadeList,
  KEYS,
  keysJson,
  keyTable,
  type Recipe,
  rootFile,
  type Signed,
  testKey,
} from '../../test/hand-made-list.ts'
import { codeOf, set } from '../../test/open-list.ts'

const twice = (id: string) => ({ ...(KEYS.root[0] as (typeof KEYS.root)[number]), id })
const underTwoIds = (root: Signed) => {
  const ids = [twice('a'), twice('b'), KEYS.root[1] as (typeof KEYS.root)[number]]
  Object.assign(root, { keys: { ...keyTable(ids), ...(root.keys as object) } })
  const roles = root.roles as { root: { keyids: string[] } }
  roles.root.keyids = ids.map(({ id }) => id)
}
const expired = (root: Signed) => {
  root.expires = '2026-01-01T00:00:00Z'
}
const delegation = (change: object) => (targets: Signed) => {
  const { roles } = targets.delegations as { roles: object[] }
  Object.assign(roles[0] as object, change)
}
const listing = (path: string) => (signed: Signed) => {
  const targets = signed.targets as Record<string, unknown>
  targets[path] = Object.values(targets)[0]
}
const older = handMadeList({
  edit: { 'snapshot.json': (signed) => Object.assign(signed, { version: 7 }) },
})
const newOnline = [testKey()]
/** Each list is bent in one place, and signed again by whoever could have bent it. */
const HOSTILE: readonly (readonly [string, Recipe, string])[] = [
  [
    'one root signature where two are needed',
    { signers: { 'root.json': [KEYS.root[0]] } },
    'TRUST_SIGNATURES',
  ],
  [
    'one root key under two ids',
    { edit: { 'root.json': underTwoIds }, signers: { 'root.json': [twice('a'), twice('b')] } },
    'TRUST_SIGNATURES',
  ],
  [
    'targets signed by the online keys',
    { signers: { 'targets.json': KEYS.online } },
    'TRUST_SIGNATURES',
  ],
  [
    'a timestamp that nobody knows',
    { signers: { 'timestamp.json': newOnline } },
    'TRUST_SIGNATURES',
  ],
  [
    'a party whose file another party signed',
    { signers: { 'ZA.json': KEYS.GB } },
    'TRUST_SIGNATURES',
  ],
  [
    'a party whose file its own usage key signed',
    { signers: { 'ZA.json': [KEYS.usage[0]] } },
    'TRUST_SIGNATURES',
  ],
  ['a version missing in the chain', { roots: [rootFile(1), rootFile(3)] }, 'TRUST_ROOT_CHAIN'],
  ['roots in the wrong order', { roots: [rootFile(2), rootFile(1)] }, 'TRUST_ROOT_CHAIN'],
  [
    'a demonstration that becomes production',
    { roots: [rootFile(1, set({ environment: 'demonstration' })), rootFile(2)] },
    'TRUST_ROOT_CHAIN',
  ],
  ['an expired root', { edit: { 'root.json': expired } }, 'TRUST_ROOT_EXPIRED'],
  [
    'the timestamp of another snapshot',
    {
      tamper: (parts) =>
        void parts.set('timestamp.json', older.parts.get('timestamp.json') as Uint8Array),
    },
    'TRUST_MIXED',
  ],
  [
    'the snapshot of another list',
    {
      tamper: (parts) =>
        void parts.set('snapshot.json', older.parts.get('snapshot.json') as Uint8Array),
    },
    'TRUST_MIXED',
  ],
  [
    'a snapshot that lies about a version',
    {
      edit: {
        'snapshot.json': (signed) =>
          set({ version: 9 })((signed.meta as Record<string, object>)['ZA.json'] as object),
      },
    },
    'TRUST_MIXED',
  ],
  [
    'keys that a party did not describe',
    { tamper: (parts) => void parts.set('ZA/keys.json', bytesOf(keysJson('ZA', [['status', 2]]))) },
    'TRUST_MIXED',
  ],
  [
    'a party that lists a file of another',
    { edit: { 'GB.json': listing('ZA/keys.json') } },
    'TRUST_DELEGATION',
  ],
  [
    'keys of one party in the folder of another',
    { targets: { 'GB/keys.json': bytesOf(keysJson('ZA', [['confirm', 2]])) } },
    'TRUST_DELEGATION',
  ],
  [
    'a root that mints keys of a party',
    { edit: { 'targets.json': listing('ZA/keys.json') } },
    'TRUST_DELEGATION',
  ],
  [
    'a delegation for every folder',
    { edit: { 'targets.json': delegation({ paths: ['*/*'] }) } },
    'TRUST_DELEGATION',
  ],
  [
    'a delegation for two folders',
    { edit: { 'targets.json': delegation({ paths: ['ZA/*', 'GB/*'] }) } },
    'TRUST_DELEGATION',
  ],
  [
    'a delegation that does not end the search',
    { edit: { 'targets.json': delegation({ terminating: false }) } },
    'TRUST_DELEGATION',
  ],
  [
    'a delegation of no party',
    { edit: { 'targets.json': delegation({ name: 'zz', paths: ['zz/*'] }) } },
    'TRUST_DELEGATION',
  ],
  [
    'two delegations of one party',
    { edit: { 'targets.json': delegation({ name: 'GB', paths: ['GB/*'] }) } },
    'TRUST_DELEGATION',
  ],
  [
    'one key for two delegations',
    { edit: { 'targets.json': delegation({ keyids: [KEYS.GB[0].id] }) } },
    'TRUST_KEY_SHARED',
  ],
  ['a newer TUF', { edit: { 'targets.json': set({ spec_version: '2.0.0' }) } }, 'TRUST_MALFORMED'],
  [
    'a threshold of none',
    { edit: { 'targets.json': delegation({ threshold: 0 }) } },
    'TRUST_MALFORMED',
  ],
  [
    'a key id twice in a role',
    { edit: { 'targets.json': delegation({ keyids: ['a', 'a'] }) } },
    'TRUST_MALFORMED',
  ],
  [
    'a fraction, which has no canonical form',
    { edit: { 'snapshot.json': set({ size: 0.5 }) } },
    'TRUST_MALFORMED',
  ],
  [
    'two signatures under one id',
    { signers: { 'timestamp.json': [KEYS.online[0], KEYS.online[0]] } },
    'TRUST_MALFORMED',
  ],
  [
    'a timestamp that was signed after its end',
    { edit: { 'timestamp.json': set({ issued: '2027-01-01T00:00:00Z' }) } },
    'TRUST_MALFORMED',
  ],
  [
    'a day that no month has',
    { edit: { 'targets.json': set({ expires: '2026-02-30T00:00:00Z' }) } },
    'TRUST_MALFORMED',
  ],
  ['no environment', { edit: { 'root.json': set({ environment: 'test' }) } }, 'TRUST_MALFORMED'],
  [
    'metadata of another type',
    { edit: { 'snapshot.json': set({ _type: 'targets' }) } },
    'TRUST_MALFORMED',
  ],
]

test('a party may sign its part with Ed25519', async () => {
  const key = testKey('ed25519')
  const edit = {
    'targets.json': (targets: Signed) => {
      delegation({ keyids: [key.id] })(targets)
      Object.assign((targets.delegations as { keys: object }).keys, keyTable([key]))
    },
  }
  expect(await codeOf(handMadeList({ edit, signers: { 'ZA.json': [key] } }))).toBe('accepted')
  expect(await codeOf(handMadeList({ edit }))).toBe('TRUST_SIGNATURES')
})

describe('hostile lists', () => {
  test.each(HOSTILE)('%s', async (_, recipe, code) => {
    expect(await codeOf(handMadeList(recipe))).toBe(code)
  })

  test.each([...handMadeList().parts.keys()])('%s missing', async (path) => {
    const tamper = (parts: Map<string, Uint8Array>) => void parts.delete(path)
    expect(await codeOf(handMadeList({ tamper }))).toBe('TRUST_PART_MISSING')
  })

  test('a root that the one before did not sign', async () => {
    const thieves = [testKey(), testKey()]
    const own = (root: Signed) => {
      const role = { keyids: thieves.map(({ id }) => id), threshold: 2 }
      Object.assign(root, { keys: { ...(root.keys as object), ...keyTable(thieves) } })
      Object.assign(root.roles as object, { root: role })
    }
    const list = handMadeList({ roots: [rootFile(1), rootFile(2, own, thieves)] })
    expect(await codeOf(list)).toBe('TRUST_ROOT_CHAIN')
    const handedOver = rootFile(2, own, [...thieves, ...KEYS.root.slice(0, 2)])
    expect(await codeOf(handMadeList({ roots: [rootFile(1), handedOver] }))).toBe('accepted')
  })

  test('nesting that would exhaust the stack', async () => {
    const deep = new TextEncoder().encode(
      `{"signatures":[],"signed":${'['.repeat(100_000)}${']'.repeat(100_000)}}`,
    )
    expect(await codeOf(handMadeList({ roots: [deep] }))).toBe('TRUST_MALFORMED')
    const nested = new TextEncoder().encode(
      `{"signatures":[],"signed":{"a":${'['.repeat(50_000)}${']'.repeat(50_000)}}}`,
    )
    expect(await codeOf(handMadeList({ roots: [nested] }))).toBe('TRUST_MALFORMED')
  })

  test('any flipped bit of any part, the roots included', async () => {
    const good = handMadeList()
    const paths = ['root', ...good.parts.keys()]
    await fc.assert(
      fc.asyncProperty(fc.constantFrom(...paths), fc.nat(), fc.nat(7), async (path, at, bit) => {
        const bytes = (
          path === 'root' ? good.roots[0] : good.parts.get(path)
        )?.slice() as Uint8Array
        bytes[at % bytes.length] = (bytes[at % bytes.length] as number) ^ (1 << bit)
        const bent =
          path === 'root' ? { roots: [bytes] } : { parts: new Map(good.parts).set(path, bytes) }
        expect(await codeOf({ ...good, ...bent })).not.toBe('accepted')
      }),
      { numRuns: 400 },
    )
  })
})
