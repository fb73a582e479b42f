import { en as signerEn } from '../../participants/signer-words.en.ts'
import { fr as signerFr } from '../../participants/signer-words.fr.ts'
import { type Queryable, rowsOf } from '../../platform/database.ts'
import { type Language, sentence } from '../../platform/words.ts'
import type { Refusal } from '../../values/outcome.ts'
import { fill } from '../../values/sentence.ts'
import { isStatus } from '../awaiting.ts'
import * as english from '../awaiting-words.en.ts'
import * as french from '../awaiting-words.fr.ts'
import { statuses as statusesEn } from '../discrepancy-words.en.ts'
import { statuses as statusesFr } from '../discrepancy-words.fr.ts'
import { en } from '../words.en.ts'
import { fr } from '../words.fr.ts'
import type { AwaitingRow } from './awaiting-store.ts'

const WORDS = {
  en: { what: english.en, lines: english.lines, statuses: statusesEn },
  fr: { what: french.fr, lines: french.lines, statuses: statusesFr },
}
const REFUSALS = { en: { ...en, ...signerEn }, fr: { ...fr, ...signerFr } }
type Code = keyof (typeof REFUSALS)['en']

/** What waits for its signature, by whom it was decided, since when, and why it was refused. */
export async function awaitingView(
  on: Queryable,
  rows: readonly AwaitingRow[],
  language: Language,
) {
  const decided = await decidedBy(on, rows)
  return rows.map((row) => {
    const names = decided.filter(({ id }) => id === row.id).map(({ name }) => name)
    const { number, what, since } = row
    return { number, what, since, text: textOf(row, names, language), refused: why(row, language) }
  })
}

function textOf({ what }: AwaitingRow, names: readonly string[], language: Language): string {
  const words = WORDS[language]
  const by = names.length === 0 ? [words.lines.nobody] : names
  const said = isStatus(what)
    ? fill(words.what['certificate-status'], { status: words.statuses[what], names: '{names}' })
    : words.what[what]
  const list = new Intl.ListFormat(language).format(by)
  return fill(words.lines.waits, { what: fill(said, { names: list }) })
}

/** Null where the signer was only away. */
function why({ refused }: AwaitingRow, language: Language): string | null {
  const isKnown = (refused?.code ?? '') in REFUSALS[language]
  return isKnown ? sentence(REFUSALS, refused as Refusal<Code>, language) : null
}

/** Who stands on the time line at that instant: the one who acted, and the one who approved. */
function decidedBy(on: Queryable, rows: readonly AwaitingRow[]) {
  return rows.length === 0
    ? []
    : rowsOf<{ id: bigint; name: string }>(
        on,
        `select w.id, e.officer_name as name from certificates.awaiting w
         join certificates.event e on e.participant = w.participant and e.subject = w.number and e.at = w.since
         where w.participant = $1 and w.id = any($2::bigint[]) and e.officer_name is not null
         group by w.id, e.officer_name order by w.id, min(e.id)`,
        [rows[0]?.participant, rows.map(({ id }) => id.toString())],
      )
}
