import { join } from 'node:path'
import { describe, expect, test } from 'vitest'
import { isLoopback, readConfig } from './config.ts'

const ROOT = join(import.meta.dirname)

test('nothing set: this machine alone, port 8080, data beside the program', () => {
  expect(readConfig({}, ROOT)).toEqual({
    ok: true,
    value: {
      host: '127.0.0.1',
      port: 8080,
      dataFolder: join(ROOT, 'data'),
      databaseUrl: undefined,
      logs: 'on',
      witnesses: [],
      publishEvery: undefined,
      monitor: 'on',
      tls: 'auto',
      logLevel: 'info',
      signer: undefined,
      publicUrl: undefined,
    },
  })
})

test('an empty value counts as not set', () => {
  expect(readConfig({ OPENKP_PORT: '', DATABASE_URL: ' ', OPENKP_DATA: '' }, ROOT)).toEqual(
    readConfig({}, ROOT),
  )
})

test('an absolute data folder stays where it is', () => {
  expect(readConfig({ OPENKP_DATA: '/srv/openkp' }, ROOT)).toMatchObject({
    value: { dataFolder: join('/srv/openkp') },
  })
})

test.each([
  ['https://kp.authority.example', 'https://kp.authority.example'],
  ['https://kp.authority.example/', 'https://kp.authority.example'],
  ['http://localhost:9000', 'http://localhost:9000'],
])('people reach it at %s', (value, publicUrl) => {
  expect(readConfig({ OPENKP_URL: value }, ROOT)).toMatchObject({ value: { publicUrl } })
})

test('witnesses elsewhere, by party', () => {
  const value = 'X-ADPA=https://witness.example/kp, BE=http://127.0.0.1:7380,'
  expect(readConfig({ OPENKP_WITNESSES: value, OPENKP_PUBLISH_EVERY: '60' }, ROOT)).toMatchObject({
    value: {
      witnesses: [
        { party: 'X-ADPA', address: 'https://witness.example/kp' },
        { party: 'BE', address: 'http://127.0.0.1:7380' },
      ],
      publishEvery: 60,
    },
  })
})

describe('refuses', () => {
  test.each([
    ['OPENKP_PORT', '65536', 'PLATFORM_PORT'],
    ['OPENKP_PORT', '-1', 'PLATFORM_PORT'],
    ['OPENKP_PORT', '80a', 'PLATFORM_PORT'],
    ['OPENKP_HOST', 'a/b', 'PLATFORM_HOST'],
    ['OPENKP_DATA', 'a\0b', 'PLATFORM_DATA_FOLDER'],
    ['OPENKP_SIGNER', 'signer/socket', 'PLATFORM_SIGNER'],
    ['OPENKP_SIGNER', `/${'x'.repeat(103)}`, 'PLATFORM_SIGNER'],
    ['DATABASE_URL', 'mysql://u@h/d', 'PLATFORM_DATABASE_URL'],
    ['DATABASE_URL', 'h:5432', 'PLATFORM_DATABASE_URL'],
    ['OPENKP_TLS', 'yes', 'PLATFORM_TLS'],
    ['OPENKP_LOGS', 'yes', 'PLATFORM_LOGS'],
    ['OPENKP_WITNESSES', 'X-ADPA', 'PLATFORM_WITNESSES'],
    ['OPENKP_WITNESSES', 'adpa=https://witness.example', 'PLATFORM_WITNESSES'],
    ['OPENKP_WITNESSES', 'BE=http://witness.example', 'PLATFORM_WITNESSES'],
    ['OPENKP_WITNESSES', 'BE=https://name:word@witness.example', 'PLATFORM_WITNESSES'],
    ['OPENKP_WITNESSES', 'BE=https://witness.example/?q=1', 'PLATFORM_WITNESSES'],
    ['OPENKP_WITNESSES', 'BE=https://a.example,BE=https://b.example', 'PLATFORM_WITNESSES'],
    ['OPENKP_PUBLISH_EVERY', '0', 'PLATFORM_PUBLISH_EVERY'],
    ['OPENKP_PUBLISH_EVERY', '1.5', 'PLATFORM_PUBLISH_EVERY'],
    ['OPENKP_PUBLISH_EVERY', '86401', 'PLATFORM_PUBLISH_EVERY'],
    ['OPENKP_LOG', 'loud', 'PLATFORM_LOG_LEVEL'],
    ['OPENKP_URL', 'kp.authority.example', 'PLATFORM_URL'],
    ['OPENKP_URL', 'http://kp.authority.example', 'PLATFORM_URL'],
    ['OPENKP_URL', 'https://kp.authority.example/kp', 'PLATFORM_URL'],
    ['OPENKP_URL', 'javascript:alert(1)', 'PLATFORM_URL'],
  ])('%s=%j', (name, value, code) => {
    expect(readConfig({ [name]: value }, ROOT)).toMatchObject({ refusals: [{ code, field: name }] })
  })

  test('all that is wrong at once', () => {
    const outcome = readConfig({ OPENKP_PORT: 'x', OPENKP_LOG: 'y' }, ROOT)
    expect(outcome.ok ? [] : outcome.refusals).toHaveLength(2)
  })
})

test.each(['localhost', '127.0.0.1', '127.8.8.8', '::1'])('%s is this machine', (host) => {
  expect(isLoopback(host)).toBe(true)
})

test.each(['0.0.0.0', '::', '192.0.2.1', '127.evil.example', 'localhost.example'])(
  '%s is not',
  (host) => {
    expect(isLoopback(host)).toBe(false)
  },
)
