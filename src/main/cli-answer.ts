import type { Outcome } from '../values/outcome.ts'
import type { CliCode } from './cli-words.ts'

/** 0 done or VALID, 1 refused or INVALID, 2 CANNOT TELL. Wrong usage ends with 64 before any of them. */
export type ExitCode = 0 | 1 | 2

/** What a command has to say: to a program, and to a person. */
export type Answer = {
  readonly json: unknown
  /** In the person's language, ending without a line break. */
  readonly text: string
  readonly exit: ExitCode
}

export type Command = Promise<Outcome<Answer, CliCode>>

export function done(json: unknown, text: string): Answer {
  return { json, text, exit: 0 }
}
