import { createHash } from 'node:crypto'
import { isIPv6 } from 'node:net'
import { type Database, rowsOf } from '../../platform/database.ts'
import { accept, type Outcome, refuse } from '../../values/outcome.ts'

/**
 * Checks per quarter of an hour. NIST SP 800-63B 3.2.2 allows 100 failures on one account;
 * ten from one place are a person who has forgotten, and fifty are an office full of them.
 */
const WINDOW_SECONDS = 15 * 60
const LIMITS = {
  password: { device: 10, accountFromAddress: 10, address: 50, account: 100 },
  // Three codes in a million are right at any time, and only who knows the password gets here.
  code: { device: 10, accountFromAddress: 5, address: 50, account: 20 },
} as const

export type Attempt = {
  readonly what: keyof typeof LIMITS
  readonly email: string
  readonly address: string
  /** Set when this browser has signed in to this account before; see known-device.ts. */
  readonly knownDevice: string | undefined
}
type Bucket = { readonly key: Buffer; readonly limit: number }

/**
 * Counts a check of a password or of a code before it is made, so that a thousand at once cannot all find the count
 * low. Returns how to give it back, which the caller does when it was right.
 *
 * A browser that has signed in to the account before has a budget of its own: nobody who guesses
 * from elsewhere, or from behind the same address, can lock its owner out.
 */
export async function spendAttempt(
  database: Database,
  attempt: Attempt,
): Promise<Outcome<{ giveBack: () => Promise<void> }, 'ACCESS_TOO_MANY_ATTEMPTS'>> {
  const buckets = bucketsOf(attempt)
  const spent = await spend(database, buckets)
  const giveBack = () => unspend(database, buckets)
  const waits = spent.filter((each) => each.isOver).map((each) => each.seconds)
  if (waits.length === 0) return accept({ giveBack })
  // A refused attempt checked nothing. Counting it would let one guesser fill the whole address.
  await giveBack()
  const seconds = Math.max(...waits)
  return refuse('ACCESS_TOO_MANY_ATTEMPTS', undefined, {
    minutes: Math.ceil(seconds / 60),
    seconds,
  })
}

function bucketsOf({ what, email, address, knownDevice }: Attempt): Bucket[] {
  const limits = LIMITS[what]
  if (knownDevice !== undefined) return [bucket(limits.device, what, 'device', knownDevice, email)]
  const network = networkOf(address)
  const buckets = [
    bucket(limits.accountFromAddress, what, 'account from address', email, network),
    bucket(limits.address, what, 'address', network),
    bucket(limits.account, what, 'account', email),
  ]
  // Two statements that lock rows in different orders would wait for each other for ever.
  return buckets.sort((a, b) => Buffer.compare(a.key, b.key))
}

function bucket(limit: number, ...parts: string[]): Bucket {
  return { limit, key: createHash('sha256').update(JSON.stringify(parts)).digest() }
}

/** One subscriber owns a whole /64 of IPv6, so its addresses are counted as one. */
export function networkOf(address: string): string {
  if (!isIPv6(address)) return address
  const mapped = /^::ffff:(\d+\.\d+\.\d+\.\d+)$/i.exec(address)?.[1]
  if (mapped !== undefined) return mapped
  const [head = '', tail] = (address.split('%')[0] ?? '').split('::')
  const left = head === '' ? [] : head.split(':')
  const right = tail === undefined || tail === '' ? [] : tail.split(':')
  const zeros = tail === undefined ? 0 : Math.max(0, 8 - left.length - right.length)
  const groups = [...left, ...Array<string>(zeros).fill('0'), ...right]
  return groups
    .slice(0, 4)
    .map((group) => Number.parseInt(group, 16).toString(16))
    .join(':')
}

/** Also clears twenty counters that are over, so that the table never outgrows the attack. */
const SPEND = `
  with over as (
    select bucket from access.attempt where until <= now() and bucket <> all ($1::bytea[])
    order by until limit 20 for update skip locked
  ), cleared as (
    delete from access.attempt where bucket in (select bucket from over)
  )
  insert into access.attempt as mine (bucket, spent, until)
  select bucket, 1, now() + make_interval(secs => $2) from unnest($1::bytea[]) as bucket
  on conflict (bucket) do update set
    spent = case when mine.until <= now() then 1 else mine.spent + 1 end,
    until = case when mine.until <= now() then excluded.until else mine.until end
  returning bucket, spent, ceil(extract(epoch from until - now()))::int as seconds`

async function spend(database: Database, buckets: readonly Bucket[]) {
  const rows = await rowsOf<{ bucket: Buffer; spent: number; seconds: number }>(database, SPEND, [
    buckets.map((each) => each.key),
    WINDOW_SECONDS,
  ])
  return rows.map(({ bucket, spent, seconds }) => ({
    seconds,
    isOver: spent > (buckets.find((each) => each.key.equals(bucket))?.limit ?? 0),
  }))
}

async function unspend(database: Database, buckets: readonly Bucket[]): Promise<void> {
  await database.query(
    `update access.attempt set spent = greatest(spent - 1, 0) where bucket in (
       select bucket from access.attempt where bucket = any ($1::bytea[]) order by bucket for update
     )`,
    [buckets.map((each) => each.key)],
  )
}
