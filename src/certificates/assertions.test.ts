import { describe, expect, test } from 'vitest'
import { goods, VALIDATION } from '../../test/shipment.ts'
import { toHex } from '../crypto/bytes.ts'
import type { Claims } from '../crypto/statement.ts'
import type { PartyCode } from '../values/codes.ts'
import { dayOf } from '../values/day.ts'
import { parseApplication } from './application.ts'
import { challengesOf, issueChallenge, validationChallenge } from './assertions.ts'
import { claimsOf } from './certificate.ts'
import { bodyFrom, encodeBody, FIELDS } from './fields.ts'
import type { CertificateNumber } from './number.ts'
import { parseValidation, validate } from './validate.ts'

const EXP = Date.parse('2026-12-31T23:00:00Z') / 1000
const ISSUED = {
  number: 'CD000017' as CertificateNumber,
  issuer: 'CD' as PartyCode,
  issuedOn: dayOf('2026-11-01'),
  expiresOn: dayOf('2026-12-31'),
  exp: EXP,
}

function application() {
  const parsed = parseApplication(goods())
  if (!parsed.ok) throw new Error('the goods of the test are not read')
  return parsed.value
}

/** What the issuing officer sees: no seals, no dossier and no time of signing yet. */
function atIssue(): Claims {
  const { number, issuer, exp, ...days } = ISSUED
  const facts = {
    application: application(),
    seals: [],
    dossierDigest: new Uint8Array(32),
    ...days,
  }
  return { iss: issuer, iat: EXP - 2, exp, cti: number, body: encodeBody(bodyFrom(facts)) }
}

/** What comes out of the validation. */
function validated(seal = 'CD-1001', change: object = {}): Claims {
  const seen = parseValidation({ ...VALIDATION, containers: [{ seals: [seal] }] })
  if (!seen.ok) throw new Error('the validation of the test is not read')
  const officers = { issuedBy: 'anna', validatedBy: 'boris' }
  const dossierDigest = new Uint8Array(32).fill(7)
  const certificate = validate({
    ...{ application: application(), validation: seen.value, ...ISSUED, ...officers },
    ...{ dossierDigest, now: EXP - 1, ...change },
  })
  if (!certificate.ok) throw new Error(JSON.stringify(certificate.refusals))
  return claimsOf(certificate.value)
}

const issue = (claims: Claims) => toHex(issueChallenge('production', claims))
const validation = (claims: Claims) => toHex(validationChallenge('production', claims))

/** The claims with one field of the body changed into something else. */
function changed(claims: Claims, key: number | string): Claims {
  return { ...claims, body: new Map([...claims.body, [key, 'something else']]) }
}

describe('what the issuing officer confirms', () => {
  test('is the same before and after the validation', () => {
    expect(issue(validated())).toBe(issue(atIssue()))
    expect(issue(validated('CD-2002', { now: EXP - 60 }))).toBe(issue(atIssue()))
  })

  test('is every field but seals and dossier, by name', () => {
    const claims = validated()
    const keys = [...claims.body.keys()]
    const free = keys.filter((key) => issue(changed(claims, key)) === issue(claims))
    expect(free.sort()).toEqual([FIELDS.seals.key, FIELDS.dossierDigest.key].sort())
    expect(keys.length).toBeGreaterThan(10)
  })

  test('is number, issuer, expiry and environment', () => {
    const claims = validated()
    const others = [
      { ...claims, cti: 'CD000018' },
      { ...claims, iss: 'ZA' as PartyCode },
      { ...claims, exp: EXP + 1 },
      changed(claims, 99),
    ].map(issue)
    const all = [issue(claims), ...others, toHex(issueChallenge('demonstration', claims))]
    expect(new Set(all).size).toBe(all.length)
  })
})

describe('what the validating officer confirms', () => {
  test('is every byte of the claims, and the environment', () => {
    const claims = validated()
    const others = [
      ...[...claims.body.keys()].map((key) => changed(claims, key)),
      { ...claims, iat: EXP - 3 },
      { ...claims, exp: EXP + 1 },
      { ...claims, cti: 'CD000018' },
      { ...claims, iss: 'ZA' as PartyCode },
    ].map(validation)
    const all = [validation(claims), ...others, toHex(validationChallenge('demonstration', claims))]
    expect(new Set(all).size).toBe(all.length)
  })

  test('is never what the issuing officer confirms', () => {
    expect(validation(validated())).not.toBe(issue(validated()))
  })
})

test('a certificate whose fields contradict each other has none', () => {
  expect(challengesOf('production', validated()).ok).toBe(true)
  const wrong = { ...validated(), iss: 'ZA' as PartyCode }
  expect(challengesOf('production', wrong)).toMatchObject({
    refusals: [
      { code: 'PARTICIPANTS_SIGN_MEANING', detail: { cause: 'NUMBER_OF_ANOTHER_ISSUER' } },
    ],
  })
})
