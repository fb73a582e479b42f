import { X509Certificate } from 'node:crypto'
import { readdir, readFile, stat } from 'node:fs/promises'
import { join } from 'node:path'

/** One for each authority of a country and its former ones. */
const MAX_FILES = 40
/** The largest national lists have 10 MB. */
const MAX_BYTES = 20_000_000

type ListFile = { readonly file: string; readonly der: Uint8Array }
export type CardListFiles = {
  readonly lists: readonly ListFile[]
  /** Of authorities between that of the rule and the cards. */
  readonly certificates: readonly X509Certificate[]
}

/** `*.crl` and `*.pem` in a folder, DER or PEM; nothing where there is no folder. Other files are not read. */
export async function filesIn(folder: string): Promise<CardListFiles> {
  const names = await readdir(folder).catch((error: NodeJS.ErrnoException) => {
    if (error.code === 'ENOENT') return []
    throw error
  })
  const lists: ListFile[] = []
  const certificates: X509Certificate[] = []
  for (const name of names.sort().slice(0, MAX_FILES)) {
    const path = join(folder, name)
    if (!/\.(crl|pem)$/i.test(name) || (await stat(path)).size > MAX_BYTES) continue
    const bytes = await readFile(path)
    if (/\.pem$/i.test(name)) certificates.push(...certificateIn(bytes))
    else lists.push({ file: name, der: derOf(bytes) })
  }
  return { lists, certificates }
}

function derOf(bytes: Buffer): Uint8Array {
  const [, body] = /-----BEGIN X509 CRL-----([^-]+)-----END/.exec(bytes.toString('latin1')) ?? []
  return new Uint8Array(body === undefined ? bytes : Buffer.from(body, 'base64'))
}

function certificateIn(bytes: Buffer): X509Certificate[] {
  try {
    return [new X509Certificate(bytes)]
  } catch {
    // What is no certificate stands for no list.
    return []
  }
}
