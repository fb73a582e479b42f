import { mkdtemp, readFile, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { newAuthority, type TestCard } from '../../test/card-authority.ts'
import { putCard } from '../../test/card-in-token.ts'
import { makeSoftToken, type SoftToken } from '../../test/soft-token.ts'
import { cardChecks } from '../participants/adapters/check-card.ts'
import { CARD_ALGORITHMS } from '../participants/card-rules.ts'
import { type CardArguments, signWithCardCommand } from './cli-card.ts'

/** `openkp card sign` with a card in SoftHSM: what it writes is what the server takes. */

const LABEL = 'Signature'
let folder = ''
let token: SoftToken
let authority: TestCard

const path = (name: string) => join(folder, name)

beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'openkp-card-'))
  await writeFile(path('to-sign.txt'), 'OpenKP card signature 1\n')
  await writeFile(path('wrong-pin'), '000000\n')
  await writeFile(path('empty'), '\n')
  token = await makeSoftToken()
  authority = await newAuthority('CN=Test Card Authority')
  await putCard(token, await authority.issue('CN=Ines Officer', { kind: 'p384' }), LABEL)
})
afterAll(async () => {
  await token.remove()
  await rm(folder, { recursive: true })
})

async function signed(change: Partial<CardArguments> = {}) {
  const { module, pinFile } = token
  const fixed = { file: path('to-sign.txt'), out: path('signed.p7s'), now: new Date() }
  const place = { module, token: undefined, label: LABEL, pinFile }
  const outcome = await signWithCardCommand({ ...fixed, ...place, ...change })
  return outcome.ok ? outcome.value : outcome.refusals[0].code
}

test('the key in the card signs the file, and the server takes it', async () => {
  expect(await signed()).toMatchObject({ exit: 0, json: { subject: 'CN=Ines Officer' } })
  const rule = {
    acts: ['issue'],
    authorities: [authority.pem],
    algorithms: CARD_ALGORITHMS,
  } as const
  const [signature, content] = await Promise.all(['signed.p7s', 'to-sign.txt'].map(read))
  const asked = { signature: signature as Buffer, content: content as Buffer, rule, at: new Date() }
  expect(await cardChecks.signature(asked)).toMatchObject({
    ok: true,
    value: { algorithm: 'ecdsa-p384-sha384', card: { subject: 'CN=Ines Officer' } },
  })
})
const read = (name: string) => readFile(path(name))

test.each<[string, () => Partial<CardArguments>, string]>([
  ['another label', () => ({ label: 'Login' }), 'PARTICIPANTS_CARD_KEY'],
  ['another card', () => ({ token: 'of-somebody-else' }), 'PARTICIPANTS_PKCS11_TOKEN'],
  ['a wrong PIN', () => ({ pinFile: path('wrong-pin') }), 'PARTICIPANTS_PKCS11_PIN'],
  ['no PIN in the file', () => ({ pinFile: path('empty') }), 'CLI_CARD_PIN'],
  ['no library', () => ({ module: path('nothing.so') }), 'PARTICIPANTS_PKCS11_MODULE'],
  ['no file to sign', () => ({ file: path('nothing') }), 'CLI_FILE_NOT_FOUND'],
])('%s: %#', async (_, change, code) => {
  const out = path('not-written.p7s')
  expect(await signed({ ...change(), out })).toBe(code)
  await expect(readFile(out)).rejects.toThrow('ENOENT')
})
