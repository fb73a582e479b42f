import type { ReasonCode } from '../../src/certificates/reasons.ts'
import type { LogEntry } from '../../src/transparency/entry.ts'
import type { BundleStage } from './case.ts'
import type { Draft } from './draft.ts'
import type { PageSpec } from './live.ts'
import type { RegisterFile } from './trust.ts'
import type { ListSpec, writeList } from './tuf.ts'

/** A case of a scheme whose logs are live: several codes may decide, and none where it is VALID. */
export type LiveDraft = Omit<Draft, 'expect'> & {
  readonly expect: readonly ReasonCode[]
  /** The notes about keys beside it (suite.ts); where it is not said, nobody asks. */
  readonly notes?: readonly ReasonCode[]
}

/** What is good of a live scheme, for cases that change one thing. */
export type Live = {
  readonly blocks: readonly string[]
  readonly log: readonly LogEntry[]
  readonly imports: readonly LogEntry[]
  readonly pages: { readonly CD: RegisterFile; readonly EU: RegisterFile }
  readonly bundle: Uint8Array
  readonly pins: readonly string[]
}

export function stageOf(
  { pins }: Pick<Live, 'pins'>,
  file: string,
  changes: Partial<BundleStage> = {},
): BundleStage {
  return { file, pins, acceptDemonstration: false, remembered: null, ...changes }
}

/** One case, with a bundle of its own or with the good one. */
export type LiveRow = Pick<LiveDraft, 'name' | 'about' | 'expect'> & {
  readonly bundle?: Uint8Array
  readonly stage?: Partial<BundleStage>
} & Partial<Pick<LiveDraft, 'fields' | 'at' | 'key' | 'proof' | 'notes'>>

/** Makes a list out of the good one: with another page of CD, other pages, other facts of the root. */
export type Make = (made: {
  readonly page?: Partial<PageSpec>
  readonly pages?: Readonly<Record<string, RegisterFile>>
  readonly list?: Partial<Omit<ListSpec, 'lists'>>
  readonly blocks?: readonly string[]
  readonly statusPages?: Readonly<Record<string, string>>
}) => Promise<ReturnType<typeof writeList>>
