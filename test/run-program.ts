import { type ChildProcess, spawn } from 'node:child_process'
import { once } from 'node:events'
import { join } from 'node:path'

export type Started = { readonly child: ChildProcess; readonly said: () => string }

const running: ChildProcess[] = []

/** A program from its sources, with both of its streams kept. */
export function run(args: readonly string[], env: Readonly<Record<string, string>> = {}): Started {
  return start(['--import', 'tsx', ...args], env)
}

/** A command of the built program, which starts in a third of the time. */
export function runBuilt(...args: readonly string[]): Started {
  return start([BUILT, ...args], {})
}

const BUILT = join(import.meta.dirname, '..', 'dist', 'main', 'cli.js')

function start(args: readonly string[], env: Readonly<Record<string, string>>): Started {
  const child = spawn(process.execPath, args, {
    env: { ...process.env, ...env },
    stdio: ['pipe', 'pipe', 'pipe'],
  })
  running.push(child)
  let said = ''
  const keep = (chunk: Buffer) => {
    said += chunk.toString()
  }
  child.stdout.on('data', keep)
  child.stderr.on('data', keep)
  return { child, said: () => said }
}

/** Ends whatever still runs. */
export async function endPrograms(): Promise<void> {
  for (const each of running.splice(0)) {
    if (each.exitCode !== null || each.signalCode !== null) continue
    const ended = once(each, 'exit')
    each.kill('SIGKILL')
    await ended
  }
}
