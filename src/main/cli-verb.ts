import { type Command, InvalidArgumentError, Option } from 'commander'
import { LANGUAGES, type Language } from '../platform/words.ts'
import type { Outcome } from '../values/outcome.ts'
import type { Answer } from './cli-answer.ts'
import { parseInstant } from './cli-time.ts'
import type { CliCode } from './cli-words.ts'

/** Options that every command takes. */
export type Every = { readonly json?: boolean; readonly language: Language }
export type Surroundings = {
  readonly env: NodeJS.ProcessEnv
  readonly tell: (every: Every, outcome: Outcome<Answer, CliCode>) => void
}

/** A command with the options that every command takes. */
export function verb(parent: Command, usage: string, about: string): Command {
  const language = new Option('--language <language>', 'of reasons and refusals')
  return parent
    .command(usage)
    .description(about)
    .option('--json', 'print one JSON value')
    .addOption(language.choices(LANGUAGES).default('en'))
}

export function epochSeconds(): number {
  return Math.floor(Date.now() / 1000)
}

export function instant(text: string): number {
  const seconds = parseInstant(text)
  if (seconds !== undefined) return seconds
  throw new InvalidArgumentError('Write it as 2026-03-04T09:00:00Z or as epoch seconds.')
}

export function wholeNumber(text: string): number {
  if (/^\d{1,13}$/.test(text)) return Number(text)
  throw new InvalidArgumentError('Write a whole number.')
}

export function address(text: string): string {
  const isAddress = URL.canParse(text) && ['http:', 'https:'].includes(new URL(text).protocol)
  if (isAddress) return text
  throw new InvalidArgumentError('An address begins with http:// or https://.')
}
