import { named } from '../../ui/say.ts'
import { fr as ui } from '../../ui/words.fr.ts'
import { fr as verifier } from './words.fr.ts'

/** All words of the verifier's page in one language. */
export const catalogue = { ...named('ui', ui), ...named('verifier', verifier) }
