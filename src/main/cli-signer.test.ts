import { mkdir, mkdtemp, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterEach, beforeEach, expect, test } from 'vitest'
import { makePasskey, ORIGIN, RP_ID } from '../../test/passkey.ts'
import { toBase64Url } from '../crypto/base64.ts'
import { type OfficersArguments, officersCommand } from './cli-signer.ts'

let folder = ''
beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), 'openkp-officers-'))
})
afterEach(() => rm(folder, { recursive: true }))

function listJson(change: object = {}): object {
  const { credentialId, publicKey } = makePasskey()
  const credentials = [{ id: toBase64Url(credentialId), publicKey: toBase64Url(publicKey) }]
  const officers = [{ id: 'anna', roles: ['issue'], credentials }]
  return { mode: 'offered', rpId: RP_ID, origins: [ORIGIN], officers, ...change }
}

async function run(json?: object | string, change: Partial<OfficersArguments> = {}) {
  const set = json === undefined ? undefined : join(folder, 'list.json')
  if (set !== undefined)
    await writeFile(set, typeof json === 'string' ? json : JSON.stringify(json))
  const outcome = await officersCommand({ party: 'cd', set, replace: false, folder, ...change })
  return outcome.ok
    ? (outcome.value.json as Record<string, unknown> | null)
    : outcome.refusals[0].code
}

test('gives the first list, shows it, and leaves a later one to two key officers', async () => {
  expect(await run()).toBeNull()
  const first = (await run(listJson())) as Record<string, unknown>
  expect(first).toMatchObject({ party: 'CD', version: 1, previous: 'none', mode: 'offered' })
  expect(await run()).toEqual(first)
  expect(await run(listJson())).toBe('CLI_OFFICERS_EXIST')
  expect(await run(listJson(), { replace: true })).toMatchObject({
    version: 2,
    previous: first.digest,
  })
  expect(await run(undefined, { party: 'ZA' })).toBeNull()
})

test('tells a person what it did', async () => {
  await run(listJson())
  const outcome = await officersCommand({ party: 'CD', set: undefined, replace: false, folder })
  expect(outcome.ok && outcome.value.text).toMatch(
    /^Officers of CD, version 1, passkeys offered at kp.example\n {2}anna: issue; passkeys: 1\nDigest [0-9a-f]{64}$/,
  )
})

test.each<[string, object | string, Partial<OfficersArguments>]>([
  ['PARTICIPANTS_OFFICERS_LIST', 'not JSON', {}],
  ['PARTICIPANTS_OFFICERS_LIST', '[]', {}],
  ['PARTICIPANTS_OFFICERS_LIST', listJson({ rpId: 7 }), {}],
  ['PARTICIPANTS_OFFICERS_TOO_FEW', listJson({ mode: 'required' }), {}],
  ['PARTICIPANTS_CODE_UNKNOWN', listJson(), { party: 'QQ' }],
  ['CLI_SIGNER_NOT_FOUND', listJson(), { folder: '/nowhere/signer' }],
  ['CLI_FILE_NOT_FOUND', listJson(), { set: '/nowhere/list.json' }],
  ['CLI_FILE_TOO_LARGE', 'x'.repeat(300_000), {}],
])('%s', async (code, json, change) => {
  await mkdir(folder, { recursive: true })
  expect(await run(json, change)).toBe(code)
})

test('a list of another party is not taken for this one', async () => {
  expect(await run(listJson({ party: 'ZA' }))).toBe('PARTICIPANTS_OFFICERS_LIST')
})
