import type { BundleStage } from './case.ts'
import type { Draft } from './draft.ts'
import type { ListSpec, writeList } from './tuf.ts'

/** A case with a bundle of its own. */
export type BundleRow = {
  readonly name: string
  readonly about: string
  readonly expect: Draft['expect']
  readonly bundle: Uint8Array
  readonly stage?: Partial<Omit<BundleStage, 'file'>>
  readonly draft?: Partial<Draft>
}

export type Good = ReturnType<typeof writeList>

/** The good list with changes. */
export type Write = (changes?: Partial<Omit<ListSpec, 'lists'>>) => Good
