import type { BundleRefusal } from '../participants/bundle.ts'
import type { TrustRefusal } from '../participants/trust.ts'
import { en as trustEn } from '../participants/trust-words.en.ts'
import { fr as trustFr } from '../participants/trust-words.fr.ts'
import { en as participantsEn } from '../participants/words.en.ts'
import { fr as participantsFr } from '../participants/words.fr.ts'
import type { Language } from '../platform/words.ts'
import type { Refusal } from '../values/outcome.ts'
import { fill } from '../values/sentence.ts'
import { type CliRefusal, en } from './cli-words.en.ts'
import { fr } from './cli-words.fr.ts'

/** Everything that a command can be refused with. */
export type CliCode =
  | CliRefusal
  | BundleRefusal
  | TrustRefusal
  | 'PARTICIPANTS_CODE_UNKNOWN'
  | 'PARTICIPANTS_DAY'

const WORDS: Readonly<Record<Language, Readonly<Record<CliCode, string>>>> = {
  en: { ...participantsEn, ...trustEn, ...en },
  fr: { ...participantsFr, ...trustFr, ...fr },
}

export function refusalText({ code, detail }: Refusal<CliCode>, language: Language): string {
  return fill(WORDS[language][code], detail ?? {})
}
