import type { Act } from '../../access/grant-table.ts'
import type { Officer } from '../../access/officer.ts'
import type { Tx } from '../../platform/database.ts'
import type { Language } from '../../platform/words.ts'
import type { Means } from './means.ts'

/** What a door hands to whoever does the work. */
export type Call = {
  /** The transaction of this call, in which only the caller's Participant has rows. */
  readonly tx: Tx
  readonly means: Means
  readonly officer: Officer
  /** What the caller was admitted for: it says how far he reaches. */
  readonly act: Act
  readonly language: Language
  readonly now: Date
  readonly params: Readonly<Record<string, string>>
  readonly query: Readonly<Record<string, string>>
  readonly body: unknown
}
