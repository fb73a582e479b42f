import { UNATTENDED, watchAttendance } from './attended.ts'

/** One refusal inside a problem: which field, and what to do. */
export type ProblemRefusal = {
  readonly code: string
  readonly field?: string
  readonly text: string
}

/** An answer of the server that is not a success (RFC 9457), or no answer at all. */
export class Problem extends Error {
  /** 0 when there was no answer. */
  readonly status: number
  readonly code: string
  readonly refusals: readonly ProblemRefusal[]

  constructor(
    status: number,
    code: string,
    text: string,
    refusals: readonly ProblemRefusal[] = [],
  ) {
    super(text)
    this.status = status
    this.code = code
    this.refusals = refusals
  }
}

/** From the first call on, which every page makes. */
let isAttended: (() => boolean) | undefined

export const NO_ANSWER = 'UI_NO_ANSWER'

export function isNoAnswer(error: unknown): boolean {
  return error instanceof Problem && error.code === NO_ANSWER
}

export type Call = {
  readonly method?: 'GET' | 'POST' | 'PUT' | 'DELETE'
  readonly body?: unknown
  /** One key a click: the same key on a retry makes the server answer as it did before. */
  readonly click?: string
  readonly signal?: AbortSignal
}

/** A key for one click. Plain HTTP on a foreign name has no `randomUUID`, so the bytes are drawn here. */
export function newClick(): string {
  const bytes = crypto.getRandomValues(new Uint8Array(16))
  bytes[6] = ((bytes[6] ?? 0) & 0x0f) | 0x40
  bytes[8] = ((bytes[8] ?? 0) & 0x3f) | 0x80
  const hex = Array.from(bytes, (byte) => byte.toString(16).padStart(2, '0')).join('')
  return hex.replace(/^(.{8})(.{4})(.{4})(.{4})(.{12})$/, '$1-$2-$3-$4-$5')
}

/** Calls the server and reads its JSON; everything but success is thrown as a `Problem`. */
export async function call<T>(path: string, options: Call = {}): Promise<T> {
  const response = await send(path, options)
  if (!response.ok) throw await problemOf(response)
  if (response.status === 204) return undefined as T
  return (await response.json()) as T
}

async function send(path: string, { method = 'GET', body, click, signal }: Call) {
  const headers: Record<string, string> = {
    accept: 'application/json',
    'accept-language': document.documentElement.lang,
  }
  const isForm = body instanceof FormData
  if (body !== undefined && !isForm) headers['content-type'] = 'application/json'
  isAttended ??= watchAttendance(window, () => performance.now())
  if (!isAttended()) headers[UNATTENDED] = 'yes'
  if (click !== undefined) headers['idempotency-key'] = click
  try {
    return await fetch(path, {
      method,
      headers,
      credentials: 'same-origin',
      ...(body !== undefined && { body: isForm ? body : JSON.stringify(body) }),
      ...(signal !== undefined && { signal }),
    })
  } catch (error) {
    if (signal?.aborted) throw error
    throw new Problem(0, NO_ANSWER, NO_ANSWER)
  }
}

async function problemOf(response: Response): Promise<Problem> {
  const fallback = new Problem(response.status, 'UI_UNKNOWN_ANSWER', 'UI_UNKNOWN_ANSWER')
  if (!(response.headers.get('content-type') ?? '').includes('json')) return fallback
  const body = (await response.json().catch(() => null)) as Partial<{
    code: string
    title: string
    detail: string
    refusals: ProblemRefusal[]
  }> | null
  if (typeof body?.code !== 'string') return fallback
  return new Problem(
    response.status,
    body.code,
    body.detail ?? body.title ?? body.code,
    body.refusals,
  )
}
