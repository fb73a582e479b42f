import { describe, expect, test } from 'vitest'
import { listOf, type Name, PEOPLE } from '../../test/officers-list.ts'
import { nodeVerify } from './adapters/node-verify.ts'
import {
  type Approval,
  type Approvals,
  checkApprovals,
  credentialsAsked,
  nextOfficers,
  officersChallenge,
} from './approvals.ts'
import { digestOfOfficers, encodeOfficers, type SigningOfficers } from './signing-officers.ts'

const verify = nodeVerify()
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

describe('the passkey that an officer is asked for', () => {
  test.each<[string, 'issue' | 'validate', object, readonly Uint8Array[] | null]>([
    ['Ines', 'issue', {}, [PEOPLE.Ines.credentialId]],
    ['Ines', 'issue', { mode: 'offered' }, [PEOPLE.Ines.credentialId]],
    ['Ines', 'validate', {}, []],
    ['Otto', 'issue', {}, []],
    ['nobody', 'issue', {}, []],
    ['Otto', 'issue', { mode: 'offered' }, null],
    ['nobody', 'issue', { mode: 'offered' }, null],
  ])('%s to %s, %o', (officer, role, change, expected) => {
    expect(credentialsAsked(listOf(change), officer, role)).toEqual(expected)
  })
})
