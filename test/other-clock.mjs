// Loaded before a program by `node --import`: its machine's clock is off by the seconds in the file that
// OPENKP_TEST_CLOCK names, and is set again when the file changes.
import { readFileSync } from 'node:fs'

const Clock = globalThis.Date
let offMs = 0
const look = () => {
  const seconds = Number(readFileSync(process.env.OPENKP_TEST_CLOCK, 'utf8'))
  if (Number.isFinite(seconds)) offMs = seconds * 1000
}
look()
setInterval(look, 100).unref()

globalThis.Date = class extends Clock {
  constructor(...given) {
    if (given.length === 0) super(Clock.now() + offMs)
    else super(...given)
  }

  static now() {
    return Clock.now() + offMs
  }
}
