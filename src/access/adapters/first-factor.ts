import { randomInt } from 'node:crypto'
import { type Queryable, rowsOf, type Tx } from '../../platform/database.ts'
import { accept, type Outcome, refuse } from '../../values/outcome.ts'
import { type BrowserName, browserName } from '../browser-name.ts'
import type { Officer } from '../officer.ts'
import { IS_ACTIVE } from './officers.ts'

/** SQL: whether a second person has said that the owner of the account set up its first factor. */
export const IS_CONFIRMED = `exists (select from access.first_factor
  where user_id = officer.user_id and confirmed_at is not null) as is_confirmed`
/** Kept to show it to whoever confirms; longer ones are nobody's browser. */
const MAX_USER_AGENT = 200

type SetUp = {
  readonly personId: string
  readonly kind: 'passkey' | 'codes'
  readonly userAgent: string | undefined
}

/** That a factor was set up: the first one waits for a second person, with six digits to ask for. */
export async function noteFirstFactor(on: Queryable, setUp: SetUp): Promise<void> {
  const code = String(randomInt(1_000_000)).padStart(6, '0')
  await on.query(
    `insert into access.first_factor (user_id, kind, user_agent, code) values ($1, $2, $3, $4)
     on conflict (user_id) do nothing`,
    [setUp.personId, setUp.kind, (setUp.userAgent ?? '').slice(0, MAX_USER_AGENT), code],
  )
}

/** Once the last factor is taken away, the next one is a first one again. */
export async function forgetWithoutFactor(on: Queryable, personId: string): Promise<void> {
  await on.query(
    `delete from access.first_factor where user_id = $1
       and not exists (select from access.passkey where user_id = $1)
       and not exists (select from access.two_factor where user_id = $1 and verified)`,
    [personId],
  )
}

/** The digits that the owner reads to whoever confirms; undefined when nothing waits. */
export async function codeToRead(on: Queryable, personId: string): Promise<string | undefined> {
  const [waiting] = await rowsOf<{ code: string }>(
    on,
    'select code from access.first_factor where user_id = $1 and confirmed_at is null',
    [personId],
  )
  return waiting?.code
}

export type WaitingFactor = BrowserName & {
  readonly officerId: string
  readonly name: string
  readonly email: string
  readonly kind: SetUp['kind']
  readonly at: Date
  /** Whether whoever asks handed the link over, and so is not the one who confirms. */
  readonly handedOver: boolean
}

/** SQL: who was told the link by which the owner came in: of the last recovery, or else of the invitation. */
const HANDED_OVER_BY = `coalesce(
  (select confirmed_by from access.recovery where participant = officer.participant
     and officer_id = officer.id and used_at is not null order by used_at desc limit 1),
  (select handed_over_by from access.invitation where participant = officer.participant
     and id::text = officer.user_id))`

/** SQL: whether an officer was invited on the console of the host, where nobody else could confirm him. */
const IS_OF_CONSOLE = `exists (select from access.invitation where participant = officer.participant
  and id::text = officer.user_id and invited_by is null)`

export async function isOfConsole(
  on: Queryable,
  { participant, id }: Pick<Officer, 'participant' | 'id'>,
): Promise<boolean> {
  const rows = await rowsOf(
    on,
    `select from access.officer where participant = $1 and id = $2 and ${IS_OF_CONSOLE}`,
    [participant, id],
  )
  return rows.length > 0
}

/** Who is confirmed confirms all others; who is not, and came by the console, those who came by it. */
export type Confirming = 'all' | 'those of the console'

/** Accounts of the own Participant whose first factor nobody has confirmed, the oldest first. */
export async function waitingFactors(
  on: Queryable,
  { participant, id }: Pick<Officer, 'participant' | 'id'>,
  whom: Confirming,
): Promise<readonly WaitingFactor[]> {
  const rows = await rowsOf<Omit<WaitingFactor, keyof BrowserName> & { userAgent: string }>(
    on,
    `select officer.id as "officerId", officer.name, officer.email, kind, set_up_at as at,
       user_agent as "userAgent", ${HANDED_OVER_BY} is not distinct from $2 as "handedOver"
     from access.first_factor join access.officer on officer.user_id = first_factor.user_id
     where officer.participant = $1 and officer.id <> $2 and confirmed_at is null and ${IS_ACTIVE}
       and ($3 or ${IS_OF_CONSOLE})
     order by set_up_at limit 500`,
    [participant, id, whom === 'all'],
  )
  return rows.map(({ userAgent, ...waiting }) => ({ ...waiting, ...browserName(userAgent) }))
}

type ConfirmRefusal =
  | 'ACCESS_NOT_ONESELF'
  | 'ACCESS_NOT_FOUND'
  | 'ACCESS_CONFIRMATION_LINK'
  | 'ACCESS_CONFIRMATION_CODE'

/** Says that the owner set up the first factor of an account: the digits are those on the owner's screen. */
export async function confirmFactor(
  tx: Tx,
  by: Officer,
  asked: { readonly officerId: string; readonly code: string; readonly whom: Confirming },
): Promise<Outcome<undefined, ConfirmRefusal>> {
  const { officerId, code, whom } = asked
  if (officerId === by.id) return refuse('ACCESS_NOT_ONESELF')
  const [waiting] = await rowsOf<{ user_id: string; code: string; handed: boolean }>(
    tx,
    `select first_factor.user_id, code, ${HANDED_OVER_BY} is not distinct from $3 as handed
     from access.first_factor join access.officer on officer.user_id = first_factor.user_id
     where officer.participant = $1 and officer.id = $2 and confirmed_at is null and ${IS_ACTIVE}
       and ($4 or ${IS_OF_CONSOLE})
     for update of first_factor`,
    [by.participant, officerId, by.id, whom === 'all'],
  )
  if (waiting === undefined) return refuse('ACCESS_NOT_FOUND')
  if (waiting.handed) return refuse('ACCESS_CONFIRMATION_LINK')
  if (code.replace(/\s/g, '') !== waiting.code) return refuse('ACCESS_CONFIRMATION_CODE', 'code')
  await tx.query(
    'update access.first_factor set confirmed_by = $2, confirmed_at = now() where user_id = $1',
    [waiting.user_id, by.id],
  )
  return accept(undefined)
}
