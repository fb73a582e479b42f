import { useCallback } from 'react'
import { useGoodsSay } from '../goods/say.ts'
import { useApplicationSay } from './say.ts'
import type { en } from './words.en.ts'

type Word = keyof typeof en

const PARTIES = ['exporter', 'importer', 'consignee'] as const
const PARTS = ['name', 'address', 'place', 'country', 'licence'] as const
const COLUMNS = ['hs', 'carats', 'usd', 'description'] as const

/** Fields that stand alone, by the word of their label. */
const ALONE: Readonly<Record<string, Word>> = {
  kind: 'kind',
  destination: 'destination',
  purpose: 'purpose',
  transit: 'transit',
  relatedNumbers: 'related',
  parcels: 'goods',
  origin: 'origin',
  'origin.mode': 'origin',
  'origin.countries': 'originCountry',
  sources: 'sources',
  remarks: 'remarks',
  attachments: 'documents',
  declaration: 'declaration',
  'declaration.accepted': 'declaration',
  'declaration.name': 'declarationName',
  exporter: 'exporter',
  importer: 'importer',
  consignee: 'consignee',
}

/** What a person calls the field of a path: `importer.place` is `Importer, town`. */
export function useFieldName(): (path: string) => string {
  const say = useApplicationSay()
  const sayGoods = useGoodsSay()
  return useCallback(
    (path) => {
      const [head = '', at = '', part = ''] = path.split('.')
      const number = Number(at) + 1
      const party = PARTIES.find((each) => each === head)
      const partyPart = PARTS.find((each) => each === at)
      if (party !== undefined && partyPart !== undefined) {
        return `${say(party)}, ${say(partyPart).toLocaleLowerCase()}`
      }
      const column = COLUMNS.find((each) => each === part)
      if (head === 'parcels' && column !== undefined) {
        return sayGoods('cell', { column: sayGoods(column), number })
      }
      if (head === 'sources' && at !== '') {
        const source = say('sourceKind', { number })
        return part === 'reference' ? `${source}, ${say('sourceReference')}` : source
      }
      if (path.startsWith('origin.countries.')) {
        return say('originCountryAt', { number: Number(part) + 1 })
      }
      const word = ALONE[path] ?? ALONE[head]
      return word === undefined ? path : say(word)
    },
    [say, sayGoods],
  )
}
