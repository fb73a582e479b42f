import type { en } from './delta-words.en.ts'

const FETCH_WHOLE = 'Chargez plutôt les listes entières.'

export const fr = {
  DELTA_TOO_LONG: `Les changements sont plus longs que tout changement honnête. ${FETCH_WHOLE}`,
  DELTA_MALFORMED: `Les changements sont illisibles. Ils ont été abîmés en route, ou sont autre chose. ${FETCH_WHOLE}`,
  DELTA_VERSION: `Ces changements sont écrits pour un programme plus récent. ${FETCH_WHOLE} Mettez ensuite ce programme à jour.`,
  DELTA_OF_ANOTHER_BASE: `Ces changements vont avec d’autres listes que celles de cet appareil. ${FETCH_WHOLE}`,
  DELTA_ALREADY_APPLIED:
    'Les listes de cet appareil ont déjà ces changements. Il n’y a rien à faire.',
  DELTA_LEADS_ELSEWHERE: `Les changements ne mènent pas aux listes qu’ils promettent. Les listes de cet appareil restent comme elles étaient. ${FETCH_WHOLE}`,
} as const satisfies Record<keyof typeof en, string>
