import { expect, test } from 'vitest'
import { delegated, START, ZA } from '../../test/delegation-changes.ts'
import { changeEntry } from '../participants/delegation-change.ts'
import { decodeEntry, encodeEntry } from './entry.ts'

test('the entry that announces a change names the party, and is an entry as any other', () => {
  const facts = { name: ZA, version: 6, previous: delegated(1), next: delegated(2) }
  const bytes = changeEntry(facts, 'production', START)
  const entry = decodeEntry(bytes)
  const rest = { slot: null, iat: START, exp: null, subject: null }
  expect(entry).toMatchObject({ kind: 'key-state/za', ...rest })
  expect(entry && encodeEntry(entry)).toEqual(bytes)
  expect(changeEntry(facts, 'demonstration', START)).not.toEqual(bytes)
})
