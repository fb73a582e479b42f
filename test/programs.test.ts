import { spawn } from 'node:child_process'
import { existsSync } from 'node:fs'
import { mkdtemp, readdir, readFile, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { dirname, join } from 'node:path'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { stopLeftOver } from '../src/platform/embedded-postgres/left-over.ts'
import { homeOf } from '../src/platform/embedded-postgres/place.ts'

/** The programs as a newcomer and a stranger's program meet them. */

const ROOT = join(import.meta.dirname, '..')

let folder: string
beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'openkp-programs-'))
})
afterAll(async () => {
  await stopLeftOver(join(await homeOf(folder), 'cluster'))
  await rm(folder, { recursive: true, force: true })
})

type Ended = { readonly code: number | null; readonly out: string; readonly err: string }

function run(args: readonly string[], env: Readonly<Record<string, string>> = {}) {
  const child = spawn(process.execPath, args, { cwd: ROOT, env: { ...process.env, ...env } })
  let [out, err] = ['', '']
  child.stdout.on('data', (chunk: Buffer) => {
    out += chunk.toString()
  })
  child.stderr.on('data', (chunk: Buffer) => {
    err += chunk.toString()
  })
  const ended = new Promise<Ended>((done) => {
    child.once('close', (code) => done({ code, out, err }))
  })
  return { child, ended, said: () => out + err }
}

/** Where the sources are newer than the build, the start builds first. */
const PATIENCE_MS = 300_000

test(
  'npm start serves the web app, prints its address and accounts, and each of them opens it',
  async () => {
    const { scripts } = JSON.parse(await readFile(join(ROOT, 'package.json'), 'utf8'))
    expect(scripts.start).toBe('node bin/start.mjs')
    const env = {
      OPENKP_DATA: folder,
      OPENKP_PORT: '0',
      OPENKP_HOST: '127.0.0.1',
      DATABASE_URL: '',
    }
    const { child, ended, said } = run(['bin/start.mjs'], env)
    const file = join(folder, 'demo-accounts.json')
    while (!/ready at http/.test(said()) && child.exitCode === null) {
      await new Promise((done) => setTimeout(done, 50))
    }
    expect(child.exitCode, said()).toBeNull()
    const { baseUrl, accounts } = JSON.parse(await readFile(file, 'utf8'))
    expect(said()).toContain(baseUrl)
    expect((await fetch(baseUrl)).headers.get('content-type')).toMatch(/^text\/html/)
    expect(accounts.length).toBeGreaterThan(10)
    for (const account of accounts) {
      expect(Object.keys(account)).toEqual(
        expect.arrayContaining(['email', 'password', 'token', 'participant', 'roles']),
      )
      const headers = { authorization: `Bearer ${account.token}` }
      const me = await (await fetch(`${baseUrl}/api/access/me`, { headers })).json()
      expect(me).toMatchObject({
        officer: { participant: account.participant, roles: account.roles },
      })
    }
    const shown = accounts.filter(({ email }: { readonly email: string }) => said().includes(email))
    expect(shown.length).toBeGreaterThan(0)
    for (const { password } of shown) expect(said()).toContain(password)
    child.kill('SIGTERM')
    expect((await ended).code).toBe(0)
  },
  PATIENCE_MS,
)

test('openkp/verify judges a certificate, and brings nothing of a server with it', async () => {
  const seen = new Set<string>()
  const packages = new Set<string>()
  const walk = async (file: string): Promise<void> => {
    if (seen.has(file)) return
    seen.add(file)
    const text = await readFile(file, 'utf8')
    const imports =
      /^(?:import|export)\b[^'"]*\bfrom ["']([^'"]+)|^import ["']([^'"]+)|\bimport\(["']([^'"]+)/gm
    for (const [, ...names] of text.matchAll(imports)) {
      const name = names.find((each) => each !== undefined) ?? ''
      if (name.startsWith('.')) await walk(join(dirname(file), name))
      else packages.add(name)
    }
  }
  const { exports } = JSON.parse(await readFile(join(ROOT, 'package.json'), 'utf8'))
  const door = exports['./verify']
  await walk(join(ROOT, door.default))
  expect(existsSync(join(ROOT, door.types))).toBe(true)
  expect(seen.size).toBeGreaterThan(20)
  expect([...packages].filter((name) => !name.startsWith('@noble/hashes/'))).toEqual([])

  const cases = 'conformance/certificate'
  const program = `
    import { readFileSync } from 'node:fs'
    import * as kp from 'openkp/verify'
    const hex = (path) => new Uint8Array(Buffer.from(readFileSync(path, 'utf8').trim(), 'hex'))
    const read = (path) => JSON.parse(readFileSync(path, 'utf8'))
    const verify = kp.webcryptoVerify(crypto.subtle)
    for (const path of process.argv.slice(1)) {
      const { bundle, qr, cose, at } = read(path)
      const parsed = kp.parseBundle(hex('${cases}/bundles/' + bundle.file))
      const options = { pins: new Set(bundle.pins), acceptDemonstration: bundle.acceptDemonstration }
      const trust = await kp.openTrust(parsed.value, { ...options, now: at, verify })
      const ask = kp.createVerifier({ trust: trust.value, bundle: parsed.value }, verify)
      const { verdict } = await ask(qr ? { text: qr } : { cose: Uint8Array.from(Buffer.from(cose, 'hex')) }, at)
      console.log(verdict)
    }`
  const valid = await readdir(join(ROOT, cases, 'valid'))
  const withBundle: string[] = []
  for (const name of valid) {
    const { bundle } = JSON.parse(await readFile(join(ROOT, cases, 'valid', name), 'utf8'))
    if (bundle !== null) withBundle.push(join(cases, 'valid', name))
  }
  expect(withBundle.length).toBeGreaterThan(0)
  const { ended } = run(['--input-type=module', '-e', program, ...withBundle])
  const { out, err, code } = await ended
  expect([code, err]).toEqual([0, ''])
  expect(out.trim().split('\n')).toEqual(withBundle.map(() => 'VALID'))
})

test.each([
  ['verify', ['--seconds', '1']],
  ['issue', ['--certificates', '16', '--clients', '4']],
])('bench %s prints one JSON object with both figures and their ratio', async (what, more) => {
  const env = { OPENKP_DATA: join(folder, 'bench') }
  const { ended } = run(['dist/main/cli.js', 'bench', what, ...more], env)
  const { code, out } = await ended
  expect(code).toBe(0)
  const said = JSON.parse(out) as Readonly<Record<string, unknown>>
  const figures = Object.values(said).filter((each) => typeof each === 'number')
  expect(figures.length).toBeGreaterThanOrEqual(3)
  expect(Number(said.ratio)).toBeGreaterThan(0)
})
