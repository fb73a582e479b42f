import type { FirstRefusal } from '../access/first-people.ts'
import { en as accessEn } from '../access/words.en.ts'
import { fr as accessFr } from '../access/words.fr.ts'
import { en as certificatesEn } from '../certificates/words.en.ts'
import { fr as certificatesFr } from '../certificates/words.fr.ts'
import type { BundleRefusal } from '../participants/bundle.ts'
import type { CardRefusal, CardTokenRefusal } from '../participants/card-refusals.ts'
import { en as cardEn, tokenEn } from '../participants/card-words.en.ts'
import { fr as cardFr, tokenFr } from '../participants/card-words.fr.ts'
import type { KeyRefusal } from '../participants/key-refusals.ts'
import { en as keyEn } from '../participants/key-words.en.ts'
import { fr as keyFr } from '../participants/key-words.fr.ts'
import type { RootRefusal } from '../participants/root-refusals.ts'
import { en as rootEn } from '../participants/root-words.en.ts'
import { fr as rootFr } from '../participants/root-words.fr.ts'
import type { SignerRefusal, SignerStartRefusal } from '../participants/signer-refusals.ts'
import { en as signerEn } from '../participants/signer-words.en.ts'
import { fr as signerFr } from '../participants/signer-words.fr.ts'
import type { TrustRefusal } from '../participants/trust.ts'
import { en as trustEn } from '../participants/trust-words.en.ts'
import { fr as trustFr } from '../participants/trust-words.fr.ts'
import { en as participantsEn } from '../participants/words.en.ts'
import { fr as participantsFr } from '../participants/words.fr.ts'
import { type Language, platformWords } from '../platform/words.ts'
import type { Refusal } from '../values/outcome.ts'
import { fill } from '../values/sentence.ts'
import { type CliRefusal, en } from './cli-words.en.ts'
import { fr } from './cli-words.fr.ts'

type WitnessStartRefusal =
  | 'PLATFORM_LISTEN'
  | 'PLATFORM_DATA_FOLDER_IN_USE'
  | 'PLATFORM_DATA_FOLDER_DENIED'

/** Everything that a command can be refused with. */
export type CliCode =
  | CliRefusal
  | BundleRefusal
  | TrustRefusal
  | 'PARTICIPANTS_CODE_UNKNOWN'
  | 'PARTICIPANTS_DAY'
  | 'CERTIFICATES_BLOCK_DIFFERS'
  | 'CERTIFICATES_DOSSIER_FORM'
  | 'PARTICIPANTS_PROFILE'
  | KeyRefusal
  | RootRefusal
  | CardRefusal
  | CardTokenRefusal
  | SignerRefusal
  | SignerStartRefusal
  | WitnessStartRefusal
  | FirstRefusal
  | 'ACCESS_FIRST_DONE'
  | 'ACCESS_AGAIN_NOBODY'
  | 'ACCESS_REASON'
  | 'ACCESS_HERE_ALREADY'
  | 'ACCESS_TOO_MANY_INVITED'

const WORDS: Readonly<Record<Language, Readonly<Record<CliCode, string>>>> = {
  en: {
    ...platformWords.en,
    ...accessEn,
    ...certificatesEn,
    ...participantsEn,
    ...trustEn,
    ...signerEn,
    ...keyEn,
    ...rootEn,
    ...cardEn,
    ...tokenEn,
    ...en,
  },
  fr: {
    ...platformWords.fr,
    ...accessFr,
    ...certificatesFr,
    ...participantsFr,
    ...trustFr,
    ...signerFr,
    ...keyFr,
    ...rootFr,
    ...cardFr,
    ...tokenFr,
    ...fr,
  },
}

export function refusalText({ code, detail }: Refusal<CliCode>, language: Language): string {
  return fill(WORDS[language][code], detail ?? {})
}
