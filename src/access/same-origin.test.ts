import { describe, expect, it } from 'vitest'
import { isCrossSite, type RequestOrigin } from './same-origin.ts'

const post: RequestOrigin = {
  method: 'POST',
  credential: 'cookie',
  secFetchSite: undefined,
  origin: undefined,
  host: 'kp.gov.example',
}

describe('isCrossSite', () => {
  it.each<[string, Partial<RequestOrigin>, boolean]>([
    ['our own page', { secFetchSite: 'same-origin' }, false],
    ['typed by the person', { secFetchSite: 'none' }, false],
    ['another site', { secFetchSite: 'cross-site' }, true],
    ['a sister domain', { secFetchSite: 'same-site' }, true],
    ['two headers in one', { secFetchSite: 'same-origin,cross-site' }, true],
    [
      'a lie in Origin beside an honest Sec-Fetch-Site',
      { secFetchSite: 'cross-site', origin: 'https://kp.gov.example' },
      true,
    ],
    ['an older browser, our page', { origin: 'https://kp.gov.example' }, false],
    [
      'an older browser, our page on a port',
      { origin: 'http://127.0.0.1:8080', host: '127.0.0.1:8080' },
      false,
    ],
    ['another port', { origin: 'http://127.0.0.1:8081', host: '127.0.0.1:8080' }, true],
    ['another host', { origin: 'https://kp.gov.example.evil.example' }, true],
    ['a host hidden as user', { origin: 'https://kp.gov.example@evil.example' }, true],
    ['a sandboxed frame', { origin: 'null' }, true],
    ['no host', { origin: 'https://kp.gov.example', host: undefined }, true],
    ['a cookie without either header', {}, true],
    ['no credential, no header: a program', { credential: 'none' }, false],
    [
      'no credential, another site: sign-in forged',
      { credential: 'none', secFetchSite: 'cross-site' },
      true,
    ],
    ['a token, which no page can add', { credential: 'token', secFetchSite: 'cross-site' }, false],
    ['reading', { method: 'GET', secFetchSite: 'cross-site' }, false],
    ['deleting', { method: 'DELETE', secFetchSite: 'cross-site' }, true],
    ['a method that nobody knows', { method: 'PURGE', secFetchSite: 'cross-site' }, true],
  ])('%s', (_case, change, expected) => {
    expect(isCrossSite({ ...post, ...change })).toBe(expected)
  })
})
