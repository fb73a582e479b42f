import { existsSync } from 'node:fs'
import { installOnDebian } from './debian.mjs'

const MODULES = [
  '/usr/lib/softhsm/libsofthsm2.so',
  '/usr/lib/x86_64-linux-gnu/softhsm/libsofthsm2.so',
  '/usr/lib/aarch64-linux-gnu/softhsm/libsofthsm2.so',
  '/usr/lib64/softhsm/libsofthsm.so',
  '/usr/local/lib/softhsm/libsofthsm2.so',
  '/opt/homebrew/lib/softhsm/libsofthsm2.so',
]

/** The PKCS#11 module of SoftHSM2, the key device in software that the tests use; undefined without one. */
export function findSoftHsm() {
  return [process.env.OPENKP_SOFTHSM, ...MODULES].find((path) => path && existsSync(path))
}

/** Makes sure that there is one: on Debian as root, by its package. False when there cannot be. */
export function ensureSoftHsm(say) {
  if (findSoftHsm() !== undefined) return true
  installOnDebian('softhsm2', 'a key device in software', say)
  if (findSoftHsm() !== undefined) return true
  say('FAILED no SoftHSM2 for the tests: install softhsm2, or name its module in OPENKP_SOFTHSM')
  return false
}
