import { describe, expect, test } from 'vitest'
import { AT, DAY } from '../../conformance/kit/lists.ts'
import {
  type Asked,
  ask,
  confirmed,
  digest,
  EU,
  entry,
  type Made,
  other,
  SLOT,
} from '../../test/live-register.ts'
import { toHex } from '../crypto/bytes.ts'
import type { ReasonCode } from './reasons.ts'

describe('the list of the importer', () => {
  const imported = (code: ReasonCode) => async (made: Made, asked?: Asked) => {
    const { verdict, reasons } = await ask(made, asked)
    return [verdict, reasons.find((each) => each.code === code)?.detail]
  }
  const without: Made = { takeAway: EU }

  test('names who confirmed, also where the issuer took note of it', async () => {
    const used = imported('USED')
    const both = { entries: [entry({}), confirmed(digest, SLOT)] }
    const imports = [confirmed(digest, null)]
    expect(await used({ imports })).toEqual(['INVALID', { party: EU }])
    expect(await used({ ...both, imports })).toEqual(['INVALID', { party: EU }])
    expect(await used(both)).toEqual(['INVALID', { other: '' }])
  })

  test('that is old or missing is a note', async () => {
    const old = { importsSignedAt: AT - 3 * DAY }
    expect(await imported('IMPORTER_LIST_OLD')(old)).toEqual(['VALID', { party: EU, days: 3 }])
    const fresh = { importsSignedAt: AT - DAY }
    expect(await imported('IMPORTER_LIST_OLD')(fresh)).toEqual(['VALID', undefined])
    expect(await imported('IMPORTER_LIST_MISSING')(without)).toEqual(['VALID', { party: EU }])
  })

  test.each<[string, number, Made, ReasonCode[]]>([
    ['smaller than one that was seen', 9, {}, ['LIST_ROLLED_BACK']],
    ['another of the same size', 0, {}, ['LOG_FORKED']],
    ['withheld after it was seen', 9, without, ['LIST_ROLLED_BACK']],
  ])('%s', async (_, size, made, codes) => {
    const seen = () => new Map([[EU, { size, root: toHex(other(77)) }]])
    expect((await ask(made, { seen })).codes).toEqual(codes)
  })
})
