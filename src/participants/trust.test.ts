import { sign } from 'node:crypto'
import { describe, expect, test } from 'vitest'
import {
  bytesOf,
  handMadeList,
  ISSUED,
  KEYS,
  keysJson,
  keyTable,
  type Recipe,
  rootFile,
  type Signed,
  testKey,
} from '../../test/hand-made-list.ts'
import { codeOf, opened, set } from '../../test/open-list.ts'
import type { PartyCode } from '../values/codes.ts'
import { type ChangeFacts, changeBytes } from './delegation-change.ts'
import { type Remembered, rememberedAfter } from './trust.ts'

type Delegations = { readonly keys: object; readonly roles: readonly { readonly name: string }[] }

const newOnline = [testKey()]

/** A second root that names other keys for timestamp and snapshot, and these as signers. */
function withNewOnlineKeys() {
  const rotated = (root: Signed) => {
    const role = { keyids: newOnline.map(({ id }) => id), threshold: 1 }
    Object.assign(root, { keys: { ...(root.keys as object), ...keyTable(newOnline) } })
    Object.assign(root.roles as object, { timestamp: role, snapshot: role })
  }
  const signers = { 'timestamp.json': newOnline, 'snapshot.json': newOnline }
  const roots = [rootFile(1), rootFile(2, rotated)]
  return { roots, signers }
}

