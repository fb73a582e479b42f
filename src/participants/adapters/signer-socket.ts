import { createHash } from 'node:crypto'
import { chmod, lstat, mkdir, rm, stat } from 'node:fs/promises'
import { connect } from 'node:net'
import { tmpdir } from 'node:os'
import { dirname, join } from 'node:path'
import { MAX_SOCKET_PATH } from '../../platform/config.ts'
import { accept, type Outcome, refuse } from '../../values/outcome.ts'
import type { SignerStartRefusal } from '../signer-refusals.ts'

/** Others may do nothing in the folder; its group may enter it where the operator lets it. */
const FORBIDDEN = 0o027
const GROUP_MAY_ENTER = 0o010

/**
 * Where the signer of a data folder listens: in its own folder, or where that path is too long for a
 * socket in a folder of the system's for passing files. On Windows a named pipe.
 */
export function socketPathFor(signerFolder: string): string {
  const id = createHash('sha256').update(signerFolder).digest('hex').slice(0, 24)
  if (process.platform === 'win32') return `\\\\.\\pipe\\openkp-${id}`
  const near = join(signerFolder, 'socket')
  return Buffer.byteLength(near) <= MAX_SOCKET_PATH
    ? near
    : join(tmpdir(), `openkp-${id}`, 'socket')
}

/** Makes `folder` for this user alone, or looks whether it is: 0700, or 0750 as the operator made it. */
export async function ownFolder(folder: string): Promise<Outcome<true, SignerStartRefusal>> {
  await mkdir(folder, { recursive: true, mode: 0o700 })
  if (process.platform === 'win32') return accept(true)
  const { uid, mode } = await stat(folder)
  const isOurs = uid === process.geteuid?.() && (mode & FORBIDDEN) === 0
  return isOurs ? accept(true) : refuse('PARTICIPANTS_SIGNER_FOLDER', undefined, { folder })
}

/**
 * Clears the place for a socket. What a signer left that was killed goes; where one still answers,
 * this one has to stand back.
 */
export async function clearSocket(path: string): Promise<Outcome<true, SignerStartRefusal>> {
  if (process.platform === 'win32') return accept(true)
  const folder = await ownFolder(dirname(path))
  if (!folder.ok) return folder
  const found = await lstat(path).catch(() => undefined)
  if (found === undefined) return accept(true)
  if (!found.isSocket() || (await answers(path)))
    return refuse('PARTICIPANTS_SIGNER_IN_USE', undefined, { path })
  await rm(path, { force: true })
  return accept(true)
}

/** The socket is open to whom the folder is: its user, and the group that may enter it. */
export async function protectSocket(path: string): Promise<void> {
  if (process.platform === 'win32') return
  const { mode } = await stat(dirname(path))
  await chmod(path, (mode & GROUP_MAY_ENTER) === 0 ? 0o600 : 0o660)
}

function answers(path: string): Promise<boolean> {
  return new Promise((done) => {
    const socket = connect(path)
    const end = (is: boolean) => {
      socket.destroy()
      done(is)
    }
    socket.once('connect', () => end(true))
    socket.once('error', () => end(false))
  })
}
