import { spawnSync } from 'node:child_process'
import { existsSync } from 'node:fs'

/** Installs a package for the tests where that can be done: on Debian, as root. Otherwise it does nothing. */
export function installOnDebian(name, what, say) {
  if (!existsSync('/etc/debian_version') || process.getuid?.() !== 0) return
  say(`installing ${what} for the tests: apt-get install ${name}`)
  const options = {
    stdio: ['ignore', 2, 2],
    env: { ...process.env, DEBIAN_FRONTEND: 'noninteractive' },
  }
  spawnSync('apt-get', ['update', '-qq'], options)
  spawnSync('apt-get', ['install', '-y', '-qq', '--no-install-recommends', name], options)
}
