import type { Refusal } from '../values/outcome.ts'
import type { Words } from './words.ts'

/**
 * Thrown where work cannot go on because something outside of the program is away, and nothing was
 * done. It brings its code and its sentence with it, because the ground knows no module: over HTTP it
 * is a 503, at the start a line on the terminal.
 */
export class Unavailable extends Error {
  readonly refusal: Refusal
  readonly words: Words<string>
  constructor(refusal: Refusal, words: Words<string>) {
    super(refusal.code)
    this.name = 'Unavailable'
    this.refusal = refusal
    this.words = words
  }
}
