import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { parseCredentials } from './credentials.ts'

const codes = (email: unknown, password: unknown) => {
  const parsed = parseCredentials(email, password)
  return parsed.ok ? [] : parsed.refusals.map((each) => each.code)
}

describe('parseCredentials', () => {
  it.each<[string, unknown, unknown, string[]]>([
    ['both right', 'issuing@cd.demo.openkp.example', 'secret', []],
    ['no at sign', 'issuing', 'secret', ['ACCESS_EMAIL']],
    ['no domain', 'issuing@localhost', 'secret', ['ACCESS_EMAIL']],
    ['two at signs', 'a@b@c.example', 'secret', ['ACCESS_EMAIL']],
    ['a space', 'a b@c.example', 'secret', ['ACCESS_EMAIL']],
    ['a line feed', 'a@c.example\nBcc: x@y.example', 'secret', ['ACCESS_EMAIL']],
    ['a NUL', 'a\u0000@c.example', 'secret', ['ACCESS_EMAIL']],
    ['text turned round', 'a\u202e@c.example', 'secret', ['ACCESS_EMAIL']],
    ['255 characters', `${'a'.repeat(245)}@c.example`, 'secret', ['ACCESS_EMAIL']],
    ['a megabyte', `${'a'.repeat(1_000_000)}@c.example`, 'secret', ['ACCESS_EMAIL']],
    ['a number and nothing', 5, '', ['ACCESS_EMAIL', 'ACCESS_PASSWORD']],
    ['a long password', 'a@c.example', 'x'.repeat(257), ['ACCESS_PASSWORD']],
    ['a list for a password', 'a@c.example', ['secret'], ['ACCESS_PASSWORD']],
    ['control characters in a password', 'a@c.example', 'a\u0007\n', []],
  ])('%s', (_case, email, password, expected) => {
    expect(codes(email, password)).toEqual(expected)
  })

  it('takes capitals and both spellings of an accent for the same', () => {
    expect(parseCredentials(' Issuing@CD.Example ', 'e\u0301te\u0301')).toEqual({
      ok: true,
      value: { email: 'issuing@cd.example', password: '\u00e9t\u00e9' },
    })
  })

  it('never throws, whatever is typed', () => {
    fc.assert(fc.property(fc.anything(), fc.anything(), (a, b) => Array.isArray(codes(a, b))))
  })
})
