import { createHmac } from 'node:crypto'
import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { createKnownDevice } from './known-device.ts'
import { expiredCookie, readCookie, sessionCookieName, signedToken } from './session-cookie.ts'

const secret = 's'.repeat(43)
const sign = (token: string, by = secret) =>
  `${token}.${createHmac('sha256', by).update(token).digest('base64')}`

describe('readCookie', () => {
  it.each<[string, string | undefined, string | undefined]>([
    ['none', undefined, undefined],
    ['another', 'theme=dark', undefined],
    ['among others', 'a=1; openkp_session=x.y%3D; b=2', 'x.y='],
    ['the first of two', 'openkp_session=first; openkp_session=second', 'first'],
    ['a longer name', 'xopenkp_session=x', undefined],
    ['broken encoding', 'openkp_session=%zz', undefined],
    ['no value', 'openkp_session', undefined],
  ])('%s', (_case, header, value) => {
    expect(readCookie(header, 'openkp_session')).toBe(value)
  })

  it('never throws', () => {
    fc.assert(fc.property(fc.string(), (header) => typeof readCookie(header, 'a') !== 'object'))
  })
})

describe('signedToken', () => {
  it('reads what this node signed and nothing else', () => {
    expect(signedToken(sign('token'), secret)).toBe('token')
    expect(signedToken(sign('token', 'another key'), secret)).toBeUndefined()
    expect(signedToken(sign('token').replace('token', 'taken'), secret)).toBeUndefined()
    expect(signedToken('token.', secret)).toBeUndefined()
    expect(signedToken('token', secret)).toBeUndefined()
    expect(signedToken('', secret)).toBeUndefined()
    expect(signedToken(sign('t'.repeat(600)), secret)).toBeUndefined()
  })
})

describe('over TLS', () => {
  it('cookies carry the __Host- prefix and Secure', () => {
    expect(sessionCookieName(true)).toBe('__Host-openkp_session')
    expect(expiredCookie(true)).toBe(
      '__Host-openkp_session=; Max-Age=0; Path=/; HttpOnly; SameSite=Lax; Secure',
    )
    const remembered = createKnownDevice({ secret, tls: true }).remember(undefined, 'a@b.example')
    expect(remembered).toMatch(/^__Host-openkp_device=.*; Secure$/)
  })
})

describe('known device', () => {
  const devices = createKnownDevice({ secret, tls: false })
  const value = (line: string) => line.split(';')[0]?.split('=')[1]

  it('recognises the accounts of the last eight people, in one browser', () => {
    let cookie: string | undefined
    for (let at = 0; at < 9; at += 1) cookie = value(devices.remember(cookie, `${at}@b.example`))
    const id = devices.recognise(cookie, '8@b.example')
    expect(id).toMatch(/^[\w-]{22}$/)
    expect(devices.recognise(cookie, '1@b.example')).toBe(id)
    expect(devices.recognise(cookie, '0@b.example')).toBeUndefined()
    expect(devices.recognise(cookie, 'x@b.example')).toBeUndefined()
  })

  it('is not taken over by a cookie that somebody made up', () => {
    const forged = `${'A'.repeat(22)}.${'A'.repeat(43)}`
    expect(devices.recognise(forged, 'a@b.example')).toBeUndefined()
    expect(devices.recognise('junk', 'a@b.example')).toBeUndefined()
    expect(value(devices.remember('junk; Domain=evil', 'a@b.example'))).toMatch(
      /^[\w-]{22}\.[\w-]{43}$/,
    )
  })
})
