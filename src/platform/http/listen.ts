import type { AddressInfo } from 'node:net'
import { hostname } from 'node:os'
import { accept, type Outcome, refuse } from '../../values/outcome.ts'
import { type Config, isLoopback } from '../config.ts'
import type { Http } from './http.ts'
import { type KeyAndCertificate, keyAndCertificate } from './tls.ts'

/** The key and certificate to serve with; none where a browser takes plain HTTP for secure, or a proxy speaks TLS. */
export async function tlsFor(config: Config): Promise<KeyAndCertificate | undefined> {
  if (config.tls === 'off' || isLoopback(config.host)) return undefined
  return keyAndCertificate(config.dataFolder, config.host)
}

/** Listens, and gives the address to print: `http://localhost:8080`. */
export async function listen(
  app: Http,
  config: Pick<Config, 'host' | 'port'>,
  isTls: boolean,
): Promise<Outcome<string, 'PLATFORM_LISTEN'>> {
  const { host, port: wanted } = config
  try {
    await app.listen({
      host,
      port: wanted,
      listenTextResolver: (address) => `listening at ${address}`,
    })
  } catch (error) {
    const { code, syscall } = error as NodeJS.ErrnoException
    if (code === undefined || (syscall !== 'listen' && syscall !== 'getaddrinfo')) throw error
    return refuse('PLATFORM_LISTEN', undefined, { host, port: String(wanted), reason: code })
  }
  const { port } = app.server.address() as AddressInfo
  return accept(`${isTls ? 'https' : 'http'}://${nameFor(host)}:${port}`)
}

/** Passkeys and service workers know this machine as `localhost`, not by its number. */
function nameFor(host: string): string {
  if (isLoopback(host)) return host === '::1' ? '[::1]' : 'localhost'
  if (host === '0.0.0.0' || host === '::') return hostname()
  return host.includes(':') ? `[${host}]` : host
}
