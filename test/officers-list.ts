import { toBase64Url } from '../src/crypto/base64.ts'
import { officersOf, type SigningOfficers } from '../src/participants/signing-officers.ts'
import { makePasskey, ORIGIN, type Passkey, RP_ID } from './passkey.ts'

/** Who works there, each with a passkey; Otto has none. */
export const PEOPLE = {
  Ines: makePasskey(),
  Vera: makePasskey(),
  Both: makePasskey(),
  Karl: makePasskey(),
  Kim: makePasskey(),
}
export type Name = keyof typeof PEOPLE
const ROLES: Record<Name, string[]> = {
  Ines: ['issue'],
  Vera: ['validate'],
  Both: ['issue', 'validate'],
  Karl: ['key'],
  Kim: ['key', 'issue'],
}

export function officerJson(
  id: string,
  roles: readonly string[],
  passkeys: readonly Pick<Passkey, 'credentialId' | 'publicKey'>[],
) {
  const credentials = passkeys.map((each) => ({
    id: toBase64Url(each.credentialId),
    publicKey: toBase64Url(each.publicKey),
  }))
  return { id, roles, credentials }
}

export const officers = (Object.keys(PEOPLE) as Name[]).map((name) =>
  officerJson(name, ROLES[name], [PEOPLE[name]]),
)
export const officersJson = {
  format: 'openkp-officers',
  party: 'CD',
  version: 1,
  previous: 'none',
  mode: 'required',
  rpId: RP_ID,
  origins: [ORIGIN],
  officers: [...officers, officerJson('Otto', ['issue', 'validate', 'key'], [])],
}

export function listOf(change: object = {}): SigningOfficers {
  const read = officersOf({ ...officersJson, ...change })
  if (!read.ok) throw new Error(JSON.stringify(read.refusals))
  return read.value
}
