import { afterAll, beforeAll, expect, test } from 'vitest'
import { checkJournal } from '../src/access/adapters/check-journal.ts'
import { eraseJournal, keptFrom } from '../src/access/adapters/erase-journal.ts'
import { sealJournal } from '../src/access/adapters/seal-journal.ts'
import { type HeadSigning, signJournalHeads } from '../src/access/adapters/sign-journal.ts'
import { pendingEntryWrite } from '../src/transparency/adapters/store.ts'
import type { PartyCode } from '../src/values/codes.ts'
import { type Office, openOffice } from './office.ts'

const BW = 'BW' as PartyCode

let office: Office
beforeAll(async () => {
  office = await openOffice()
})
afterAll(() => office.close())

const signing = (at: Date): HeadSigning => ({
  database: office.database,
  environment: office.means.environment,
  signerOf: office.means.signerOf,
  now: Math.floor(at.getTime() / 1000),
  logEntry: (author, iat, bytes) =>
    pendingEntryWrite(author, {
      kind: 'journal-head',
      ...{ slot: null, iat, exp: null, subject: null, digest: bytes.slice(0, 32) },
    }),
})

test('what is older than the profile keeps it is erased; the chain and its heads still fit, and no more is', async () => {
  const start = () => office.ask('exporter@bw', 'POST', '/applications', { content: {} })
  await start()
  await sealJournal(office.database, new Date())
  const signed = new Date()
  await signJournalHeads(signing(signed), [BW])
  await start()
  await sealJournal(office.database, new Date())
  const second = Math.floor(signed.getTime() / 1000)
  const found = async (kept: number) => {
    const { trust, verify } = office.means
    const checking = { trust: trust(), verify, remembered: undefined, keptFrom: kept }
    const { faults: told } = await checkJournal(office.database, 'BW', checking)
    return told.map(({ code, seq }) => `${code} ${seq}`)
  }
  // In three years less a day nothing is old enough; the day after, what the head covers is.
  const inYears = (days: number) => keptFrom(second + (3 * 366 + days) * 86_400, 3)
  expect(await eraseJournal(office.database, 'BW', inYears(-1))).toBe(0)
  expect(await eraseJournal(office.database, 'BW', inYears(1))).toBe(1)
  const rows = await office.rows<{
    entry: Buffer | null
    officer_id: string | null
    thing: string
  }>(`select entry, officer_id, thing from access.journal where participant = 'BW' order by seq`)
  expect(rows[0]).toEqual({ entry: null, officer_id: null, thing: '' })
  expect(rows[1]?.entry).not.toBeNull()
  expect(await found(inYears(1))).toEqual([])
  // Whoever erases before it is time, or more than a head covers, is told of.
  expect(await found(inYears(-1))).toEqual(['JOURNAL_ERASED_EARLY 1'])
  await office.database.query(
    `update access.journal set entry = null where participant = 'BW' and seq = 2`,
  )
  expect(await found(inYears(1))).toEqual(['JOURNAL_ERASED_EARLY 2'])
})
