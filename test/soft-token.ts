import { execFileSync } from 'node:child_process'
import { mkdir, mkdtemp, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { ensureSoftHsm, findSoftHsm } from '../bin/softhsm.mjs'

/** A key device in software, with one token in a folder of its own. */
export type SoftToken = {
  readonly module: string
  readonly token: string
  readonly pinFile: string
  /** What a program that is to use it needs in its environment. */
  readonly env: Readonly<Record<string, string>>
  readonly remove: () => Promise<void>
}

/** One a process: the library reads its configuration once. */
export async function makeSoftToken(): Promise<SoftToken> {
  // Here too, for who runs this test alone.
  const said: string[] = []
  if (!ensureSoftHsm((line) => void said.push(line))) throw new Error(said.at(-1))
  const module = findSoftHsm() as string
  const folder = await mkdtemp(join(tmpdir(), 'openkp-token-'))
  const configuration = join(folder, 'softhsm2.conf')
  await mkdir(join(folder, 'tokens'))
  await writeFile(
    configuration,
    `directories.tokendir = ${join(folder, 'tokens')}\nobjectstore.backend = file\nlog.level = ERROR\n`,
  )
  const env = { SOFTHSM2_CONF: configuration }
  Object.assign(process.env, env)
  const [token, pin, pinFile] = ['openkp-test', '246810', join(folder, 'pin')]
  await writeFile(pinFile, `${pin}\n`, { mode: 0o600 })
  const made = ['--init-token', '--free', '--label', token, '--pin', pin, '--so-pin', '135790']
  execFileSync('softhsm2-util', made, { env: { ...process.env, ...env }, stdio: 'ignore' })
  return { module, token, pinFile, env, remove: () => rm(folder, { recursive: true }) }
}
