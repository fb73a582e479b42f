import { named } from '../../ui/say.ts'
import { en as ui } from '../../ui/words.en.ts'
import { en as verifier } from './words.en.ts'

/** All words of the verifier's page in one language. */
export const catalogue = { ...named('ui', ui), ...named('verifier', verifier) }
