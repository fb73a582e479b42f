import { nodeVerify } from '../participants/adapters/node-verify.ts'
import { MAX_BUNDLE_BYTES, parseBundle } from '../participants/bundle.ts'
import { openTrust } from '../participants/open-trust.ts'
import { accept, type Outcome, refuse } from '../values/outcome.ts'
import { nodeUrl } from './cli-accounts.ts'
import { type Command, done } from './cli-answer.ts'
import { writeWhole } from './cli-files.ts'
import { causeOf, openClient } from './cli-http.ts'
import { showAge } from './cli-time.ts'
import type { CliRefusal } from './cli-words.en.ts'

const BUNDLE_PATH = '/api/participants/trust-bundle'

export type ExportArguments = {
  readonly out: string
  /** A node, or the bundle itself; the node on this machine otherwise. */
  readonly from: string | undefined
  readonly dataFolder: string
  readonly env: NodeJS.ProcessEnv
  /** Epoch seconds. */
  readonly now: number
}

/** `openkp trust export`: what a verifier without a network carries, written whole or not at all. */
export async function exportCommand(args: ExportArguments): Command {
  const { out, from, dataFolder, env, now } = args
  const node = from === undefined ? await nodeUrl(dataFolder, env) : accept(from)
  if (!node.ok) return node
  const url = bundleUrl(node.value)
  const bytes = await fetchBundle(url, dataFolder)
  if (!bytes.ok) return bytes
  const bundle = parseBundle(bytes.value)
  if (!bundle.ok) return bundle
  const options = { pins: new Set<string>(), acceptDemonstration: true, now, verify: nodeVerify() }
  const trust = await openTrust(bundle.value, options)
  if (!trust.ok) return trust
  const written = await writeWhole(out, bytes.value)
  if (!written.ok) return written
  const { environment, rootFingerprint, issuedAt } = trust.value
  const ageSeconds = Math.max(0, now - issuedAt)
  const json = {
    file: out,
    from: url,
    bytes: bytes.value.length,
    environment,
    rootFingerprint,
    issuedAt: new Date(issuedAt * 1000).toISOString(),
    ageSeconds,
    parties: trust.value.keys.size,
  }
  const text = [
    `${out}: ${bytes.value.length} bytes from ${url}`,
    `Environment: ${environment}. ${environment === 'demonstration' ? 'Everything that it vouches for is a SPECIMEN.' : ''}`.trim(),
    `Root: ${rootFingerprint}`,
    `Signed ${showAge(ageSeconds)} ago, with the keys of ${trust.value.keys.size} parties.`,
  ].join('\n')
  return accept(done(json, text))
}

/** An address without a path is a node. */
function bundleUrl(from: string): string {
  const url = new URL(from)
  return url.pathname === '/' ? new URL(BUNDLE_PATH, url).href : url.href
}

async function fetchBundle(
  url: string,
  dataFolder: string,
): Promise<Outcome<Uint8Array, CliRefusal | 'BUNDLE_TOO_LONG'>> {
  const client = openClient(url, { dataFolder, maxBytes: MAX_BUNDLE_BYTES })
  try {
    const { status, bytes } = await client.call('GET', url)
    if (status === 200) return accept(new Uint8Array(bytes))
    return refuse('CLI_NODE_ANSWER', undefined, { url, status, detail: 'no trust bundle' })
  } catch (error) {
    return refuse('CLI_NODE_UNREACHABLE', undefined, { url, cause: causeOf(error) })
  } finally {
    client.close()
  }
}
