import { isAbsolute, resolve } from 'node:path'
import { isPartyCode, type PartyCode } from '../values/codes.ts'
import { acceptUnless, type Outcome, type Refusal, refusal } from '../values/outcome.ts'

export type LogLevel = 'debug' | 'info' | 'warn' | 'error' | 'silent'

/** Everything that the surroundings decide. Read once, at start, and passed on as an argument. */
export type Config = {
  /** Address to listen on. Anything but this machine itself means TLS, see `tls`. */
  readonly host: string
  /** 0 takes any free port: for tests. */
  readonly port: number
  /** Absolute. Keys, the embedded database and its password live here. */
  readonly dataFolder: string
  /** A PostgreSQL of the operator's own; without it the embedded one is started. */
  readonly databaseUrl: string | undefined
  /** `auto` speaks TLS on every host but this machine; `off` is for a proxy in front that does. */
  readonly tls: 'auto' | 'off'
  readonly logLevel: LogLevel
  /** The socket of a signer that somebody else starts; without it the program starts one of its own. */
  readonly signer: string | undefined
  /** A folder with `registry/` and `profiles/` of the operator's own; the package's without one. */
  readonly registryFolder: string | undefined
  /** Whether a demonstration has logs and witnesses; a scheme that has them once keeps them. */
  readonly logs: 'off' | 'on'
  /** Witnesses elsewhere, by the party whose they are. */
  readonly witnesses: readonly { readonly party: PartyCode; readonly address: string }[]
  /** Seconds between two publications of a log; as the scheme has it where it is left out. */
  readonly publishEvery: number | undefined
  /** Whether this node looks at its own logs, or the folder of a monitor that somebody else runs. */
  readonly monitor: 'off' | 'on' | { readonly folder: string }
  /** Where people reach this node, when that is not where it listens: behind a proxy. */
  readonly publicUrl: string | undefined
}

export type ConfigRefusal =
  | 'PLATFORM_PORT'
  | 'PLATFORM_HOST'
  | 'PLATFORM_DATA_FOLDER'
  | 'PLATFORM_DATABASE_URL'
  | 'PLATFORM_TLS'
  | 'PLATFORM_LOG_LEVEL'
  | 'PLATFORM_SIGNER'
  | 'PLATFORM_URL'
  | 'PLATFORM_LOGS'
  | 'PLATFORM_WITNESSES'
  | 'PLATFORM_PUBLISH_EVERY'

type Environment = Readonly<Record<string, string | undefined>>

/** What the address of a Unix socket holds on macOS, the least of all systems. */
export const MAX_SOCKET_PATH = 103

const LOG_LEVELS: readonly string[] = [
  'debug',
  'info',
  'warn',
  'error',
  'silent',
] satisfies LogLevel[]

/**
 * Reads OPENKP_HOST, OPENKP_PORT, OPENKP_DATA, OPENKP_TLS, OPENKP_URL, OPENKP_LOG, OPENKP_SIGNER,
 * OPENKP_REGISTRY, OPENKP_LOGS, OPENKP_WITNESSES, OPENKP_PUBLISH_EVERY, OPENKP_MONITOR and DATABASE_URL. An empty value counts as not set, because shells and unit files cannot always unset one.
 */
