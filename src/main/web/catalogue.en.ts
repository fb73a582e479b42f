import { en as acts } from '../../access/act-words.en.ts'
import { en as journal } from '../../access/web/journal/words.en.ts'
import { en as second } from '../../access/web/second/words.en.ts'
import { en as standing } from '../../access/web/standing/words.en.ts'
import { en as access } from '../../access/web/words.en.ts'
import { en as application } from '../../certificates/web/application/words.en.ts'
import { en as arrival } from '../../certificates/web/arrival/words.en.ts'
import { en as cards } from '../../certificates/web/cards/words.en.ts'
import { en as certificate } from '../../certificates/web/certificate/words.en.ts'
import { en as goods } from '../../certificates/web/goods/words.en.ts'
import { en as licences } from '../../certificates/web/licences/words.en.ts'
import { en as monitor } from '../../certificates/web/monitor/words.en.ts'
import { en as numbers } from '../../certificates/web/numbers/words.en.ts'
import { en as review } from '../../certificates/web/review/words.en.ts'
import { en as certificates } from '../../certificates/web/words.en.ts'
import { en as work } from '../../certificates/web/work/words.en.ts'
import { en as logs } from '../../transparency/web/words.en.ts'
import { named } from '../../ui/say.ts'
import { en as ui } from '../../ui/words.en.ts'
import { en as keys } from './keys/words.en.ts'
import { en as profile } from './profile/words.en.ts'
import { en as app } from './words.en.ts'

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
