import { describe, expect, test } from 'vitest'
import { listOf, officerJson, officers, officersJson, PEOPLE } from '../../test/officers-list.ts'
import { makePasskey } from '../../test/passkey.ts'
import { encodeUtf8 } from '../crypto/utf8.ts'
import { encodeOfficers, officersOf, parseOfficers } from './signing-officers.ts'

describe('the list', () => {
  test('is one spelling, and is read back as it is', () => {
    const list = listOf()
    expect(parseOfficers(encodeOfficers(list))).toEqual({ ok: true, value: list })
    const spaced = encodeUtf8(JSON.stringify(officersJson, null, 1))
    expect(parseOfficers(spaced)).toMatchObject({
      refusals: [{ code: 'PARTICIPANTS_OFFICERS_LIST' }],
    })
  })

  const [first, ...others] = officers
  const twin = { ...officers[0], id: 'Ines2' }
  const key = makePasskey()
  const sameKey = officerJson('Ines2', ['validate'], [{ ...key, publicKey: PEOPLE.Ines.publicKey }])
  const sameId = officerJson(
    'Ines2',
    ['validate'],
    [{ ...key, credentialId: PEOPLE.Ines.credentialId }],
  )
  test.each<[string, object, string]>([
    ['a passkey under two officers', { officers: [...officers, twin] }, 'TWICE'],
    ['a key under two credentials', { officers: [...officers, sameKey] }, 'TWICE'],
    ['a credential with two keys', { officers: [...officers, sameId] }, 'TWICE'],
    ['an officer twice', { officers: [...officers, officerJson('Ines', [], [])] }, 'TWICE'],
    ['one key officer alone', { officers: officers.filter(({ id }) => id !== 'Kim') }, 'TOO_FEW'],
    [
      'nobody who validates',
      { officers: officers.filter(({ id }) => !/Vera|Both/.test(id)) },
      'TOO_FEW',
    ],
    [
      'one who would have to do both',
      { officers: officers.filter(({ id }) => /Both|Karl/.test(id)) },
      'TOO_FEW',
    ],
    ['nobody', { officers: [] }, 'TOO_FEW'],
    ['a role that there is not', { officers: [{ ...first, roles: ['admin'] }, ...others] }, 'LIST'],
    ['a name', { officers: [{ ...first, name: 'Ines' }, ...others] }, 'LIST'],
    [
      'a key of another kind',
      { officers: [{ ...first, credentials: [{ id: 'AA', publicKey: 'oA' }] }] },
      'LIST',
    ],
    ['an id with a line break', { officers: [{ ...first, id: 'a\nb' }] }, 'LIST'],
    ['another mode', { mode: 'off' }, 'LIST'],
    ['no page', { origins: [] }, 'LIST'],
    ['a page with a path', { origins: ['https://kp.example/x'] }, 'LIST'],
    ['a version of a half', { version: 1.5 }, 'LIST'],
    [
      '129 officers',
      { officers: Array.from({ length: 129 }, (_, at) => officerJson(`${at}`, [], [])) },
      'LIST',
    ],
  ])('with %s is refused', (_, change, code) => {
    const read = officersOf({ ...officersJson, ...change })
    expect(read).toMatchObject({ ok: false, refusals: [{ code: `PARTICIPANTS_OFFICERS_${code}` }] })
  })

  test('may be empty where passkeys are only offered', () => {
    expect(officersOf({ ...officersJson, mode: 'offered', officers: [] }).ok).toBe(true)
  })
})