describe('what is remembered', () => {
  const at = (version: number): Recipe => ({
    edit: Object.fromEntries(
      ['ZA.json', 'GB.json', 'targets.json', 'snapshot.json', 'timestamp.json'].map((path) => [
        path,
        set({ version }),
      ]),
    ),
  })

  const remembering = async (recipe: Recipe): Promise<Remembered> =>
    JSON.parse(JSON.stringify(rememberedAfter(await opened(handMadeList(recipe)))))

  test('a newer list follows, the same list opens again', async () => {
    const remembered = await remembering(at(5))
    expect(await codeOf(handMadeList(at(5)), { remembered })).toBe('accepted')
    expect(await codeOf(handMadeList(at(6)), { remembered })).toBe('accepted')
  })

  test.each(['ZA.json', 'targets.json', 'snapshot.json', 'timestamp.json'])(
    'an older %s is refused',
    async (path) => {
      const remembered = await remembering(at(5))
      const mixed = { edit: { ...at(6).edit, [path]: set({ version: 4 }) } }
      expect(await codeOf(handMadeList(mixed), { remembered })).toBe('TRUST_ROLLED_BACK')
    },
  )

  describe('of a compromised key', () => {
    const listed = (members: object | null): Recipe => {
      const file = keysJson('ZA', [['certificate', 0]]) as { keys: object[] }
      const keys = members === null ? [] : file.keys.map((each) => ({ ...each, ...members }))
      return { targets: { 'ZA/keys.json': bytesOf({ ...file, keys }) } }
    }
    const stolen = (goodBelow?: number) =>
      listed({
        state: 'compromised',
        since: 5,
        ...(goodBelow && { goodBelow: { log: goodBelow } }),
      })
    test.each<[string, Recipe, Recipe, string]>([
      ['the same', stolen(9), stolen(9), 'accepted'],
      ['less stays good', stolen(9), stolen(8), 'accepted'],
      ['nothing stays good', stolen(9), stolen(), 'accepted'],
      ['compromised since', listed({}), stolen(9), 'accepted'],
      ['more stays good', stolen(9), stolen(10), 'TRUST_COMPROMISE_UNDONE'],
      ['something stays good', stolen(), stolen(1), 'TRUST_COMPROMISE_UNDONE'],
      ['it counts again', stolen(9), listed({}), 'TRUST_COMPROMISE_UNDONE'],
      [
        'it is retired',
        stolen(),
        listed({ state: 'retired', since: 5 }),
        'TRUST_COMPROMISE_UNDONE',
      ],
      ['it is gone', stolen(9), listed(null), 'TRUST_COMPROMISE_UNDONE'],
    ])('%s', async (_, before, after, code) => {
      const remembered = await remembering(before)
      expect(await codeOf(handMadeList(after), { remembered })).toBe(code)
    })

    test('also behind new online keys: those never spoke for it', async () => {
      const remembered = await remembering(stolen(9))
      const recipe = { ...withNewOnlineKeys(), ...stolen(10) }
      expect(await codeOf(handMadeList(recipe), { remembered })).toBe('TRUST_COMPROMISE_UNDONE')
    })
  })

  test('a party that has vanished is refused', async () => {
    const remembered = await remembering({})
    const gone = { ...remembered, partyVersions: { ...remembered.partyVersions, BW: 1 } }
    expect(await codeOf(handMadeList(), { remembered: gone })).toBe('TRUST_ROLLED_BACK')
  })

  test('an older root, and another root of the same version, are refused', async () => {
    const roots = [rootFile(1), rootFile(2)]
    const remembered = await remembering({ roots })
    expect(await codeOf(handMadeList(), { remembered })).toBe('TRUST_ROLLED_BACK')
    const fork = [roots[0] as Uint8Array, rootFile(2, set({ loggingLimitHours: 48 }))]
    expect(await codeOf(handMadeList({ roots: fork }), { remembered })).toBe('TRUST_ROOT_CHAIN')
  })

  test('new online keys free a reader from versions that a thief set too high', async () => {
    const remembered = await remembering(at(1_000_000))
    const { roots, signers } = withNewOnlineKeys()
    expect(await codeOf(handMadeList({ roots, signers }), { remembered })).toBe('accepted')
  })

  test('a root that had expired when anything newer was signed is refused', async () => {
    const remembered = { ...(await remembering({})), newestSignedTime: ISSUED + 86_400 * 400 }
    expect(await codeOf(handMadeList(), { remembered })).toBe('TRUST_ROOT_EXPIRED')
  })

  test('new online keys free a reader from a time that a thief set too late', async () => {
    const stolen = { ...(await remembering({})), newestSignedTime: ISSUED + 86_400 * 300 }
    const { roots, signers } = withNewOnlineKeys()
    const late = await opened(handMadeList(), { remembered: stolen })
    expect(late.timeUsed).toBe(ISSUED + 86_400 * 300)
    const trust = await opened(handMadeList({ roots, signers }), { remembered: stolen })
    expect(trust.newestSignedTime).toBe(ISSUED)
    expect(rememberedAfter(trust).newestSignedTime).toBe(ISSUED)
  })

  describe('of a party whose keys are others', () => {
    const own = testKey()
    const isZA = (role: { name: string }) => role.name === 'ZA'
    const named = (targets: Signed, id: string) => {
      const { keys, roles } = targets.delegations as Delegations
      Object.assign(roles.find(isZA) as object, { keyids: [id] })
      Object.assign(keys, keyTable([own]))
    }
    /** The second list, in which the root names `own` for ZA, which did or did not agree. */
    const second = (signer: (typeof KEYS.ZA)[0] | null, version = 6): Recipe => ({
      ...at(version),
      edit: {
        ...at(version).edit,
        'ZA.json': set({ version: 1 }),
        'targets.json': (targets) => {
          set({ version })(targets)
          named(targets, own.id)
          if (signer !== null) Object.assign(targets, { changes: [itemBy(signer, version)] })
        },
      },
      signers: { 'ZA.json': [own] },
    })
    const itemBy = (signer: (typeof KEYS.ZA)[0], version: number) => {
      const [previous, next] = [KEYS.ZA[0], own].map((key) => ({
        keys: Object.values(keyTable([key])),
        threshold: 1,
      }))
      const facts = { name: 'ZA' as PartyCode, version, previous, next } as ChangeFacts
      const bytes = changeBytes(facts, 'production')
      const sig = sign('sha256', bytes, signer.privateKey).toString('hex')
      return { ...facts, agreed: [{ keyid: signer.id, sig }], published: null }
    }

    test('the party agreed, or the list is refused', async () => {
      const remembered = await remembering(at(5))
      const code = (recipe: Recipe) => codeOf(handMadeList(recipe), { remembered })
      expect(await code(second(KEYS.ZA[0]))).toBe('accepted')
      expect(await code(second(null))).toBe('TRUST_DELEGATION_CHANGED')
      expect(await code(second(own))).toBe('TRUST_CHANGE_UNPROVEN')
      expect(await code(second(KEYS.root[0]))).toBe('TRUST_CHANGE_UNPROVEN')
    })

    test('new online keys make nobody forget whose keys a party has', async () => {
      const remembered = await remembering(at(5))
      const { roots, signers } = withNewOnlineKeys()
      const recipe = second(null)
      const bent = { ...recipe, roots, signers: { ...recipe.signers, ...signers } }
      expect(await codeOf(handMadeList(bent), { remembered })).toBe('TRUST_DELEGATION_CHANGED')
    })

    test('what was seen with the new keys is not left for the old ones again', async () => {
      const remembered = await remembering(at(5))
      const list = handMadeList(second(KEYS.ZA[0]))
      const then = rememberedAfter(await opened(list, { remembered }))
      expect(then.delegations).toMatchObject({
        version: 6,
        at: ISSUED,
        parties: { ZA: { since: 6 } },
      })
      expect(await codeOf(list, { remembered: then })).toBe('accepted')
      expect(await codeOf(handMadeList(at(7)), { remembered: then })).toBe(
        'TRUST_DELEGATION_CHANGED',
      )
    })
  })

  test('the newest signed time never falls', async () => {
    const remembered = { ...(await remembering({})), newestSignedTime: ISSUED + 500 }
    const trust = await opened(handMadeList(), { remembered })
    expect(trust).toMatchObject({ timeUsed: ISSUED + 500, clockBehindSeconds: 440 })
    expect(rememberedAfter(trust).newestSignedTime).toBe(ISSUED + 500)
  })
})
