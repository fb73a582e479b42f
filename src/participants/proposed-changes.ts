import type { VerifySignature } from '../crypto/signature.ts'
import type { Outcome } from '../values/outcome.ts'
import { member } from './canonical-json.ts'
import { parseChanges } from './delegation-change.ts'
import { type ChangeRefusal, type JudgedChanges, judgeChanges } from './judge-changes.ts'
import { parseLogRules } from './log-rules.ts'
import type { RootProposal } from './root-proposal.ts'
import type { Trust } from './trust.ts'
import { type Delegation, parseDelegations } from './tuf-delegations.ts'
import { malformed } from './tuf-metadata.ts'

export type ProposedRefusal = ChangeRefusal

/**
 * Whether readers who know the list in force will follow the delegations that are proposed: asked before anybody
 * signs them, and before they are published.
 */
export async function proposedChanges(
  { environment, root, targets }: RootProposal,
  inForce: Trust,
  verify: VerifySignature,
): Promise<Outcome<JudgedChanges, ProposedRefusal>> {
  const changes = parseChanges(member(targets, 'changes'))
  const delegations = parseDelegations(member(targets, 'delegations'))
  if (changes === undefined || !delegations.ok) return malformed('targets.json', 'changes')
  const known: readonly Delegation[] = delegations.value
  const rules = root === null ? inForce.logs : (parseLogRules(member(root, 'logs')) ?? null)
  const { keys, delegationsSeen: seen, issuedAt: at } = inForce
  const version = Number(member(targets, 'version'))
  const list = { environment, rules, version, delegations: known, changes, keys, seen, at }
  return judgeChanges(list, verify)
}
