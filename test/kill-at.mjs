import fs, { writeSync } from 'node:fs'
import { syncBuiltinESMExports } from 'node:module'
import pg from 'pg'

/**
 * Loaded before a program (`node --import`): ends it as a power cut would, just before its KILL_AT-th step that
 * changes anything outside of it. Steps are what a database is told to change, half of what is written into a
 * file, and each name that is given or taken away.
 */
const at = Number(process.env.KILL_AT)
let steps = 0

function step(first = () => undefined) {
  steps += 1
  if (steps < at) return
  first()
  process.kill(process.pid, 'SIGKILL')
}

const { open, rename, rm } = fs.promises
fs.promises.rename = (...all) => {
  step()
  return rename(...all)
}
fs.promises.rm = (...all) => {
  step()
  return rm(...all)
}
fs.promises.open = async (...all) => {
  const handle = await open(...all)
  const whole = handle.writeFile.bind(handle)
  handle.writeFile = (bytes) => {
    step(() => writeSync(handle.fd, bytes.subarray(0, bytes.length / 2)))
    return whole(bytes)
  }
  return handle
}
syncBuiltinESMExports()

const { query } = pg.Client.prototype
pg.Client.prototype.query = function (text, ...rest) {
  if (!/^(select|begin)/.test(text.text ?? text)) step()
  return query.call(this, text, ...rest)
}
