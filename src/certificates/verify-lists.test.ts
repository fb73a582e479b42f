import { expect, test } from 'vitest'
import { coseOf, fields } from '../../conformance/kit/draft.ts'
import { AT, issuerFiles, LISTED_AT, signing } from '../../conformance/kit/lists.ts'
import { bundleOf, materialOf, readTrust } from '../../conformance/kit/trust.ts'
import { nodeVerify } from '../participants/adapters/node-verify.ts'
import type { PartyCode } from '../values/codes.ts'
import { openIssuerLists } from './issuer-lists.ts'
import { createVerifier } from './verify.ts'

/** What a verifier keeps between two documents, and whose lists it takes for whose. */

const made = (changes: Parameters<typeof fields>[0]) =>
  coseOf({ name: '', about: '', expect: 'VALID', fields: fields(changes) })

test('one verifier judges the standing of each day anew, in whatever order it sees them', async () => {
  const verify = createVerifier(materialOf(readTrust('scheme'), AT), nodeVerify())
  const on = (issuedOn: string) => {
    const iat = Date.parse(`${issuedOn}T10:00:00Z`) / 1000
    const expiresOn = issuedOn.replace(/-\d\d$/, '-28')
    const exp = Date.parse(`${expiresOn}T24:00:00Z`) / 1000
    return made({ issuer: 'CF', number: 'CF000017', issuedOn, expiresOn, iat, exp })
  }
  // Suspended from May 2013, and again a Participant like others from November 2024.
  for (const [day, allowed] of [
    ['2025-01-07', true],
    ['2014-03-07', false],
    ['2025-01-07', true],
    ['2014-03-07', false],
  ] as const) {
    const { reasons } = await verify({ cose: await on(day) }, AT)
    const forbidden = reasons.some(({ code }) => code === 'ISSUER_MAY_NOT_EXPORT')
    expect([day, !forbidden]).toEqual([day, allowed])
  }
})

test('the page of one issuer is never read as the page of another', async () => {
  const file = readTrust('scheme')
  const { trust } = materialOf(file, AT)
  // Of an issuer that announced nothing: no block is missing, so only its name gives it away.
  const empty = await issuerFiles('EU', { blocks: [] }, signing('EU', LISTED_AT))
  const bundle = bundleOf({
    numberBlocks: {},
    statusPages: { EU: empty.page, CD: empty.page },
  })
  const opened = (party: string) => openIssuerLists(party as PartyCode, bundle, trust, nodeVerify())
  expect(await opened('EU')).toMatchObject({ blocks: [], issuedAt: LISTED_AT })
  expect(await opened('CD')).toBe('ISSUER_LISTS_DAMAGED')
  expect(await opened('ZA')).toBe('ISSUER_LISTS_MISSING')
})
