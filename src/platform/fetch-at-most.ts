export type Fetched = {
  readonly status: number
  /** Undefined where there are more than were wanted. */
  readonly bytes: Uint8Array | undefined
}

/**
 * What stands at an address, for a reader that believes its server in nothing: no more bytes and no more
 * time than it says, and no other address is gone to, since whoever answers could send its reader
 * anywhere in the reader's own network. Throws what `fetch` throws where nobody answers.
 */
export async function fetchAtMost(
  url: string,
  { bytes, milliseconds }: { readonly bytes: number; readonly milliseconds: number },
): Promise<Fetched> {
  const answer = await fetch(url, { signal: AbortSignal.timeout(milliseconds), redirect: 'error' })
  const { status, body } = answer
  if (!answer.ok || body === null) {
    await body?.cancel()
    return { status, bytes: undefined }
  }
  const chunks: Uint8Array[] = []
  let length = 0
  for await (const chunk of body) {
    length += chunk.length
    // Leaving the loop ends the connection.
    if (length > bytes) return { status, bytes: undefined }
    chunks.push(chunk)
  }
  return { status, bytes: new Uint8Array(Buffer.concat(chunks)) }
}

/** Why nobody answered, in a word or two; undefined for what is a fault of this program. */
export function awayCause(error: unknown): string | undefined {
  const { code, cause, name } = error as NodeJS.ErrnoException & { readonly cause?: unknown }
  if (name === 'TimeoutError') return 'no answer in time'
  const inner = (cause as NodeJS.ErrnoException | undefined)?.code
  if (inner !== undefined) return inner
  if (typeof code === 'string') return code
  return error instanceof TypeError && cause !== undefined ? error.message : undefined
}
