import { decodeUtf8, encodeUtf8 } from '../../src/crypto/utf8.ts'
import type { JsonObject } from '../../src/participants/canonical-json.ts'
import { tufKeyId } from '../../src/participants/delegation-change.ts'
import { formatTime } from '../../src/participants/tuf-metadata.ts'
import type { PartyCode } from '../../src/values/codes.ts'
import { changed, memberOf } from './bundle-bytes.ts'
import type { BundleRow, Good, Write } from './bundle-row.ts'
import type { Draft } from './draft.ts'
import { DAY, LISTED_AT } from './lists.ts'
import { type PartySpec, type RootSpec, rootSpec, tufKey } from './tuf.ts'

/** What a reader of TUF gets wrong most easily: who counts as a signer, and who has a say over what. */
export function tufRows(write: Write, good: Good): readonly BundleRow[] {
  return [...signerRows(write), ...rootRows(write), ...sayRows(write, good), ...formRows(write)]
}

const row = (
  name: string,
  about: string,
  expect: Draft['expect'],
  made: Good | Uint8Array,
): BundleRow => ({
  ...{ name, about, expect },
  ...(made instanceof Uint8Array
    ? { bundle: made }
    : { bundle: made.bundle, stage: { pins: made.fingerprints } }),
})

const id = (name: string) => tufKeyId(tufKey(name))
const AGAIN = 'again'

/** Names the key of root-1 for root and targets a second time, under another id. */
function namedAgain(root: JsonObject): JsonObject {
  const keys = { ...(root.keys as JsonObject), [AGAIN]: tufKey('root-1') }
  const ids = [id('root-1'), AGAIN, id('root-2')]
  return withRole(withRole({ ...root, keys }, 'root', ids), 'targets', ids)
}

function withRole(root: JsonObject, role: string, keyids: readonly string[]): JsonObject {
  const roles = root.roles as JsonObject
  return { ...root, roles: { ...roles, [role]: { ...(roles[role] as JsonObject), keyids } } }
}

type Signature = { readonly keyid: string; readonly sig: string }

/** The first signature of a file once more, under this id. */
function signedAgain(file: Uint8Array, keyid?: string): Uint8Array {
  const { signatures, ...rest } = JSON.parse(decodeUtf8(file) ?? '') as {
    readonly signatures: readonly Signature[]
  }
  const more = signatures.slice(0, 1).map((each) => ({ ...each, ...(keyid && { keyid }) }))
  return encodeUtf8(JSON.stringify({ ...rest, signatures: [...signatures, ...more] }))
}

const ofRoot = (change: (root: JsonObject) => JsonObject, version = 1) => ({
  signed: (path: string, content: JsonObject) =>
    path === `root.${version}` ? change(content) : content,
})

function signerRows(write: Write): readonly BundleRow[] {
  const twice = write({ ...ofRoot(namedAgain), roots: [rootSpec({ signers: ['root-1'] })] })
  const [root = new Uint8Array()] = memberOf(twice.bundle, 2) as readonly Uint8Array[]
  const bundle = changed(twice.bundle, 2, [signedAgain(root, AGAIN)])
  const again = (path: string, keyid?: string) => ({
    part: (each: string, bytes: Uint8Array) => (each === path ? signedAgain(bytes, keyid) : bytes),
  })
  return [
    row(
      'root-key-under-two-ids',
      'One root key signed under two ids: it counts once.',
      'TRUST_SIGNATURES',
      { ...twice, bundle },
    ),
    row(
      'targets-key-under-two-ids',
      'One key signed targets.json under two ids: it counts once.',
      'TRUST_SIGNATURES',
      write({
        ...ofRoot(namedAgain),
        ...again('targets.json', AGAIN),
        targetsSigners: ['root-1'],
      }),
    ),
    row(
      'signature-id-twice',
      'Two signatures of timestamp.json stand under one id.',
      'TRUST_MALFORMED',
      write(again('timestamp.json')),
    ),
    row(
      'key-id-twice',
      'The root names one key id twice for targets.',
      'TRUST_MALFORMED',
      write(ofRoot((each) => withRole(each, 'targets', [id('root-1'), id('root-1')]))),
    ),
    row(
      'targets-by-keys-of-their-own',
      'The root names other keys for targets than for itself: a reader takes those.',
      'VALID',
      write({
        ...ofRoot((each) =>
          withRole(
            { ...each, keys: { ...(each.keys as JsonObject), [id('root-4')]: tufKey('root-4') } },
            'targets',
            [id('root-3'), id('root-4')],
          ),
        ),
        targetsSigners: ['root-3', 'root-4'],
      }),
    ),
  ]
}

const NEXT_KEYS = ['root-2', 'root-3', 'root-4']

