import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { expect, test } from 'vitest'
import { startFaultOf } from './start-fault.ts'

/** The error of the operating system itself. */
function errorOf(work: () => void): unknown {
  try {
    work()
    return undefined
  } catch (error) {
    return error
  }
}

test('a file where a folder should be, also as the cause of another error', () => {
  const folder = mkdtempSync(join(tmpdir(), 'openkp-fault-'))
  writeFileSync(join(folder, 'keys'), '')
  const path = join(folder, 'keys', 'CD.pem')
  const error = errorOf(() => writeFileSync(path, ''))
  rmSync(folder, { recursive: true })
  const fault = { code: 'PLATFORM_FILE_DENIED', detail: { path, reason: 'ENOTDIR' } }
  expect(startFaultOf(error, '/data')).toEqual(fault)
  expect(startFaultOf(new Error('not written', { cause: error }), '/data')).toEqual(fault)
})

test.each([
  ['ENOSPC', '/data/trust/a.json', '/data/trust/a.json'],
  ['EDQUOT', undefined, '/data'],
  // disk_full, as PostgreSQL says it.
  ['53100', undefined, '/data'],
])('%s is a full disk', (code, path, place) => {
  const error = Object.assign(new Error('full'), { code, ...(path !== undefined && { path }) })
  expect(startFaultOf(error, '/data')).toEqual({ code: 'PLATFORM_DISK_FULL', detail: { place } })
})

test.each([
  ['read ECONNRESET', { code: 'ECONNRESET' }],
  ['terminating connection because of crash of another server process', { code: '57P02' }],
  // pg gives this one no code.
  ['Connection terminated unexpectedly', {}],
])('%s: the database ended', (message, code) => {
  const error = Object.assign(new Error(message), code)
  const fault = { code: 'PLATFORM_DATABASE_LOST', detail: { dataFolder: '/data' } }
  expect(startFaultOf(error, '/data')).toEqual(fault)
})

test('what the program did wrong itself is no fault of the machine', () => {
  expect(startFaultOf(new TypeError('undefined is not a function'), '/data')).toBeUndefined()
  expect(
    startFaultOf(
      errorOf(() => mkdirSync('/nowhere/at/all')),
      '/data',
    ),
  ).toBeUndefined()
  expect(startFaultOf('text', '/data')).toBeUndefined()
})
