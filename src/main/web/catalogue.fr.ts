import { fr as acts } from '../../access/act-words.fr.ts'
import { fr as journal } from '../../access/web/journal/words.fr.ts'
import { fr as second } from '../../access/web/second/words.fr.ts'
import { fr as standing } from '../../access/web/standing/words.fr.ts'
import { fr as access } from '../../access/web/words.fr.ts'
import { fr as application } from '../../certificates/web/application/words.fr.ts'
import { fr as arrival } from '../../certificates/web/arrival/words.fr.ts'
import { fr as cards } from '../../certificates/web/cards/words.fr.ts'
import { fr as certificate } from '../../certificates/web/certificate/words.fr.ts'
import { fr as goods } from '../../certificates/web/goods/words.fr.ts'
import { fr as licences } from '../../certificates/web/licences/words.fr.ts'
import { fr as monitor } from '../../certificates/web/monitor/words.fr.ts'
import { fr as numbers } from '../../certificates/web/numbers/words.fr.ts'
import { fr as review } from '../../certificates/web/review/words.fr.ts'
import { fr as certificates } from '../../certificates/web/words.fr.ts'
import { fr as work } from '../../certificates/web/work/words.fr.ts'
import { fr as logs } from '../../transparency/web/words.fr.ts'
import { named } from '../../ui/say.ts'
import { fr as ui } from '../../ui/words.fr.ts'
import { fr as keys } from './keys/words.fr.ts'
import { fr as profile } from './profile/words.fr.ts'
import { fr as app } from './words.fr.ts'

/** All words of the app in one language, loaded when somebody reads it. */
export const catalogue = {
  ...named('ui', ui),
  ...named('app', app),
  ...named('access', access),
  ...named('second', second),
  ...named('journal', journal),
  ...named('acts', acts),
  ...named('standing', standing),
  ...named('certificates', certificates),
  ...named('work', work),
  ...named('application', application),
  ...named('goods', goods),
  ...named('review', review),
  ...named('certificate', certificate),
  ...named('arrival', arrival),
  ...named('monitor', monitor),
  ...named('licences', licences),
  ...named('cards', cards),
  ...named('numbers', numbers),
  ...named('logs', logs),
  ...named('keys', keys),
  ...named('profile', profile),
}
