import { sign } from 'node:crypto'
import type { VerifySignature } from '../../crypto/signature.ts'
import type { PartyCode } from '../../values/codes.ts'
import { accept, type Outcome, refuse } from '../../values/outcome.ts'
import type { ChangeFile } from '../change-file.ts'
import { changeBytes } from '../delegation-change.ts'
import { type ProposedRefusal, proposedChanges } from '../proposed-changes.ts'
import { type RootProposal, type SignedInForce, tufKeyJson } from '../root-proposal.ts'
import type { RootRefusal } from '../root-refusals.ts'
import { assembleRoot, type RootInForce, type RootSignature } from '../root-signatures.ts'
import type { Trust } from '../trust.ts'
import { parseRoot } from '../tuf-roots.ts'
import { keyName } from '../tuf-signatures.ts'
import { ensureNextKey, type HeldKey } from './key-files.ts'
import { delegationsIn, heldOf, publishAgain, readAsStranger } from './publish-list.ts'
import { markRootElsewhere } from './root-elsewhere.ts'
import { readRepository } from './trust-files.ts'
import { withTrustLock } from './trust-lock.ts'
import { signedPart, versionOf } from './trust-metadata.ts'
import type { Repository } from './trust-repository.ts'

/** What a ceremony starts from, out of a list that was read as a stranger reads it. */
export function rootInForce(list: Repository): RootInForce & { readonly signed: SignedInForce } {
  const [newest, targets] = [list.roots.at(-1), list.parts.get('targets.json')]
  const root = newest && parseRoot('root.json', newest)
  const [rootPart, targetsPart] = [newest && signedPart(newest), targets && signedPart(targets)]
  if (!root?.ok || rootPart === undefined || targetsPart === undefined || targets === undefined)
    throw new Error('a list in force without root or targets')
  const signed = { root: rootPart, targets: targetsPart }
  return { root: root.value, targetsVersion: versionOf(targets), signed }
}

/**
 * Publishes what enough holders have signed: the next root where there is one, the next delegations, and
 * the list around them, in one stroke. From then on root keys are held elsewhere, and this node signs
 * nothing in their place any more.
 */
export async function publishRoot(
  dataDir: string,
  proposal: RootProposal,
  signatures: readonly { readonly file: string; readonly signature: RootSignature }[],
  { now, verify }: { readonly now: number; readonly verify: VerifySignature },
): Promise<Outcome<Trust, RootRefusal | ProposedRefusal>> {
  return withTrustLock(dataDir, async () => {
    const list = await readRepository(dataDir)
    if (list === undefined)
      return refuse('PARTICIPANTS_ROOT_FORM', undefined, { file: dataDir, cause: 'no list' })
    const assembled = await assembleRoot(proposal, signatures, rootInForce(list), { now, verify })
    if (!assembled.ok) return assembled
    const changes = await proposedChanges(proposal, await readAsStranger(list, now), verify)
    if (!changes.ok) return changes
    await markRootElsewhere(dataDir)
    return accept(await publishAgain(dataDir, list, new Map(), now, assembled.value))
  })
}

/**
 * The change to the key with which a party will sign its list: made where its key file is, and agreed to with
 * the key in force where that one is here. Undefined for a party that the list does not name.
 */
export async function nextDelegation(
  dataDir: string,
  party: PartyCode,
): Promise<ChangeFile | undefined> {
  return withTrustLock(dataDir, async () => {
    const list = await readRepository(dataDir)
    const named = delegationsIn(list?.parts.get('targets.json')).get(party)
    if (list === undefined || named === undefined) return undefined
    const names = new Set([...named.role.keys.values()].map(keyName))
    const file = await ensureNextKey(dataDir, party, (key) => names.has(keyName(key)))
    const next = file.get('next')
    if (next === undefined) throw new Error('a key file without the key that was made in it')
    const { root, targetsVersion } = rootInForce(list)
    const { environment } = root
    const facts = {
      name: party,
      version: targetsVersion + 1,
      previous: named.named,
      next: { keys: [tufKeyJson(next.key)[1]], threshold: 1 },
    }
    const held = heldOf(file, named)
    const agreed = new Map(held && [signedBy(held, changeBytes(facts, environment))])
    return { environment, change: { ...facts, agreed, published: null } }
  })
}

function signedBy({ key, privateKey }: HeldKey, bytes: Uint8Array): [string, string] {
  return [tufKeyJson(key)[0], sign('sha256', bytes, privateKey()).toString('hex')]
}
