import {
  createCipheriv,
  createHash,
  generateKeyPairSync,
  randomBytes,
  randomUUID,
  sign,
} from 'node:crypto'
import pg from 'pg'
import { DELIVER } from '../certificates/adapters/sign.ts'
import { APPLICATION } from './tour-shipment.ts'

/**
 * The least that any program would do for one certificate: the same rows as the node writes, in three
 * transactions, with an ES256 signature by node:crypto. No HTTP, no checks, no locks, no updates.
 */
export type Floor = {
  readonly certify: (count: number) => Promise<number>
  readonly close: () => Promise<void>
}

const PARTICIPANT = 'CD'
/** Bytes of what the node stores for the same application: statement less signature, record, log entry, entry of the journal. */
const STATEMENT_BYTES = 289
const RECORD_BYTES = 1572
const ENTRY_BYTES = 60
const JOURNAL_BYTES = 280

export async function openFloor(url: string, connections: number): Promise<Floor> {
  const clients = await Promise.all(
    Array.from({ length: connections }, async () => {
      const client = new pg.Client({ connectionString: url })
      await client.connect()
      return client
    }),
  )
  const { privateKey } = generateKeyPairSync('ec', { namedCurve: 'P-256' })
  const key = { key: privateKey, dsaEncoding: 'ieee-p1363' as const }
  const seal = randomBytes(32)
  await openBlock(clients[0] as pg.Client)
  let next = 0
  const one = async (client: pg.Client) => {
    next += 1
    await insertRows(
      client,
      rowsFor(next, (bytes) => sign('sha256', bytes, key), seal),
    )
  }
  return {
    async certify(count) {
      let left = count
      const begun = performance.now()
      const work = async (client: pg.Client) => {
        for (; left > 0; ) {
          left -= 1
          await one(client)
        }
      }
      await Promise.all(clients.map(work))
      return performance.now() - begun
    },
    close: async () => void (await Promise.all(clients.map((client) => client.end()))),
  }
}

/** Blanks stand in a block. */
async function openBlock(client: pg.Client): Promise<void> {
  await client.query(
    `insert into certificates.number_block values ($1, 1, 'CD', 9, 1, 999999999, 0, 'BENCH', '2026-01-01', $2)`,
    [PARTICIPANT, randomBytes(32)],
  )
}

type Rows = ReturnType<typeof rowsFor>

function rowsFor(serial: number, signed: (bytes: Uint8Array) => Buffer, seal: Buffer) {
  const payload = randomBytes(STATEMENT_BYTES)
  const statement = Buffer.concat([payload, signed(payload)])
  const nonce = randomBytes(12)
  const cipher = createCipheriv('aes-256-gcm', seal, nonce)
  const record = Buffer.concat([
    nonce,
    cipher.update(Buffer.alloc(RECORD_BYTES)),
    cipher.final(),
    cipher.getAuthTag(),
  ])
  return {
    serial,
    id: randomUUID(),
    officer: randomUUID(),
    number: `CD${String(serial).padStart(9, '0')}`,
    now: new Date(),
    statement,
    record,
    digest: createHash('sha256').update(statement).digest(),
    entry: randomBytes(ENTRY_BYTES),
  }
}

async function insertRows(client: pg.Client, rows: Rows): Promise<void> {
  await apply(client, rows)
  await issue(client, rows)
  await validate(client, rows)
}

async function apply(client: pg.Client, { id, officer, now }: Rows): Promise<void> {
  await client.query('begin')
  await client.query(
    `insert into certificates.application (participant, id, state, content, applicant_id, applicant_name, firm,
       saved_at, submitted_at, carats, usd, destination)
     values ($1, $2, 'submitted', $3, $4, $5, $6, $7, $7, $8, $9, 'EU')`,
    [
      PARTICIPANT,
      id,
      JSON.stringify(APPLICATION),
      officer,
      'Name',
      'Firm',
      now,
      166_235,
      11_458_900,
    ],
  )
  await event(client, id, officer, now, 'created')
  await event(client, id, officer, now, 'submit')
  await journal(client)
  await client.query('commit')
}

async function issue(client: pg.Client, rows: Rows): Promise<void> {
  const { serial, id, officer, number, now } = rows
  await client.query('begin')
  await client.query(
    `insert into certificates.blank (participant, slot, number, block, state, since, officer)
     values ($1, $2, $3, 1, 'used', $4, 'Name')`,
    [PARTICIPANT, serial, number, now],
  )
  await event(client, id, officer, now, 'issue')
  await journal(client)
  await client.query('commit')
}

async function validate(client: pg.Client, rows: Rows): Promise<void> {
  const { number, officer, now, statement, digest, entry, serial } = rows
  await client.query('begin')
  await insertCertificate(client, rows)
  await client.query(
    `insert into certificates.statement (participant, digest, kind, author, number, iat, bytes)
     values ($1, $2, 'certificate', $1, $3, $4, $5)`,
    [PARTICIPANT, digest, number, Math.floor(now.getTime() / 1000), statement],
  )
  await client.query(
    `insert into transparency.pending_entry (participant, statement_digest, kind, slot, entry)
     values ($1, $2, 'certificate', $3, $4)`,
    [PARTICIPANT, digest, serial, entry],
  )
  const payload = JSON.stringify({ from: PARTICIPANT, to: 'EU', digest: digest.toString('hex') })
  await client.query(
    `select graphile_worker.add_job($1, payload := $2::json, queue_name := 'certificates CD EU')`,
    [DELIVER, payload],
  )
  await event(client, number, officer, now, 'validate')
  await journal(client)
  await client.query('commit')
}

async function insertCertificate(client: pg.Client, rows: Rows): Promise<void> {
  const { serial, id, officer, number, now, statement, record, digest } = rows
  await client.query(
    `insert into certificates.certificate (participant, number, slot, application_id, state, destination, firm,
       carats, usd, issued_on, expires_on, exp, issued_at, issued_by, issued_by_name, validated_at, validated_by,
       validated_by_name, containers, record, dossier_digest, statement, digest)
     values ($1, $2, $3, $4, 'validated', 'EU', 'Firm', $5, $6, '2026-03-02', '2026-05-01', 1777680000, $7, $8,
       'Name', $7, 'Other', 'Name', $9, $10, $11, $12, $11)`,
    [
      PARTICIPANT,
      number,
      serial,
      id,
      166_235,
      11_458_900,
      now,
      officer,
      JSON.stringify([{ seals: ['CD-778812', 'CD-778813'] }]),
      record,
      digest,
      statement,
    ],
  )
}

async function event(
  client: pg.Client,
  subject: string,
  officer: string,
  now: Date,
  act: string,
): Promise<void> {
  await client.query(
    `insert into certificates.event (participant, subject, at, act, officer_id, officer_name, role, detail)
     values ($1, $2, $3, $4, $5, 'Name', 'exporter', '{}')`,
    [PARTICIPANT, subject, now, act, officer],
  )
}

/** Each act has its entry in the audit journal, in its own transaction. */
async function journal(client: pg.Client): Promise<void> {
  await client.query('insert into access.journal_pending (participant, entry) values ($1, $2)', [
    PARTICIPANT,
    randomBytes(JOURNAL_BYTES),
  ])
}
