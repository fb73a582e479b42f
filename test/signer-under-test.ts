import { type ChildProcess, spawn } from 'node:child_process'
import { once } from 'node:events'
import { mkdir, mkdtemp, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'

const SIGNER = join(import.meta.dirname, '..', 'dist', 'main', 'signer.js')

/** A signer of its own user, as OPENKP_SIGNER names one, with keys of its own. */
export type SignerUnderTest = {
  /** What the node is given. */
  readonly env: Readonly<Record<string, string>>
  readonly folder: string
  readonly start: () => Promise<void>
  /** Ends it as a power cut would. */
  readonly kill9: () => Promise<void>
  readonly dispose: () => Promise<void>
}

/** The built signer. It does not run yet. */
export async function newSigner(): Promise<SignerUnderTest> {
  const home = await mkdtemp(join(tmpdir(), 'openkp-signer-'))
  const folder = join(home, 'data')
  const path = join(home, 'run', 'socket')
  await mkdir(join(home, 'run'), { mode: 0o700 })
  await writeFile(join(home, 'passphrase'), 'correct horse battery staple', { mode: 0o600 })
  let child: ChildProcess | undefined
  const kill9 = async () => {
    if (child === undefined || child.exitCode !== null || child.signalCode !== null) return
    const ended = once(child, 'exit')
    child.kill('SIGKILL')
    await ended
  }
  const start = async () => {
    child = spawn(process.execPath, [SIGNER], {
      env: {
        ...process.env,
        OPENKP_SIGNER: path,
        OPENKP_SIGNER_DATA: folder,
        OPENKP_SIGNER_PASSPHRASE_FILE: join(home, 'passphrase'),
      },
      stdio: ['ignore', 'pipe', 'inherit'],
    })
    const [said] = await once(child.stdout as NodeJS.ReadableStream, 'data')
    if (String(said) !== 'ready\n') throw new Error(`the signer said ${String(said)}`)
  }
  const dispose = async () => {
    await kill9()
    await rm(home, { recursive: true, force: true })
  }
  return { env: { OPENKP_SIGNER: path }, folder, start, kill9, dispose }
}
