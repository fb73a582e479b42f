import { type Browser, chromium, type LaunchOptions } from 'playwright-core'
import { findBrowser } from '../bin/browser.mjs'

/** A real browser, without a window. Close it in `afterAll`. */
export async function launchBrowser(more: LaunchOptions = {}): Promise<Browser> {
  const found = findBrowser()
  if (found === undefined) throw new Error('no browser here: npm test installs one')
  const { executablePath, args, env } = found
  return chromium.launch({
    ...more,
    executablePath,
    args: [...args, ...(more.args ?? [])],
    env: { ...process.env, ...env } as Record<string, string>,
  })
}
