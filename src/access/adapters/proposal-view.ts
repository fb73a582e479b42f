import type { Officer } from '../officer.ts'
import { maySecond } from '../proposal.ts'
import type { ProposalRow } from './proposals-store.ts'

/** A proposal as its reader sees it: who proposes what, in which words, and what the reader may do. */
export function proposalView(row: ProposalRow, reader: Officer) {
  const isOwn = row.proposed_by === reader.id
  const isOpen = row.state === 'open'
  return {
    id: row.id,
    participant: row.participant,
    act: row.act,
    thing: row.thing,
    about: row.about_name,
    asked: row.body,
    proposedBy: row.proposed_by_name,
    proposedAt: row.proposed_at,
    state: row.state,
    decidedBy: row.decided_by_name,
    decidedAt: row.decided_at,
    reason: row.reason,
    mayDecide: isOpen && !isOwn && row.thing !== reader.id && maySecond(reader, row.act),
    mayTakeBack: isOpen && isOwn,
  }
}
