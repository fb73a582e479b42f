import { join } from 'node:path'
import { accept, type Outcome, refuse } from '../values/outcome.ts'
import { type Command, done } from './cli-answer.ts'
import { readJsonIfThere, writeWhole } from './cli-files.ts'
import type { CliRefusal } from './cli-words.en.ts'

/** A root that the administrator of this machine was given by somebody whom he trusts. */
export type Pin = { readonly fingerprint: string; readonly pinnedAt: string }

const FINGERPRINT = /^[0-9a-f]{64}$/

/** A fingerprint as people copy it: any case, with spaces or colons between the digits. */
export function parseFingerprint(text: string): string | undefined {
  const plain = text.replace(/[\s:]/g, '').toLowerCase()
  return FINGERPRINT.test(plain) ? plain : undefined
}

function pinsFile(dataFolder: string): string {
  return join(dataFolder, 'pins.json')
}

export async function readPins(dataFolder: string): Promise<Outcome<readonly Pin[], CliRefusal>> {
  const path = pinsFile(dataFolder)
  const json = await readJsonIfThere(path, 'CLI_PINS_DAMAGED')
  if (!json.ok) return json
  if (json.value === undefined) return accept([])
  const { pins } = (json.value ?? {}) as { readonly pins?: unknown }
  return Array.isArray(pins) && pins.every(isPin)
    ? accept(pins)
    : refuse('CLI_PINS_DAMAGED', undefined, { path })
}

function isPin(value: unknown): value is Pin {
  const { fingerprint, pinnedAt } = (value ?? {}) as Partial<Pin>
  return (
    typeof fingerprint === 'string' && FINGERPRINT.test(fingerprint) && typeof pinnedAt === 'string'
  )
}

/** `openkp trust pin FINGERPRINT`. Pinning the same root twice changes nothing. */
export async function pinCommand(args: {
  readonly fingerprint: string
  readonly dataFolder: string
  readonly now: Date
}): Command {
  const { fingerprint, dataFolder, now } = args
  const known = await readPins(dataFolder)
  if (!known.ok) return known
  const isNew = known.value.every((each) => each.fingerprint !== fingerprint)
  const pins = isNew ? [...known.value, { fingerprint, pinnedAt: now.toISOString() }] : known.value
  const path = pinsFile(dataFolder)
  if (isNew) {
    const written = await writeWhole(path, `${JSON.stringify({ pins }, null, 2)}\n`)
    if (!written.ok) return written
  }
  const text = isNew
    ? `Pinned ${fingerprint} in ${path}.`
    : `${fingerprint} was pinned already in ${path}.`
  return accept(done({ pins, file: path }, text))
}
