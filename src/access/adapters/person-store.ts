import type { Queryable, Tx } from '../../platform/database.ts'
import type { KeptField } from '../erasure.ts'

/** An officer as other modules know him: by the id in their rows, and by the name beside it. */
export type NamedPerson = {
  readonly participant: string
  readonly id: string
  readonly name: string
}

export type Renamed = NamedPerson & {
  readonly pseudonym: string
  /** Whether a colleague has the same name: then only rows with the own id are changed. */
  readonly hasNamesake: boolean
}

/** What the modules after this one keep of a person; `main` puts it together. */
export type PersonalRecords = {
  readonly kept: readonly KeptField[]
  /** Where somebody is named, for the person to read. */
  readonly naming: (
    on: Queryable,
    person: NamedPerson,
  ) => Promise<Readonly<Record<string, unknown>>>
  /** Puts the pseudonym in the place of the name, as the owner of the rows. */
  readonly rename: (tx: Tx, person: Renamed) => Promise<void>
}
