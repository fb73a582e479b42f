import { type ChildProcess, type StdioOptions, spawn } from 'node:child_process'
import { lchown, lstat, readdir, readFile } from 'node:fs/promises'
import { join } from 'node:path'

/**
 * PostgreSQL refuses to run as root. `user` drops to an ordinary user; `namespace` stays root
 * outside and is an ordinary user inside a user namespace, which reaches folders that only root can
 * read; `self` is for a program that is not root in the first place.
 */
export type RunAs = {
  readonly how: 'self' | 'user' | 'namespace'
  readonly uid: number
  readonly gid: number
}

type Person = { readonly name: string; readonly uid: number; readonly gid: number }

/** Only what the server needs: its environment must not carry our secrets. */
function environment(): NodeJS.ProcessEnv {
  return { PATH: process.env.PATH, SystemRoot: process.env.SystemRoot, LANG: 'C', TZ: 'UTC' }
}

export function isRoot(): boolean {
  return process.getuid?.() === 0
}

export function asSelf(): RunAs {
  return { how: 'self', uid: process.getuid?.() ?? 0, gid: process.getgid?.() ?? 0 }
}

/** Owner of the files of a server that runs so, as seen from outside. */
export function fileOwner(as: RunAs): { readonly uid: number; readonly gid: number } {
  return as.how === 'namespace' ? { uid: 0, gid: 0 } : as
}

/**
 * initdb looks its own name up, so the user has to be a listed one. First choice is a user made for
 * this program, then PostgreSQL's own; `nobody` comes after them because other services share it.
 */
export async function ordinaryUser(): Promise<Person | undefined> {
  const people = (await readFile('/etc/passwd', 'utf8')).split('\n').flatMap(personOf)
  const named = (name: string) => people.find((each) => each.name === name)
  return named('openkp') ?? named('postgres') ?? named('nobody') ?? people[0]
}

function personOf(line: string): Person[] {
  const [name = '', , uid, gid] = line.split(':')
  const person = { name, uid: Number(uid), gid: Number(gid) }
  return Number.isInteger(person.uid) && person.uid > 0 && Number.isInteger(person.gid)
    ? [person]
    : []
}

/**
 * Starts a program so. In a process group of its own: Ctrl-C in a terminal reaches only us, and we
 * stop the database after the last request, not with it.
 */
export function spawnAs(
  as: RunAs,
  command: string,
  args: readonly string[],
  options: { readonly cwd: string; readonly stdio: StdioOptions },
): ChildProcess {
  const shared = {
    ...options,
    env: environment(),
    detached: process.platform !== 'win32',
    windowsHide: true,
  }
  if (as.how === 'self') return spawn(command, args, shared)
  if (as.how === 'user') return spawn(command, args, { ...shared, uid: as.uid, gid: as.gid })
  const mapped = ['--user', `--map-user=${as.uid}`, `--map-group=${as.gid}`, '--', command, ...args]
  return spawn('unshare', mapped, shared)
}

export type Finished = { readonly code: number; readonly output: string }

/** Longest kept end of what a program prints: enough for the reason, not for a flood. */
const MAX_OUTPUT_CHARACTERS = 4_000

/** Runs a program to its end. A program that cannot be started at all ends with code 127, as in a shell. */
export function runAs(
  as: RunAs,
  command: string,
  args: readonly string[],
  cwd = '/',
): Promise<Finished> {
  return new Promise((done) => {
    let output = ''
    const keep = (chunk: Buffer) => {
      output = (output + chunk.toString()).slice(-MAX_OUTPUT_CHARACTERS)
    }
    const child = spawnAs(as, command, args, { cwd, stdio: ['ignore', 'pipe', 'pipe'] })
    child.stdout?.on('data', keep)
    child.stderr?.on('data', keep)
    child.on('error', (error) => done({ code: 127, output: error.message }))
    child.on('close', (code) => done({ code: code ?? 1, output }))
  })
}

/** Whether a server that runs so could work in `folder`; tried, since modes alone do not tell. */
export async function canWorkIn(as: RunAs, folder: string): Promise<boolean> {
  if (as.how === 'self') return true
  const tried = await runAs(as, '/bin/sh', [
    '-c',
    'cd "$1" && test -w . && test -x .',
    'sh',
    folder,
  ])
  return tried.code === 0
}

/** Gives a folder with all that is in it to a user. Links are given, never followed. */
export async function giveTo(
  owner: { readonly uid: number; readonly gid: number },
  path: string,
): Promise<void> {
  const found = await lstat(path)
  if (found.uid !== owner.uid || found.gid !== owner.gid) await lchown(path, owner.uid, owner.gid)
  if (!found.isDirectory()) return
  for (const name of await readdir(path)) await giveTo(owner, join(path, name))
}
