import { describe, expect, test } from 'vitest'
import { makePasskey, ORIGIN, type Passkey, RP_ID } from '../../test/passkey.ts'
import { toBase64Url } from '../crypto/base64.ts'
import { encodeUtf8 } from '../crypto/utf8.ts'
import { nodeVerify } from './adapters/node-verify.ts'
import {
  type Approval,
  type Approvals,
  checkApprovals,
  nextOfficers,
  officersChallenge,
} from './approvals.ts'
import {
  digestOfOfficers,
  encodeOfficers,
  officersOf,
  parseOfficers,
  type SigningOfficers,
} from './signing-officers.ts'

const verify = nodeVerify()
/** Who works there, each with a passkey; Otto has none. */
const PEOPLE = {
  Ines: makePasskey(),
  Vera: makePasskey(),
  Both: makePasskey(),
  Karl: makePasskey(),
  Kim: makePasskey(),
}
type Name = keyof typeof PEOPLE
const ROLES: Record<Name, string[]> = {
  Ines: ['issue'],
  Vera: ['validate'],
  Both: ['issue', 'validate'],
  Karl: ['key'],
  Kim: ['key', 'issue'],
}

function officerJson(id: string, roles: readonly string[], passkeys: readonly Passkey[]) {
  const credentials = passkeys.map((each) => ({
    id: toBase64Url(each.credentialId),
    publicKey: toBase64Url(each.publicKey),
  }))
  return { id, roles, credentials }
}

const officers = (Object.keys(PEOPLE) as Name[]).map((name) =>
  officerJson(name, ROLES[name], [PEOPLE[name]]),
)
const json = {
  format: 'openkp-officers',
  party: 'CD',
  version: 1,
  previous: 'none',
  mode: 'required',
  rpId: RP_ID,
  origins: [ORIGIN],
  officers: [...officers, officerJson('Otto', ['issue', 'validate', 'key'], [])],
}

function listOf(change: object = {}): SigningOfficers {
  const read = officersOf({ ...json, ...change })
  if (!read.ok) throw new Error(JSON.stringify(read.refusals))
  return read.value
}

const challenges = { issued: new Uint8Array(32).fill(1), validated: new Uint8Array(32).fill(2) }
const says = (officer: Name, challenge: Uint8Array): Approval => ({
  officer,
  assertion: PEOPLE[officer].assert(challenge),
})
const silent = (officer: string): Approval => ({ officer, assertion: null })

async function answer(approvals: Approvals, list = listOf()): Promise<string> {
  const outcome = await checkApprovals(list, approvals, challenges, verify)
  if (outcome.ok) return `signed, without: ${outcome.value.unasserted.join(' ')}`
  const [{ code, detail = {} }] = outcome.refusals
  return [code, ...Object.values(detail)].join(' ')
}

describe('a certificate', () => {
  const { issued, validated } = challenges
  test.each<[string, Approvals, string]>([
    [
      'of two who confirm is signed',
      { issued: says('Ines', issued), validated: says('Vera', validated) },
      'signed, without: ',
    ],
    [
      'of two who may both is signed',
      { issued: says('Kim', issued), validated: says('Both', validated) },
      'signed, without: ',
    ],
    [
      'of one person is not',
      { issued: says('Both', issued), validated: says('Both', validated) },
      'PARTICIPANTS_OFFICERS_SAME',
    ],
    [
      'of one person under the name of another is not',
      {
        issued: says('Both', issued),
        validated: { officer: 'Vera', assertion: PEOPLE.Both.assert(validated) },
      },
      'PARTICIPANTS_ASSERTION validate CREDENTIAL',
    ],
    [
      'with the two confirmations exchanged is not',
      { issued: says('Kim', validated), validated: says('Both', issued) },
      'PARTICIPANTS_ASSERTION issue WEBAUTHN_CHALLENGE',
    ],
    [
      'that one alone confirms is not',
      { issued: says('Ines', issued), validated: silent('Vera') },
      'PARTICIPANTS_ASSERTION_MISSING validate',
    ],
    [
      'validated by who issues is not',
      { issued: says('Kim', issued), validated: says('Ines', validated) },
      'PARTICIPANTS_OFFICER_ROLE validate',
    ],
    [
      'issued by a key officer is not',
      { issued: says('Karl', issued), validated: says('Vera', validated) },
      'PARTICIPANTS_OFFICER_ROLE issue',
    ],
    [
      'of somebody without a passkey is not',
      { issued: silent('Otto'), validated: says('Vera', validated) },
      'PARTICIPANTS_OFFICER_MISSING issue',
    ],
    [
      'of somebody who is not in the list is not',
      { issued: says('Ines', issued), validated: silent('Mallory') },
      'PARTICIPANTS_OFFICER_MISSING validate',
    ],
  ])('%s', async (_, approvals, expected) => {
    expect(await answer(approvals)).toBe(expected)
  })

  test('is signed without passkeys only where they are offered, of who has none', async () => {
    const offered = listOf({ mode: 'offered' })
    const both = { issued: silent('Otto'), validated: silent('Mallory') }
    expect(await answer(both, offered)).toBe('signed, without: issued validated')
    const one = { issued: silent('Otto'), validated: says('Vera', validated) }
    expect(await answer(one, offered)).toBe('signed, without: issued')
    const skipped = { issued: silent('Ines'), validated: silent('Mallory') }
    expect(await answer(skipped, offered)).toBe('PARTICIPANTS_ASSERTION_MISSING issue')
    const wrongRole = { issued: says('Vera', issued), validated: silent('Mallory') }
    expect(await answer(wrongRole, offered)).toBe('PARTICIPANTS_OFFICER_ROLE issue')
    const same = { issued: silent('Otto'), validated: silent('Otto') }
    expect(await answer(same, offered)).toBe('PARTICIPANTS_OFFICERS_SAME')
  })
})

