import { readdirSync, readFileSync } from 'node:fs'
import type { Answer, ReasonCode } from '../../src/certificates/reasons.ts'
import type { Remembered } from '../../src/participants/trust.ts'
import type { Fields } from './fields.ts'

/** One case, as it stands in `certificate/{valid,invalid,register}/<name>.json`. README.md describes it. */
export type Case = {
  readonly name: string
  readonly about: string
  readonly fields: Fields | null
  readonly claims: string | null
  readonly key: string | null
  readonly cose: string | null
  readonly qr: string | null
  /** Text of a proof that the certificate is logged; present where the copy carries one. */
  readonly proof?: string
  readonly trust: string | null
  readonly bundle: BundleStage | null
  readonly at: number
  readonly expected: Expected
}

export type BundleStage = {
  readonly file: string
  readonly pins: readonly string[]
  readonly acceptDemonstration: boolean
  readonly remembered: Remembered | null
}

export type Expected = {
  readonly form: string
  readonly signature: string | null
  readonly meaning: string | null
  readonly verdict: Answer
  readonly reasons: readonly ReasonCode[]
  readonly ages: Readonly<Record<string, number>>
  readonly certificate: unknown
}

export const FOLDERS = ['valid', 'invalid', 'register'] as const
export type Folder = (typeof FOLDERS)[number]

export function suiteUrl(path: string): URL {
  return new URL(`../certificate/${path}`, import.meta.url)
}

export function readCases(folder: Folder): readonly Case[] {
  const names = readdirSync(suiteUrl(`${folder}/`)).filter((name) => name.endsWith('.json'))
  return names.sort().map((name) => {
    const read = JSON.parse(readFileSync(suiteUrl(`${folder}/${name}`), 'utf8')) as Case
    if (`${read.name}.json` !== name) throw new Error(`${name} calls itself ${read.name}`)
    return read
  })
}
