import { accept, type Outcome, refuse } from '../values/outcome.ts'
import { type Database, rowsOf, type Tx } from './database.ts'
import { sweep } from './sweep.ts'
import { leaveWritten } from './write-together.ts'

/** One press of a button, by the key that the page made up for it (header Idempotency-Key). */
export type Click = {
  readonly participant: string
  readonly officer: string
  /** Without one nothing is remembered, and the same request twice is done twice. */
  readonly key: string | undefined
  /** SHA-256 of what was asked: method, path and body. */
  readonly requestDigest: Uint8Array
}

/** An HTTP status and a body of plain JSON values. */
export type Answer = { readonly status: number; readonly body: unknown }

export type ClickRefusal = 'PLATFORM_CLICK_REUSED' | 'PLATFORM_CLICK_KEY'

/** Longer than a page stays open over a weekend, short enough that answers do not pile up. */
const FORGET_AFTER_DAYS = 7
const DAY_MS = 86_400_000
const KEY = /^[\x21-\x7e]{1,200}$/

type Remembered = {
  readonly request_digest: Uint8Array
  readonly status: number
  readonly response: unknown
}

/**
 * Runs `run` once for a click: the same key with the same request gives the first answer again, with
 * another request it is refused. Answer and effect are one transaction, so a click whose program was
 * killed has left neither. The second of two clicks at the same time waits for the first. When `run`
 * throws nothing is remembered.
 */
export async function withClick(
  tx: Tx,
  click: Click,
  run: () => Promise<Answer>,
): Promise<Outcome<Answer, ClickRefusal>> {
  if (click.key === undefined) return accept(await run())
  if (!KEY.test(click.key)) return refuse('PLATFORM_CLICK_KEY')
  if (!(await claim(tx, click))) return recall(tx, click)
  const answer = await run()
  remember(tx, click, answer)
  return accept(answer)
}

/** True for the first. Waits while another transaction holds the same key. */
async function claim(
  tx: Tx,
  { participant, officer, key, requestDigest }: Click,
): Promise<boolean> {
  const claimed = await rowsOf(
    tx,
    `insert into platform.click (participant, officer, key, request_digest) values ($1, $2, $3, $4)
     on conflict do nothing returning 1`,
    [participant, officer, key, requestDigest],
  )
  return claimed.length === 1
}

async function recall(tx: Tx, click: Click): Promise<Outcome<Answer, ClickRefusal>> {
  const { participant, officer, key, requestDigest } = click
  const [found] = await rowsOf<Remembered>(
    tx,
    `select request_digest, status, response from platform.click
     where participant = $1 and officer = $2 and key = $3`,
    [participant, officer, key],
  )
  if (found === undefined) throw new Error('a click was forgotten while it was being recalled')
  const isSame = Buffer.compare(found.request_digest, requestDigest) === 0
  return isSame
    ? accept({ status: found.status, body: found.response })
    : refuse('PLATFORM_CLICK_REUSED')
}

function remember(tx: Tx, { participant, officer, key }: Click, { status, body }: Answer): void {
  leaveWritten(tx, [
    {
      sql: `update platform.click set status = $4, response = $5::jsonb
            where participant = $1 and officer = $2 and key = $3`,
      values: [participant, officer, key, status, JSON.stringify(body ?? null)],
    },
  ])
}

/** Deletes old answers, which may hold personal data. A job of every night. */
export function forgetClicks(database: Database, at: Date): Promise<number> {
  const before = new Date(at.getTime() - FORGET_AFTER_DAYS * DAY_MS)
  return sweep(database, 'platform.click', 'created_at < $1', before)
}