describe('the list', () => {
  test('is one spelling, and is read back as it is', () => {
    const list = listOf()
    expect(parseOfficers(encodeOfficers(list))).toEqual({ ok: true, value: list })
    const spaced = encodeUtf8(JSON.stringify(json, null, 1))
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
    const read = officersOf({ ...json, ...change })
    expect(read).toMatchObject({ ok: false, refusals: [{ code: `PARTICIPANTS_OFFICERS_${code}` }] })
  })

  test('may be empty where passkeys are only offered', () => {
    expect(officersOf({ ...json, mode: 'offered', officers: [] }).ok).toBe(true)
  })
})

describe('a change of the list', () => {
  const current = listOf()
  const following = { version: 2, previous: digestOfOfficers(current), mode: 'offered' }
  const next = listOf(following)
  const change = async (list: SigningOfficers, approvals: readonly Approval[], from = current) => {
    const outcome = await nextOfficers(from, { list: encodeOfficers(list), approvals }, verify)
    return outcome.ok
      ? 'changed'
      : [outcome.refusals[0].code, ...Object.values(outcome.refusals[0].detail ?? {})].join(' ')
  }
  const byBoth = (list: SigningOfficers) => [
    says('Karl', officersChallenge(list)),
    says('Kim', officersChallenge(list)),
  ]

  test('is made by two key officers', async () => {
    expect(await change(next, byBoth(next))).toBe('changed')
  })

  test.each<[string, () => Promise<string>, string]>([
    ['by one', () => change(next, byBoth(next).slice(0, 1)), 'PARTICIPANTS_OFFICERS_TWO'],
    [
      'by one twice',
      () => change(next, [byBoth(next)[0], byBoth(next)[0]] as Approval[]),
      'PARTICIPANTS_OFFICERS_TWO',
    ],
    [
      'by three',
      () => change(next, [...byBoth(next), says('Kim', officersChallenge(next))]),
      'PARTICIPANTS_OFFICERS_TWO',
    ],
    [
      'by who is no key officer',
      () =>
        change(next, [says('Ines', officersChallenge(next)), says('Kim', officersChallenge(next))]),
      'PARTICIPANTS_OFFICER_ROLE key',
    ],
    [
      'without a word',
      () => change(next, [silent('Karl'), silent('Kim')]),
      'PARTICIPANTS_ASSERTION_MISSING key',
    ],
    [
      'without a passkey, even from a list that only offers them',
      () => {
        const offering = listOf({ mode: 'offered' })
        const after = listOf({ ...following, previous: digestOfOfficers(offering) })
        return change(after, [silent('Otto'), says('Kim', officersChallenge(after))], offering)
      },
      'PARTICIPANTS_OFFICER_MISSING key',
    ],
    [
      'to another list than was confirmed',
      () => change(listOf({ ...following, mode: 'required' }), byBoth(next)),
      'PARTICIPANTS_ASSERTION key WEBAUTHN_CHALLENGE',
    ],
    [
      'that skips a version',
      () => {
        const third = listOf({ ...following, version: 3 })
        return change(third, byBoth(third))
      },
      'PARTICIPANTS_OFFICERS_OUTDATED',
    ],
    [
      'from another list',
      () => {
        const other = listOf({ ...following, previous: 'a'.repeat(64) })
        return change(other, byBoth(other))
      },
      'PARTICIPANTS_OFFICERS_OUTDATED',
    ],
    [
      'to the list of another party',
      () => {
        const other = listOf({ ...following, party: 'ZA' })
        return change(other, byBoth(other))
      },
      'PARTICIPANTS_OFFICERS_OUTDATED',
    ],
  ])('%s is refused', async (_, made, code) => {
    expect(await made()).toBe(code)
  })
})