function rootRows(write: Write): readonly BundleRow[] {
  const next = (second: Partial<RootSpec>, first: Partial<RootSpec> = {}) => ({
    roots: [rootSpec(first), rootSpec({ version: 2, ...second })],
  })
  // Nobody's first root; the second is the one that the reader was given.
  const stray = { keys: ['nobody'], threshold: 1, signers: ['nobody'] }
  const second = write(next({}, stray))
  return [
    row(
      'root-without-its-own-threshold',
      'The second root is signed by the threshold of the first and by one key of its own.',
      'TRUST_SIGNATURES',
      write({
        ...next({ keys: NEXT_KEYS, signers: ['root-1', 'root-2'] }),
        targetsSigners: ['root-3', 'root-4'],
      }),
    ),
    row(
      'root-version-jumps',
      'Version 3 follows version 1.',
      'TRUST_ROOT_CHAIN',
      write(next({ version: 3 })),
    ),
    row(
      'root-environment-changed',
      'A demonstration becomes a production scheme.',
      'TRUST_ROOT_CHAIN',
      write({ ...next({}), ...ofRoot((root) => ({ ...root, environment: 'demonstration' })) }),
    ),
    {
      ...row('root-pinned-second', 'Roots before the pinned one are skipped.', 'VALID', second),
      stage: { pins: second.fingerprints.slice(1) },
    },
    row(
      'root-before-is-another',
      'The first root is pinned, and did not sign the second.',
      'TRUST_ROOT_CHAIN',
      second,
    ),
  ]
}

/** A party beside CD, with a key of its own. */
const EU: PartySpec = {
  ...{ party: 'EU' as PartyCode, delegation: 'EU delegation', paths: ['EU/*'] },
  keys: [['EU status', 'status']],
}

function sayRows(write: Write, good: Good): readonly BundleRow[] {
  const parts = memberOf(good.bundle, 3) as ReadonlyMap<string, Uint8Array>
  const targets = JSON.parse(decodeUtf8(parts.get('targets.json') ?? new Uint8Array()) ?? '') as {
    readonly signed: JsonObject
  }
  const { delegations } = targets.signed
  const bent = (change: (role: JsonObject) => JsonObject) =>
    inFile(write, 'targets.json', (content) => {
      const own = content.delegations as { readonly roles: readonly JsonObject[] }
      return { ...content, delegations: { ...own, roles: own.roles.map(change) } as JsonObject }
    })
  return [
    row(
      'party-by-another-key',
      'CD.json is signed by a key that the delegation does not name.',
      'TRUST_SIGNATURES',
      write({
        delegation: 'EU delegation',
        signed: (path, content) =>
          path === 'targets.json' ? ({ ...content, delegations } as JsonObject) : content,
      }),
    ),
    row(
      'party-lists-another-folder',
      'CD.json lists a file of the EU.',
      'TRUST_DELEGATION',
      inFile(write, 'CD.json', ({ targets: own, ...rest }) => {
        const { 'CD/keys.json': file } = own as JsonObject
        return { ...rest, targets: { ...(own as JsonObject), 'EU/keys.json': file } as JsonObject }
      }),
    ),
    row(
      'parties-share-a-delegation-key',
      'One key signs the lists of CD and of the EU.',
      'TRUST_KEY_SHARED',
      write({ others: [{ ...EU, delegation: 'CD delegation' }] }),
    ),
    row(
      'parties-share-a-key',
      'The EU lists the key with which CD signs certificates.',
      'TRUST_KEY_SHARED',
      write({ others: [{ ...EU, keys: [['CD certificate', 'certificate']] }] }),
    ),
    row(
      'delegation-not-terminating',
      'The delegation of CD does not end the search.',
      'TRUST_DELEGATION',
      bent((role) => ({ ...role, terminating: false })),
    ),
    row(
      'delegation-threshold-of-none',
      'The delegation of CD asks for no signature.',
      'TRUST_MALFORMED',
      bent((role) => ({ ...role, threshold: 0 })),
    ),
    row(
      'two-delegations-of-a-party',
      'CD has two delegations.',
      'TRUST_DELEGATION',
      write({ others: [{ ...EU, party: 'CD' as PartyCode, paths: ['CD/*'] }] }),
    ),
  ]
}

function inFile(write: Write, path: string, change: (content: JsonObject) => JsonObject): Good {
  return write({ signed: (each, content) => (each === path ? change(content) : content) })
}

function formRows(write: Write): readonly BundleRow[] {
  const version = (path: string) => inFile(write, path, (content) => ({ ...content, version: 8 }))
  return [
    row(
      'party-version-other-than-described',
      'CD.json is of version 8 and described as 7.',
      'TRUST_MIXED',
      version('CD.json'),
    ),
    row(
      'targets-version-other-than-described',
      'targets.json is of version 8 and described as 7.',
      'TRUST_MIXED',
      version('targets.json'),
    ),
    row(
      'issued-when-it-expires',
      'timestamp.json was issued in the second in which it expires.',
      'TRUST_MALFORMED',
      inFile(write, 'timestamp.json', (content) => ({
        ...content,
        issued: formatTime(LISTED_AT + DAY),
      })),
    ),
    row(
      'spec-version-2',
      'snapshot.json is of a later TUF.',
      'TRUST_MALFORMED',
      inFile(write, 'snapshot.json', (content) => ({ ...content, spec_version: '2.0.0' })),
    ),
  ]
}
