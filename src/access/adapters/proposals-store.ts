import type { Answer } from '../../platform/click.ts'
import { type Queryable, rowsOf, type Tx } from '../../platform/database.ts'
import type { Language } from '../../platform/words.ts'
import type { Act } from '../grant-table.ts'
import type { Officer } from '../officer.ts'

export type ProposalState = 'open' | 'approved' | 'rejected' | 'withdrawn'
export type ProposalRow = {
  readonly participant: string
  readonly id: string
  readonly act: Act
  readonly thing: string
  readonly door: string
  readonly params: Readonly<Record<string, string>>
  readonly body: Readonly<Record<string, unknown>>
  readonly proposed_by: string
  readonly proposed_by_name: string
  /** The officer whom it is about; null where it is about none. */
  readonly about_name: string | null
  readonly proposed_at: Date
  readonly state: ProposalState
  readonly decided_by_name: string | null
  readonly decided_at: Date | null
  readonly reason: string | null
}

export type NewProposal = Pick<
  ProposalRow,
  | 'participant'
  | 'id'
  | 'act'
  | 'thing'
  | 'door'
  | 'params'
  | 'body'
  | 'proposed_by'
  | 'proposed_at'
>

export async function insertProposal(tx: Tx, row: NewProposal): Promise<void> {
  tx.changes.push({
    thing: 'proposal',
    key: row.id,
    before: null,
    after: { state: 'open', act: row.act },
  })
  await rowsOf(
    tx,
    `insert into access.proposal (participant, id, act, thing, door, params, body, proposed_by, proposed_at)
     values ($1, $2, $3, $4, $5, $6::jsonb, $7::jsonb, $8, $9)`,
    [
      ...[row.participant, row.id, row.act, row.thing, row.door],
      ...[JSON.stringify(row.params), JSON.stringify(row.body), row.proposed_by, row.proposed_at],
    ],
  )
}

const SELECT = `select p.participant, p.id, p.act, p.thing, p.door, p.params, p.body, p.proposed_by,
    proposer.name as proposed_by_name, about.name as about_name, p.proposed_at, p.state, decider.name as decided_by_name, p.decided_at, p.reason
  from access.proposal p
  join access.officer proposer on proposer.participant = p.participant and proposer.id = p.proposed_by
  left join access.officer about on about.participant = p.participant and about.id::text = p.thing
  left join access.officer decider on decider.participant = p.participant and decider.id = p.decided_by
  where p.participant = $1`

/** What kind of act a proposal is for. */
export async function actOfProposal(
  on: Queryable,
  participant: string,
  id: string,
): Promise<Act | undefined> {
  const [row] = await rowsOf<{ act: Act }>(
    on,
    'select act from access.proposal where participant = $1 and id = $2::uuid',
    [participant, id],
  )
  return row?.act
}

/** Locked until the transaction ends: of two who decide at once, the second finds it decided. */
export async function lockProposal(
  tx: Tx,
  participant: string,
  id: string,
): Promise<ProposalRow | undefined> {
  const [row] = await rowsOf<ProposalRow>(tx, `${SELECT} and p.id = $2::uuid for update of p`, [
    participant,
    id,
  ])
  return row
}

/** Open ones, the longest wait first; or all about one thing, the newest last. */
export function listProposals(
  on: Queryable,
  participant: string,
  { thing, limit }: { readonly thing: string | null; readonly limit: number },
): Promise<readonly ProposalRow[]> {
  return rowsOf<ProposalRow>(
    on,
    `${SELECT} and case when $2::text is null then p.state = 'open' else p.thing = $2 end
     order by p.proposed_at, p.id limit $3`,
    [participant, thing, limit],
  )
}

export async function decideProposal(
  tx: Tx,
  { participant, id }: Pick<ProposalRow, 'participant' | 'id'>,
  decision: {
    readonly state: Exclude<ProposalState, 'open'>
    readonly by: string
    readonly at: Date
    readonly reason: string | null
  },
): Promise<void> {
  const { state, by, at, reason } = decision
  tx.changes.push({ thing: 'proposal', key: id, before: { state: 'open' }, after: { state } })
  await rowsOf(
    tx,
    // Once decided, nobody needs to know here whom an invitation was for: the account says it, or nobody came.
    `update access.proposal set state = $3, decided_by = $4, decided_at = $5, reason = $6,
       body = case when act = 'access:appoint' then body - 'name' - 'email' else body end
     where participant = $1 and id = $2::uuid`,
    [participant, id, state, by, at, reason],
  )
}

/** Does an act that two officers agreed on, in the transaction of the approval, as the one who proposed it. */
export type Runner = (run: {
  readonly tx: Tx
  readonly proposal: ProposalRow
  readonly proposer: Officer
  readonly approver: Officer
  readonly language: Language
  readonly now: Date
}) => Promise<Answer>

/** By the door at which they were proposed. */
export type Runners = Map<string, Runner>
