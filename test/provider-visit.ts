import { spawn } from 'node:child_process'
import { join } from 'node:path'

export const CLIENT = { clientId: 'openkp', clientSecret: 'a secret of this test alone' } as const

/** Starts a real provider that sends browsers back to `address`. */
export async function startProvider(address: string) {
  const child = spawn(
    process.execPath,
    [
      ...[join(import.meta.dirname, 'provider-process.mjs')],
      ...[CLIENT.clientId, CLIENT.clientSecret, `${address}/api/access/provider/callback`],
    ],
    { stdio: ['ignore', 'pipe', 'ignore'] },
  )
  const line = await new Promise<string>((done, fail) => {
    child.stdout.once('data', (chunk: Buffer) => done(chunk.toString()))
    child.once('exit', () => fail(new Error('the provider did not start')))
  })
  const { issuer } = JSON.parse(line) as { issuer: string }
  return { issuer, stop: () => child.kill() }
}

/**
 * What a person's browser does at the provider, from the address it is sent to until it is sent back.
 * @param how the methods of RFC 8176 by which the person proved who it is, and how many seconds ago.
 * @returns the address at which it comes back.
 */
export async function visitProvider(
  url: string,
  subject: string,
  how: { readonly amr?: string; readonly age?: string } = {},
): Promise<string> {
  const jar = new Map<string, string>()
  const { origin } = new URL(url)
  let at = url
  let form: Record<string, string> | undefined
  for (let step = 0; step < 20; step += 1) {
    const response = await fetch(at, {
      redirect: 'manual',
      headers: { cookie: [...jar].map((pair) => pair.join('=')).join('; ') },
      ...(form !== undefined && { method: 'POST', body: new URLSearchParams(form) }),
    })
    for (const line of response.headers.getSetCookie()) {
      const [, name = '', value = ''] = /^([^=]+)=([^;]*)/.exec(line) ?? []
      jar.set(name, value)
    }
    const location = response.headers.get('location')
    form = undefined
    if (location !== null) {
      at = new URL(location, at).href
      if (new URL(at).origin !== origin) return at
      continue
    }
    const page = await response.text()
    at = new URL(/action="([^"]+)"/.exec(page)?.[1] ?? at, at).href
    const prompt = /name="prompt" value="(\w+)"/.exec(page)?.[1] ?? ''
    form = prompt === 'login' ? { prompt, login: subject, ...how } : { prompt }
  }
  throw new Error('the provider never sent the browser back')
}
