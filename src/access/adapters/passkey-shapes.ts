import { z } from 'zod'

/** The largest honest part, an attestation object with a certificate chain, has about 6 kB. */
const MAX_PART = 16_384
export const MAX_PASSKEY_BYTES = 40_000

const part = z
  .string()
  .max(MAX_PART)
  .regex(/^[\w-]*$/)
const id = z
  .string()
  .min(1)
  .max(1_400)
  .regex(/^[\w-]+$/)
const credential = {
  id,
  rawId: id,
  type: z.literal('public-key'),
  clientExtensionResults: z.object({}).default({}),
}

/** What `navigator.credentials.create` gives, as JSON (WebAuthn 3, 5.1). */
export const attestationShape = z.object({
  ...credential,
  response: z.object({
    clientDataJSON: part,
    attestationObject: part,
    transports: z
      .array(z.enum(['ble', 'cable', 'hybrid', 'internal', 'nfc', 'smart-card', 'usb']))
      .max(7)
      .exactOptional(),
  }),
})
export type Attestation = z.infer<typeof attestationShape>

/** What `navigator.credentials.get` gives, as JSON. */
export const assertionShape = z.object({
  ...credential,
  response: z.object({
    clientDataJSON: part,
    authenticatorData: part,
    signature: part,
    userHandle: part.exactOptional(),
  }),
})
export type Assertion = z.infer<typeof assertionShape>
