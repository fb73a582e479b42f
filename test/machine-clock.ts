import { rename, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { pathToFileURL } from 'node:url'

/** The clock of the machine that a program under test runs on. The database keeps the true time. */
export type MachineClock = {
  /** For the environment of the program. */
  readonly env: Readonly<Record<string, string>>
  /** Sets it so many seconds ahead of the true time, or behind it when negative, within a tenth of a second. */
  readonly set: (seconds: number) => Promise<void>
}

/** @param folder where the clock may keep a file; one clock a folder */
export async function machineClock(folder: string, seconds = 0): Promise<MachineClock> {
  const file = join(folder, 'clock')
  const set = async (to: number) => {
    // In one stroke, so that nobody reads half of it.
    await writeFile(`${file}.draft`, String(to))
    await rename(`${file}.draft`, file)
  }
  await set(seconds)
  const preload = pathToFileURL(join(import.meta.dirname, 'other-clock.mjs')).href
  return { env: { NODE_OPTIONS: `--import=${preload}`, OPENKP_TEST_CLOCK: file }, set }
}
