import type { Detail } from '../values/sentence.ts'
import type { KeyWord } from './monitor-words.en.ts'

/** Digits of a fingerprint that tell two keys of one party apart at the telephone; the evidence has them all. */
const SHOWN_DIGITS = 16
const KEY =
  /^(?<usage>\w+) (?<key>[0-9a-f]{64}) (?<state>active|retired|compromised) (?<since>\d+|–) (?<from>\d+) (?<until>\d+)(?: good below (?<goodBelow>\d+))?$/
/** The other lines of `keysSeen`, in the form in which an alarm has kept them. */
const FORMS: readonly (readonly [RegExp, KeyWord])[] = [
  [/^root (?<root>[0-9a-f]{64})$/, 'root'],
  [/^delegation threshold (?<count>\d+)$/, 'threshold'],
  [/^delegation (?<key>[0-9a-f]{64})$/, 'delegation'],
  [/^delegation (?<version>\d+) agreed by the party$/, 'agreed'],
  [
    /^delegation (?<version>\d+) announced in the log of (?<log>[\w-]+) at entry (?<index>\d+)$/,
    'announced',
  ],
]

/** A line of `watch-keys.ts` as a word and what it names; undefined where it is none of them. */
export function readKeyLine(
  line: string,
): { readonly word: KeyWord; readonly detail: Detail } | undefined {
  const key = KEY.exec(line)?.groups
  if (key !== undefined) return { word: wordOf(key), detail: detailOf(key) }
  for (const [form, word] of FORMS) {
    const found = form.exec(line)?.groups
    if (found !== undefined) return { word, detail: detailOf(found) }
  }
  return undefined
}

type Groups = Readonly<Record<string, string | undefined>>

function wordOf({ state, goodBelow }: Groups): KeyWord {
  if (state === 'active' || state === 'retired') return state
  return goodBelow === undefined ? 'compromised' : 'goodBelow'
}

function detailOf({ key, ...others }: Groups): Detail {
  const known = Object.entries(others).flatMap(([name, value]) => {
    if (value === undefined) return []
    return [[name, COUNTS.includes(name) ? Number(value) : value] as const]
  })
  const short = key === undefined ? {} : { key: `${key.slice(0, SHOWN_DIGITS)}…` }
  return { ...Object.fromEntries(known), ...short }
}

/** Numbers on which the form of a word hangs, and moments in epoch seconds. */
const COUNTS = ['count', 'goodBelow', 'since', 'from', 'until']
