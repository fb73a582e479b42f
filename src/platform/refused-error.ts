import type { Refusal } from '../values/outcome.ts'
import type { RefusalBook } from './http/problem.ts'

/**
 * A refusal that leaves through code which has no place for one, such as a signature in the middle of
 * a transaction: thrown, so that everything is rolled back, and told where it is caught. It brings its
 * book with it, because the ground knows no module.
 */
export class RefusedError extends Error {
  readonly refusal: Refusal
  readonly book: RefusalBook<string>
  constructor(refusal: Refusal, book: RefusalBook<string>) {
    super(refusal.code)
    this.name = 'RefusedError'
    this.refusal = refusal
    this.book = book
  }
}
