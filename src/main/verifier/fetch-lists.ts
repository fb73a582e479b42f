import { sha256 } from '@noble/hashes/sha2.js'
import { toHex } from '../../crypto/bytes.ts'
import { MAX_BUNDLE_BYTES } from '../../participants/bundle.ts'
import { applyDelta, isDelta } from '../../transparency/delta.ts'

const PATH = '/api/participants/trust-bundle'
/** 400 KB at 40 kbit/s, the worst line that is still one. */
const TIME_LIMIT_MS = 90_000

export type Fetching = {
  /** Where the lists are: empty for the page's own server. */
  readonly origin: string
  /** What the server gave before; null where this device has nothing of it. */
  readonly base: Uint8Array | null
  /** Verifies what is offered and takes it, or says that it did not. */
  readonly take: (bytes: Uint8Array) => Promise<boolean>
  readonly onProgress: (bytes: number) => void
}

/** `changes` and `whole` were taken; `refused` came and was not good; `no line` also where it broke half way. */
type Fetched = 'newest' | 'changes' | 'whole' | 'refused' | 'no line'

/** How the last attempt to get newer lists ended. */
export type Tried = { readonly how: Fetched; readonly at: Date }

/** Asks for what changed since `base`, and for the whole where that does not lead to lists that are taken. */
export async function fetchLists(fetching: Fetching): Promise<Fetched> {
  const { base, take } = fetching
  if (base === null) return fetchWhole(fetching)
  const digest = toHex(sha256(base))
  const answer = await ask(fetching, `?since=${digest}`, { 'if-none-match': `"${digest}"` })
  if (answer === 'no line' || answer === 'newest') return answer
  if (!isDelta(answer)) return (await take(answer)) ? 'whole' : fetchWhole(fetching)
  const applied = applyDelta(base, answer)
  // Damaged on its way, of another base, or leading to what is no good: nothing of it is used.
  return applied.ok && (await take(applied.value)) ? 'changes' : fetchWhole(fetching)
}

async function fetchWhole(fetching: Fetching): Promise<Fetched> {
  const answer = await ask(fetching, '', {})
  if (answer === 'no line' || answer === 'newest') return answer
  return (await fetching.take(answer)) ? 'whole' : 'refused'
}

async function ask(
  { origin, onProgress }: Fetching,
  query: string,
  headers: Readonly<Record<string, string>>,
): Promise<Uint8Array | 'newest' | 'no line'> {
  try {
    const signal = AbortSignal.timeout(TIME_LIMIT_MS)
    const response = await fetch(`${origin}${PATH}${query}`, { headers, cache: 'no-store', signal })
    if (response.status === 304) return 'newest'
    return response.ok ? await bodyOf(response, onProgress) : 'no line'
  } catch {
    // A line that breaks, at whichever byte, is no line: what is on the device serves.
    return 'no line'
  }
}

/** Never more than a bundle can have, whatever the server sends. */
async function bodyOf(
  response: Response,
  onProgress: (bytes: number) => void,
): Promise<Uint8Array> {
  const reader = response.body?.getReader()
  const parts: Uint8Array[] = []
  let length = 0
  while (reader !== undefined) {
    const { done, value } = await reader.read()
    if (done) break
    parts.push(value)
    length += value.length
    onProgress(length)
    if (length <= MAX_BUNDLE_BYTES) continue
    await reader.cancel()
    break
  }
  const bytes = new Uint8Array(length)
  let at = 0
  for (const part of parts) {
    bytes.set(part, at)
    at += part.length
  }
  return bytes
}