export function readConfig(env: Environment, packageRoot: string): Outcome<Config, ConfigRefusal> {
  const get = (name: string, otherwise: string) => env[name]?.trim() || otherwise
  const host = get('OPENKP_HOST', '127.0.0.1')
  const port = get('OPENKP_PORT', '8080')
  const data = get('OPENKP_DATA', 'data')
  const databaseUrl = get('DATABASE_URL', '')
  const tls = get('OPENKP_TLS', 'auto')
  const publicUrl = get('OPENKP_URL', '')
  const logLevel = get('OPENKP_LOG', 'info')
  const signer = get('OPENKP_SIGNER', '')
  const registry = get('OPENKP_REGISTRY', '')
  const logs = get('OPENKP_LOGS', 'on')
  const witnesses = parseWitnesses(get('OPENKP_WITNESSES', ''))
  const publishEvery = get('OPENKP_PUBLISH_EVERY', '')
  const monitor = get('OPENKP_MONITOR', 'on')
  const faults: (Refusal<ConfigRefusal> | false)[] = [
    !isHost(host) && refusal('PLATFORM_HOST', 'OPENKP_HOST', { value: host }),
    !isPort(port) && refusal('PLATFORM_PORT', 'OPENKP_PORT', { value: port }),
    data.includes('\0') && refusal('PLATFORM_DATA_FOLDER', 'OPENKP_DATA'),
    databaseUrl !== '' &&
      !isPostgresUrl(databaseUrl) &&
      refusal('PLATFORM_DATABASE_URL', 'DATABASE_URL'),
    tls !== 'auto' && tls !== 'off' && refusal('PLATFORM_TLS', 'OPENKP_TLS', { value: tls }),
    logs !== 'on' && logs !== 'off' && refusal('PLATFORM_LOGS', 'OPENKP_LOGS', { value: logs }),
    witnesses === undefined && refusal('PLATFORM_WITNESSES', 'OPENKP_WITNESSES'),
    publishEvery !== '' &&
      !isInterval(publishEvery) &&
      refusal('PLATFORM_PUBLISH_EVERY', 'OPENKP_PUBLISH_EVERY', { value: publishEvery }),
    publicUrl !== '' &&
      !isPublicUrl(publicUrl) &&
      refusal('PLATFORM_URL', 'OPENKP_URL', { value: publicUrl }),
    !LOG_LEVELS.includes(logLevel) &&
      refusal('PLATFORM_LOG_LEVEL', 'OPENKP_LOG', { value: logLevel }),
    signer !== '' && !isSocketPath(signer) && refusal('PLATFORM_SIGNER', 'OPENKP_SIGNER'),
  ]
  return acceptUnless(
    faults.filter((each) => each !== false),
    () => ({
      host,
      port: Number(port),
      dataFolder: resolve(packageRoot, data),
      databaseUrl: databaseUrl === '' ? undefined : databaseUrl,
      tls: tls === 'off' ? 'off' : 'auto',
      logLevel: logLevel as LogLevel,
      registryFolder: registry === '' ? undefined : resolve(packageRoot, registry),
      signer: signer === '' ? undefined : signer,
      logs: logs === 'on' ? 'on' : 'off',
      witnesses: witnesses ?? [],
      publishEvery: publishEvery === '' ? undefined : Number(publishEvery),
      monitor:
        monitor === 'on' || monitor === 'off' ? monitor : { folder: resolve(packageRoot, monitor) },
      publicUrl: publicUrl === '' ? undefined : new URL(publicUrl).origin,
    }),
  )
}

/** Whether only programs on this machine can connect: then browsers accept plain HTTP as secure. */
export function isLoopback(host: string): boolean {
  return host === 'localhost' || host === '::1' || /^127(\.\d{1,3}){3}$/.test(host)
}

/** Absolute, since two programs with two working folders have to mean the same. */
export function isSocketPath(path: string): boolean {
  return isAbsolute(path) && !path.includes('\0') && Buffer.byteLength(path) <= MAX_SOCKET_PATH
}

function isHost(host: string): boolean {
  return /^[A-Za-z0-9.:_-]{1,253}$/.test(host)
}

function isPort(port: string): boolean {
  return /^\d{1,5}$/.test(port) && Number(port) <= 65_535
}

/** A place and no page; in the clear only on this machine, where no browser would keep a secret otherwise. */
function isPublicUrl(text: string): boolean {
  if (!URL.canParse(text)) return false
  const { protocol, hostname, origin } = new URL(text)
  const isPlace = text === origin || text === `${origin}/`
  return isPlace && (protocol === 'https:' || (protocol === 'http:' && isLoopback(hostname)))
}

/** More operators than the scheme has Participants and observers. */
const MAX_WITNESSES = 100

/** `X-ADPA=https://…,BE=https://…`, each party once; undefined for anything else. */
function parseWitnesses(text: string): Config['witnesses'] | undefined {
  const items = text.split(',').map((item) => item.trim())
  const found = items.filter((item) => item !== '').map(parseWitness)
  const named = found.filter((each) => each !== undefined)
  const isEachOnce = new Set(named.map(({ party }) => party)).size === named.length
  const isRead = named.length === found.length && named.length <= MAX_WITNESSES
  return isRead && isEachOnce ? named : undefined
}

function parseWitness(item: string): Config['witnesses'][number] | undefined {
  const [, party = '', address = ''] = /^([^=]*)=(.*)$/.exec(item) ?? []
  if (!isPartyCode(party) || !URL.canParse(address)) return undefined
  const { protocol, hostname, search, hash, username, password } = new URL(address)
  const isPlain = search + hash + username + password === ''
  const isSafe = protocol === 'https:' || (protocol === 'http:' && isLoopback(hostname))
  return isPlain && isSafe ? { party, address } : undefined
}

/** From a second to a day, which is the longest that a statement may stand outside its log. */
function isInterval(text: string): boolean {
  return /^[1-9]\d{0,4}$/.test(text) && Number(text) <= 86_400
}

function isPostgresUrl(url: string): boolean {
  return URL.canParse(url) && ['postgres:', 'postgresql:'].includes(new URL(url).protocol)
}
