import { execFileSync } from 'node:child_process'
import { readFileSync } from 'node:fs'

/**
 * Names a running process so that a later one with the same number is not taken for it: numbers are
 * used again, in a container within seconds. `undefined` when no such process runs.
 */
export function processIdentity(pid: number): string | undefined {
  if (!isRunning(pid)) return undefined
  const start = process.platform === 'linux' ? linuxStart(pid) : otherStart(pid)
  return `${pid} ${start ?? 'unknown'}`
}

/** True also for a process of another user; false for a zombie, which holds nothing any more. */
export function isRunning(pid: number): boolean {
  try {
    process.kill(pid, 0)
  } catch (error) {
    return (error as NodeJS.ErrnoException).code === 'EPERM'
  }
  return process.platform !== 'linux' || linuxStat(pid)?.[0] !== 'Z'
}

/** Fields from the third on of /proc/PID/stat; the second, the name, may hold spaces and brackets. */
function linuxStat(pid: number): string[] | undefined {
  try {
    const text = readFileSync(`/proc/${pid}/stat`, 'utf8')
    return text.slice(text.lastIndexOf(')') + 2).split(' ')
  } catch {
    // Gone since, or /proc is hidden from this user.
    return undefined
  }
}

function linuxStart(pid: number): string | undefined {
  const ticksSinceBoot = linuxStat(pid)?.[19]
  try {
    return `${readFileSync('/proc/sys/kernel/random/boot_id', 'utf8').trim()} ${ticksSinceBoot}`
  } catch {
    return ticksSinceBoot
  }
}

function otherStart(pid: number): string | undefined {
  if (process.platform === 'win32') return undefined
  try {
    return execFileSync('ps', ['-o', 'lstart=', '-p', String(pid)], { encoding: 'utf8' }).trim()
  } catch {
    // No `ps`: the number alone has to do.
    return undefined
  }
}
