import { z } from 'zod'
import { sameBytes } from '../../crypto/bytes.ts'
import type { Database } from '../../platform/database.ts'
import type { InPerson } from '../in-person.ts'
import { type Assertion, assertionShape } from './passkey-shapes.ts'
import { optionsFor, placeOf, verifyAssertion } from './passkeys.ts'
import { passkeysOfOfficer } from './passkeys-store.ts'

/** Asked as the node itself: whoever acts for a Participant may not look at passkeys. */
export function openInPerson(database: Database, address: () => string): InPerson {
  return {
    async options(officer, challenge, listed) {
      const known = await passkeysOfOfficer(database, officer)
      const able = known.filter(({ id }) => mayBe(listed, id))
      return able.length === 0 ? null : optionsFor(placeOf(address()), able, challenge)
    },
    async check(officer, challenge, { response, listed }) {
      const read = assertionShape.safeParse(response)
      if (!read.success) return 'refused'
      const asked = Buffer.from(challenge).toString('base64url')
      if (challengeIn(read.data) !== asked) return 'other'
      const [own] = await passkeysOfOfficer(database, officer)
      if (own === undefined) return 'refused'
      const of = { personId: own.personId, challenge: asked, response: read.data, again: true }
      const passkey = await verifyAssertion(database, placeOf(address()), of)
      if (!passkey.ok) return 'refused'
      if (!mayBe(listed, passkey.value.id)) return 'not listed'
      const { authenticatorData, clientDataJSON, signature } = read.data.response
      const publicKey = Buffer.from(passkey.value.publicKey).toString('base64url')
      return {
        ...{ credentialId: read.data.id, publicKey },
        ...{ authenticatorData, clientDataJSON, signature },
      }
    },
  }
}

function mayBe(listed: readonly Uint8Array[] | null, id: Uint8Array): boolean {
  return listed?.some((each) => sameBytes(each, new Uint8Array(id))) ?? true
}

const clientData = z.object({ challenge: z.string() })

/** The challenge that was signed, in base64url; undefined where the answer cannot be read. */
function challengeIn({ response }: Assertion): string | undefined {
  try {
    const text = Buffer.from(response.clientDataJSON, 'base64url').toString()
    return clientData.parse(JSON.parse(text)).challenge
  } catch {
    // The reader of JSON has no other way to say that it is none; then it signed nothing of ours.
    return undefined
  }
}
