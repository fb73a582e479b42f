/** What came back, whatever it was. */
export type Answered = {
  readonly status: number
  readonly body: Json
  readonly headers: Headers
}
/** JSON of an answer, to be looked into without ceremony. */
export type Json = { readonly [name: string]: Json } & readonly Json[] & JsonLeaf
type JsonLeaf = { readonly toString: () => string }

export type Caller = {
  readonly baseUrl: string
  /** Asks as `who`, such as `issuing@cd`; null for nobody. */
  readonly call: (
    who: string | null,
    method: string,
    path: string,
    body?: unknown,
    headers?: Readonly<Record<string, string>>,
  ) => Promise<Answered>
  /** The same below `/api/certificates`, for an answer that must be a success. */
  readonly ask: (who: string, method: string, path: string, body?: unknown) => Promise<Json>
  readonly upload: (
    who: string,
    path: string,
    file: { readonly name: string; readonly bytes: Uint8Array },
    fields?: Readonly<Record<string, string>>,
    headers?: Readonly<Record<string, string>>,
  ) => Promise<Answered>
  /** The bytes of a file below `/api/certificates`, which must be there. */
  readonly file: (who: string, path: string) => Promise<Uint8Array>
}

export function createCaller(baseUrl: string, tokens: ReadonlyMap<string, string>): Caller {
  const bearer = (who: string | null) => {
    if (who === null) return {}
    const token = tokens.get(who)
    if (token === undefined) throw new Error(`nobody is called ${who}`)
    return { authorization: `Bearer ${token}` }
  }
  const call: Caller['call'] = async (who, method, path, body, headers) => {
    const isText = typeof body === 'string'
    const response = await fetch(baseUrl + path, {
      method,
      headers: {
        ...bearer(who),
        ...(body !== undefined && { 'content-type': 'application/json' }),
        ...headers,
      },
      ...(body !== undefined && { body: isText ? body : JSON.stringify(body) }),
    })
    return answered(response)
  }
  return {
    baseUrl,
    call,
    ask: asking(call),
    upload: async (who, path, file, fields = {}, headers = {}) => {
      const form = new FormData()
      for (const [name, value] of Object.entries(fields)) form.append(name, value)
      form.append('file', new Blob([new Uint8Array(file.bytes)]), file.name)
      const init = { method: 'POST', headers: { ...bearer(who), ...headers }, body: form }
      return answered(await fetch(`${baseUrl}/api/certificates${path}`, init))
    },
    file: async (who, path) => {
      const response = await fetch(`${baseUrl}/api/certificates${path}`, { headers: bearer(who) })
      if (!response.ok) throw new Error(`${who} ${path}: ${response.status}`)
      return new Uint8Array(await response.arrayBuffer())
    },
  }
}

async function answered(response: Response): Promise<Answered> {
  const text = await response.text()
  const isJson = (response.headers.get('content-type') ?? '').includes('json')
  const body = (isJson ? JSON.parse(text) : text) as Json
  return { status: response.status, body, headers: response.headers }
}

/** `ask` by way of `call`. */
export function asking(call: Caller['call']): Caller['ask'] {
  return async (who, method, path, body) => {
    const answer = await call(who, method, `/api/certificates${path}`, body)
    if (answer.status >= 400) {
      throw new Error(`${who} ${method} ${path}: ${answer.status} ${JSON.stringify(answer.body)}`)
    }
    return answer.body
  }
}
