import { readFile } from 'node:fs/promises'
import { join } from 'node:path'
import { z } from 'zod'
import { isLoopback } from '../../platform/config.ts'
import { accept, type Outcome, refuse } from '../../values/outcome.ts'

/** A ministry's own identity provider, by which its people sign in (OpenID Connect Core 1.0). */
export type ProviderConfig = {
  /** Exactly as the provider writes it in `iss`. */
  readonly issuer: string
  readonly clientId: string
  readonly clientSecret: string
  /** What stands on the button: `Ministry of Mines`. */
  readonly label: string
  /** What it reports of who gave more than a password: one of them is enough. */
  readonly secondFactor: {
    /** `acr` (OpenID Connect Core 2), which it is asked for by `acr_values`. */
    readonly acr: readonly string[]
    /** `amr` (RFC 8176). */
    readonly amr: readonly string[]
  }
  /** How long ago somebody may have signed in there (`max_age`). */
  readonly maxAgeMinutes: number
}

/** Who has just signed in may change how (own-session.ts): that must be true of the provider too. */
const MAX_AGE_MINUTES = 15
/** RFC 8176: more than one factor. */
const MULTIPLE_FACTORS = 'mfa'
const values = z.array(z.string().regex(/^\S+$/).max(255)).max(10)

const fileShape = z.strictObject({
  issuer: z.url().max(255).refine(isSafe, 'begin with https://'),
  clientId: z.string().min(1).max(255),
  clientSecret: z.string().min(16).max(255),
  label: z.string().trim().min(1).max(60),
  secondFactor: z
    .strictObject({ acr: values.default([]), amr: values.default([]) })
    .refine(({ acr, amr }) => acr.length + amr.length > 0, 'name at least one value')
    .default({ acr: [], amr: [MULTIPLE_FACTORS] }),
  maxAgeMinutes: z.int().min(1).max(MAX_AGE_MINUTES).default(MAX_AGE_MINUTES),
})

/** `oidc.json` in the data folder; null where there is none. A file that is not right stops the start. */
export async function readProviderFile(
  dataFolder: string,
): Promise<Outcome<ProviderConfig | null, 'PLATFORM_PROVIDER_FILE'>> {
  const file = join(dataFolder, 'oidc.json')
  const text = await readFile(file, 'utf8').catch((error: NodeJS.ErrnoException) => {
    if (error.code === 'ENOENT') return null
    throw error
  })
  if (text === null) return accept(null)
  const parsed = fileShape.safeParse(parseJson(text))
  if (parsed.success) return accept(parsed.data)
  const [issue] = parsed.error.issues
  const field = issue?.path.join('.') || 'all of it'
  // The reason names what is wrong, and never what stands there: one of the fields is a secret.
  return refuse('PLATFORM_PROVIDER_FILE', undefined, { file, field, reason: issue?.message ?? '' })
}

function parseJson(text: string): unknown {
  try {
    return JSON.parse(text)
  } catch (error) {
    if (error instanceof SyntaxError) return undefined
    throw error
  }
}

/** A code that is exchanged without TLS can be read on the way; only on this machine there is no way. */
function isSafe(issuer: string): boolean {
  if (!URL.canParse(issuer)) return false
  const { protocol, hostname } = new URL(issuer)
  return protocol === 'https:' || (protocol === 'http:' && isLoopback(hostname))
}
