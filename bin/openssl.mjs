import { spawnSync } from 'node:child_process'
import { installOnDebian } from './debian.mjs'

/**
 * Makes sure of the command `openssl`, the second opinion on signatures by smart cards: on Debian as root,
 * by its package. False when there cannot be one.
 */
export function ensureOpenssl(say) {
  if (hasOpenssl()) return true
  installOnDebian('openssl', 'a second opinion on signatures', say)
  if (hasOpenssl()) return true
  say('FAILED no openssl for the tests: install it so that the command is found')
  return false
}

function hasOpenssl() {
  return spawnSync('openssl', ['version']).status === 0
}
