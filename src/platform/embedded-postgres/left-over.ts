import { execFileSync } from 'node:child_process'
import { readFile, readlink, realpath, rm } from 'node:fs/promises'
import { join } from 'node:path'
import { setTimeout as sleep } from 'node:timers/promises'
import { accept, type Outcome, refuse } from '../../values/outcome.ts'
import { isRunning } from '../process-identity.ts'

/** First lines of postmaster.pid, which PostgreSQL writes into its data directory. */
type Postmaster = { readonly pid: number; readonly port: number }

/** A fast shutdown writes one checkpoint: seconds, on a slow disk tens of them. */
const FAST_SHUTDOWN_MS = 60_000
/** An immediate one only kills its children; the next start then recovers from the log. */
const IMMEDIATE_SHUTDOWN_MS = 10_000
const POLL_MS = 20

export async function readPostmaster(cluster: string): Promise<Postmaster | undefined> {
  try {
    const [pid, , , port] = (await readFile(join(cluster, 'postmaster.pid'), 'utf8')).split('\n')
    const found = { pid: Number(pid), port: Number(port) }
    return found.pid > 0 && isRunning(found.pid) ? found : undefined
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === 'ENOENT') return undefined
    throw error
  }
}

/**
 * Stops the server that a killed program left behind over this cluster. Stopped rather than adopted:
 * it may be of an older version or have other settings, and it takes a fifth of a second to start.
 */
export async function stopLeftOver(
  cluster: string,
): Promise<Outcome<'none' | 'stopped', 'PLATFORM_POSTGRES_LEFT_RUNNING'>> {
  const found = await readPostmaster(cluster)
  if (found === undefined) return accept('none')
  if (!(await worksIn(found.pid, cluster))) {
    // The number belongs to another program by now. PostgreSQL would take it for its own and refuse.
    await rm(join(cluster, 'postmaster.pid'))
    return accept('none')
  }
  const stopped = (await stopProcess(found.pid)) || !isRunning(found.pid)
  return stopped
    ? accept('stopped')
    : refuse('PLATFORM_POSTGRES_LEFT_RUNNING', undefined, { pid: String(found.pid) })
}

/** Fast shutdown, then an immediate one. False when the process is there still, or is not ours to stop. */
export async function stopProcess(pid: number): Promise<boolean> {
  return (
    (await signalAndWait(pid, 'SIGINT', FAST_SHUTDOWN_MS)) ||
    (await signalAndWait(pid, 'SIGQUIT', IMMEDIATE_SHUTDOWN_MS))
  )
}

async function signalAndWait(
  pid: number,
  signal: NodeJS.Signals,
  limitMs: number,
): Promise<boolean> {
  try {
    process.kill(pid, signal)
  } catch (error) {
    return (error as NodeJS.ErrnoException).code === 'ESRCH'
  }
  for (let waited = 0; waited < limitMs; waited += POLL_MS) {
    if (!isRunning(pid)) return true
    await sleep(POLL_MS)
  }
  return false
}

/** Whether that process is a PostgreSQL over this cluster: it changes into its data directory. */
async function worksIn(pid: number, cluster: string): Promise<boolean> {
  if (process.platform !== 'linux') return commandOf(pid).includes(cluster)
  try {
    return (await readlink(`/proc/${pid}/cwd`)) === (await realpath(cluster))
  } catch (error) {
    const code = (error as NodeJS.ErrnoException).code
    if (code === 'ENOENT') return false
    // Of another user, so its folder is hidden. Its command line is not.
    if (code === 'EACCES') return (await readFile(`/proc/${pid}/cmdline`, 'utf8')).includes(cluster)
    throw error
  }
}

function commandOf(pid: number): string {
  try {
    return execFileSync('ps', ['-o', 'command=', '-p', String(pid)], { encoding: 'utf8' })
  } catch {
    // Gone since, or no `ps` here. PostgreSQL's own lock still guards the cluster.
    return ''
  }
}
