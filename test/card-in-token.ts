import { execFileSync } from 'node:child_process'
import { readFile, writeFile } from 'node:fs/promises'
import { createRequire } from 'node:module'
import { join } from 'node:path'
import type { TestCard } from './card-authority.ts'
import type { SoftToken } from './soft-token.ts'

const ID = '0a0b'

/** Puts the key of a card and its certificate into a token, as a registry does when it personalises one. */
export async function putCard(
  { module, token, pinFile, env }: SoftToken,
  { keyPem, certificate }: TestCard,
  label: string,
): Promise<void> {
  const keyFile = join(pinFile, '..', 'key.pem')
  const pin = (await readFile(pinFile, 'utf8')).trim()
  await writeFile(keyFile, keyPem, { mode: 0o600 })
  const key = ['--import', keyFile, '--token', token, '--label', label, '--id', ID, '--pin', pin]
  execFileSync('softhsm2-util', key, { env: { ...process.env, ...env }, stdio: 'ignore' })
  // The package of the native module is CommonJS.
  const p11 = createRequire(import.meta.url)('pkcs11js') as typeof import('pkcs11js')
  const card = new p11.PKCS11()
  card.load(module)
  card.C_Initialize()
  const isIts = (slot: Buffer) => card.C_GetTokenInfo(slot).label.trim() === token
  const slot = card.C_GetSlotList(true).find(isIts)
  if (slot === undefined) throw new Error('the token is gone')
  const session = card.C_OpenSession(slot, p11.CKF_SERIAL_SESSION | p11.CKF_RW_SESSION)
  card.C_Login(session, p11.CKU_USER, pin)
  card.C_CreateObject(session, [
    { type: p11.CKA_CLASS, value: p11.CKO_CERTIFICATE },
    { type: p11.CKA_CERTIFICATE_TYPE, value: p11.CKC_X_509 },
    { type: p11.CKA_TOKEN, value: true },
    { type: p11.CKA_ID, value: Buffer.from(ID, 'hex') },
    { type: p11.CKA_SUBJECT, value: Buffer.from([0x30, 0]) },
    { type: p11.CKA_LABEL, value: label },
    { type: p11.CKA_VALUE, value: certificate.raw },
  ])
  card.C_Finalize()
  card.close()
}
