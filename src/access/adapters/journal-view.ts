import { type Queryable, rowsOf } from '../../platform/database.ts'
import { decodeEntry } from '../journal.ts'

const MAX_SHOWN = 100

export type JournalQuery = {
  readonly participant: string
  /** Entries before this one; null for the newest. */
  readonly before: number | null
  readonly officer: string | null
  readonly thing: string | null
}

/** The newest entries that fit, a page of at most 100, newest first, with the name of who acted. */
export async function journalView(on: Queryable, query: JournalQuery) {
  const rows = await rowsOf<{
    seq: bigint
    name: string | null
    entry: Buffer | null
    hash: Buffer
  }>(
    on,
    `select journal.seq, officer.name, journal.entry, journal.hash
     from access.journal left join access.officer
       on officer.participant = journal.participant and officer.id::text = journal.officer_id
     where journal.participant = $1 and ($2::bigint is null or journal.seq < $2)
       and ($3::text is null or journal.officer_id = $3) and ($4::text is null or journal.thing = $4)
     order by journal.seq desc limit $5`,
    [query.participant, query.before, query.officer, query.thing, MAX_SHOWN],
  )
  const entries = rows.map(shown)
  const away = new Set(
    entries.flatMap((each) => ('roles' in each ? each.roles.flatMap(awayIn) : [])),
  )
  const names = await namesOf(on, query.participant, [...away])
  const told = entries.map((each) =>
    'roles' in each ? { ...each, standing: standingOf(each, names) } : each,
  )
  return { entries: told, more: rows.length === MAX_SHOWN }
}

const DEPUTY = /^(\w+) (deputy|break_glass) ([0-9a-f-]{36})$/

/** Whose deputy somebody was, of a role as an entry has it (`rolesTold`). */
function awayIn(role: string): string[] {
  const [, , kind, of] = DEPUTY.exec(role) ?? []
  return kind === 'deputy' && of !== undefined ? [of] : []
}

async function namesOf(on: Queryable, participant: string, ids: readonly string[]) {
  if (ids.length === 0) return new Map<string, string>()
  const rows = await rowsOf<{ id: string; name: string }>(
    on,
    'select id::text as id, name from access.officer where participant = $1 and id = any($2::uuid[])',
    [participant, ids],
  )
  return new Map(rows.map(({ id, name }) => [id, name]))
}

/** The roles of an entry that were somebody else's, with the name of who was away. */
function standingOf(
  { roles }: { readonly roles: readonly string[] },
  names: ReadonlyMap<string, string>,
) {
  return roles.flatMap((told) => {
    const [, role, kind, of = ''] = DEPUTY.exec(told) ?? []
    return role === undefined ? [] : [{ role, kind, of: names.get(of) ?? null }]
  })
}

function shown(row: { seq: bigint; name: string | null; entry: Buffer | null; hash: Buffer }) {
  const entry = row.entry === null ? undefined : decodeEntry(new Uint8Array(row.entry))
  const hash = row.hash.toString('hex')
  if (entry === undefined) return { seq: Number(row.seq), hash, erased: true as const }
  const { at, salt: _salt, ...told } = entry
  const officer = { id: entry.officerId, name: row.name }
  return { seq: Number(row.seq), hash, at: new Date(at).toISOString(), officer, ...told }
}

/** The signed heads of every Participant of this node, newest first: for anybody who keeps a copy. */
export async function headsView(on: Queryable, limit = 400) {
  const rows = await rowsOf<{
    participant: string
    day: string
    seq: bigint
    hash: Buffer
    statement: Buffer
  }>(
    on,
    `select participant, day, seq, hash, statement from access.journal_head
     order by day desc, participant limit $1`,
    [limit],
  )
  return rows.map(({ participant, day, seq, hash, statement }) => ({
    ...{ participant, day, seq: Number(seq), hash: hash.toString('hex') },
    statement: statement.toString('base64'),
  }))
}
