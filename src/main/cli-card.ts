import { createHash } from 'node:crypto'
import { subjectOf } from '../participants/adapters/card-chain.ts'
import { withCard } from '../participants/adapters/card-token.ts'
import { cardSignature } from '../participants/adapters/sign-card.ts'
import { accept, type Outcome, refuse } from '../values/outcome.ts'
import { askHidden } from './ask-hidden.ts'
import { type Command, done } from './cli-answer.ts'
import { readAtMost, writeWhole } from './cli-files.ts'
import type { CliCode } from './cli-words.ts'

/** A file to sign takes a few lines; whoever names another file means another command. */
const MAX_TO_SIGN = 16_384
const MAX_PIN = 256

export type CardArguments = {
  /** What to sign, as the certificate's page gave it. */
  readonly file: string
  readonly out: string
  readonly module: string
  readonly token: string | undefined
  readonly label: string
  /** Where the PIN stands; it is asked for on the terminal without one, and is never an argument. */
  readonly pinFile: string | undefined
  readonly now: Date
}

/** `openkp card sign`: a detached signature by the officer's own card, at the officer's own computer. */
export async function signWithCardCommand(args: CardArguments): Command {
  const { file, out, module, label, token = null, pinFile, now } = args
  const content = await readAtMost(file, MAX_TO_SIGN)
  if (!content.ok) return content
  const pin = await pinOf(pinFile)
  if (!pin.ok) return pin
  const place = { module, token, label, pin: pin.value, pinFrom: pinFile ?? 'PIN' }
  const made = await withCard(place, async (key) => ({
    signature: await cardSignature(key, content.value, now),
    subject: subjectOf(key.certificate),
  }))
  if (!made.ok) return made
  const written = await writeWhole(out, made.value.signature)
  if (!written.ok) return written
  const sha256 = createHash('sha256').update(content.value).digest('hex')
  const { subject } = made.value
  const text = `${subject}\nsigned ${file} (SHA-256 ${sha256}).\nThe signature is in ${out}.`
  return accept(done({ out, sha256, subject }, text))
}

async function pinOf(pinFile: string | undefined): Promise<Outcome<string, CliCode>> {
  if (pinFile === undefined) {
    const typed = await askHidden('PIN: ')
    return typed ? accept(typed) : refuse('CLI_CARD_PIN')
  }
  const read = await readAtMost(pinFile, MAX_PIN)
  if (!read.ok) return read
  const pin = Buffer.from(read.value).toString().trim()
  return pin === '' ? refuse('CLI_CARD_PIN') : accept(pin)
}
