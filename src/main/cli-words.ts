import type { BundleRefusal } from '../participants/bundle.ts'
import { en as signerEn } from '../participants/signer-words.en.ts'
import { fr as signerFr } from '../participants/signer-words.fr.ts'
import type { OfficersRefusal } from '../participants/signing-officers.ts'
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
  | OfficersRefusal
  | 'PARTICIPANTS_OFFICERS_OUTDATED'

const WORDS: Readonly<Record<Language, Readonly<Record<CliCode, string>>>> = {
  en: { ...participantsEn, ...trustEn, ...signerEn, ...en },
  fr: { ...participantsFr, ...trustFr, ...signerFr, ...fr },
}

export function refusalText({ code, detail }: Refusal<CliCode>, language: Language): string {
  return fill(WORDS[language][code], detail ?? {})
}
