import { describe, expect, test } from 'vitest'
import { standingCommand } from './cli-standing.ts'
import { loadRegistryFiles } from './registry-files.ts'

/**
 * What `openkp participants standing` says, as the sources say it: written from the domain reference
 * by hand and section by section, never from the registry file.
 */

const { registry } = loadRegistryFiles()

function ask(code: string, on: string, forCode?: string) {
  const report = standingCommand({ code, on, forCode }, registry)
  if (!report.ok) return { refused: report.refusals[0].code }
  return report.value.json
}

type Row = readonly [
  code: string,
  on: string,
  list: string | null,
  standing: string,
  mayExport: boolean,
  mayImport: boolean,
]

const OF_3_5: readonly Row[] = [
  // 3.5, first column of the table: Participants since 2003, on the list of 31 October 2003.
  ...'AO AM AU BY BW BR CA CD GN GY IN IL JP LA LS MY MU NA RU SL ZA KR LK CH TZ TH TG UA AE US VN'
    .split(' ')
    .map((code): Row => [code, '2003-10-31', null, 'participant', true, true]),
  ['CN', '2003-10-31', null, 'participant', true, true],
  // 1.6 and events: the scheme began on 1 January 2003.
  ['BW', '2002-12-31', null, 'not_participant', false, false],
  ['EU', '2002-12-31', null, 'not_participant', false, false],
  ['EU', '2003-01-01', null, 'participant', true, true],
  // 3.5: years of admission. The year before, and the year after.
  ['BD', '2004-12-31', null, 'not_participant', false, false],
  ['BD', '2007-01-01', null, 'participant', true, true],
  ['KH', '2012-11-29', null, 'not_participant', false, false],
  ['KH', '2012-11-30', null, 'participant', true, true],
  ['KZ', '2012-11-29', null, 'not_participant', false, false],
  ['KZ', '2012-11-30', null, 'participant', true, true],
  ['PA', '2012-11-29', null, 'not_participant', false, false],
  ['PA', '2012-11-30', null, 'participant', true, true],
  ['CM', '2012-07-31', null, 'not_participant', false, false],
  ['CM', '2012-09-01', null, 'participant', true, true],
  ['SZ', '2009-12-31', null, 'not_participant', false, false],
  ['SZ', '2013-01-01', null, 'participant', true, true],
  ['GA', '2018-11-11', null, 'not_participant', false, false],
  ['GA', '2018-11-16', null, 'participant', true, true],
  ['ID', '2004-12-31', null, 'not_participant', false, false],
  ['ID', '2006-01-01', null, 'participant', true, true],
  ['KG', '2020-12-31', null, 'not_participant', false, false],
  ['KG', '2022-01-01', null, 'participant', true, true],
  ['MZ', '2020-12-31', null, 'not_participant', false, false],
  ['MZ', '2022-01-01', null, 'participant', true, true],
  ['QA', '2020-12-31', null, 'not_participant', false, false],
  ['QA', '2022-01-01', null, 'participant', true, true],
  ['LR', '2007-04-30', null, 'not_participant', false, false],
  ['LR', '2007-06-21', null, 'participant', true, true],
  ['ML', '2012-12-31', null, 'not_participant', false, false],
  ['ML', '2015-01-01', null, 'participant', true, true],
  ['MX', '2007-12-31', null, 'not_participant', false, false],
  ['MX', '2009-01-01', null, 'participant', true, true],
  ['NZ', '2005-12-31', null, 'not_participant', false, false],
  ['NZ', '2007-01-01', null, 'participant', true, true],
  ['NO', '2003-12-31', null, 'not_participant', false, false],
  ['NO', '2005-01-01', null, 'participant', true, true],
  ['SG', '2005-01-01', null, 'participant', true, true],
  ['TR', '2006-12-31', null, 'not_participant', false, false],
  ['TR', '2008-01-01', null, 'participant', true, true],
  ['UZ', '2024-11-14', null, 'not_participant', false, false],
  ['UZ', '2024-11-15', null, 'participant', true, true],
  ['GH', '2004-12-31', null, 'participant', true, true],
  // 3.5: Lebanon, off the list in 2004 and 2005.
  ['LB', '2003-12-31', null, 'participant', true, true],
  ['LB', '2004-12-31', null, 'removed', false, false],
  ['LB', '2006-01-01', null, 'participant', true, true],
  // 3.5: the United Kingdom since 1 January 2021, earlier through the EU.
  ['GB', '2003-10-31', null, 'covered', false, false],
  ['GB', '2020-12-31', null, 'covered', false, false],
  ['GB', '2021-01-01', null, 'participant', true, true],
  // 3.5: six members were Participants of their own before they joined (days: enlargement of the EU).
  ['HU', '2004-04-30', null, 'participant', true, true],
  ['HU', '2004-05-01', null, 'covered', false, false],
  ['PL', '2004-04-30', null, 'participant', true, true],
  ['PL', '2004-05-01', null, 'covered', false, false],
  ['SI', '2004-04-30', null, 'participant', true, true],
  ['SI', '2004-05-01', null, 'covered', false, false],
  ['BG', '2006-12-31', null, 'participant', true, true],
  ['BG', '2007-01-01', null, 'covered', false, false],
  ['RO', '2006-12-31', null, 'participant', true, true],
  ['RO', '2007-01-01', null, 'covered', false, false],
  ['HR', '2013-06-30', null, 'participant', true, true],
  ['HR', '2013-07-01', null, 'covered', false, false],
  // 3.5: the 27, none with a certificate of its own.
  ...'AT BE BG HR CY CZ DK EE FI FR DE GR HU IE IT LV LT LU MT NL PL PT RO SK SI ES SE'
    .split(' ')
    .map((code): Row => [code, '2025-11-21', null, 'covered', false, false]),
]

const OF_4_4: readonly Row[] = [
  // 4.4: Republic of Congo, struck off in July 2004, back in November 2007.
  ['CG', '2004-06-30', null, 'participant', true, true],
  ['CG', '2004-08-01', null, 'removed', false, false],
  ['CG', '2007-10-31', null, 'removed', false, false],
  ['CG', '2007-12-01', null, 'participant', true, true],
  // 4.4: Ghana's exports were supervised, never suspended by the scheme.
  ['GH', '2007-01-15', null, 'participant', true, true],
  // 4.4 and 3.5: Côte d'Ivoire, embargo of the United Nations from 2005 to 29 April 2014.
  ['CI', '2004-12-31', null, 'participant', true, true],
  ['CI', '2006-01-01', null, 'embargoed', false, true],
  ['CI', '2013-11-22', null, 'embargoed', false, true],
  ['CI', '2014-04-28', null, 'embargoed', false, true],
  ['CI', '2014-04-29', null, 'participant', true, true],
  // 4.4: Venezuela, a member that may not trade.
  ['VE', '2007-12-31', null, 'participant', true, true],
  ['VE', '2008-12-31', null, 'self_suspended', false, false],
  ['VE', '2010-11-04', null, 'self_suspended', false, false],
  ['VE', '2015-05-18', null, 'self_suspended', false, false],
  ['VE', '2018-01-01', null, 'participant', true, true],
  // 4.4: Guinea was questioned in 2009, and stayed.
  ['GN', '2009-06-01', null, 'participant', true, true],
  // 4.4: Zimbabwe, exports of Marange mine by mine from November 2009.
  ['ZW', '2009-10-31', null, 'participant', true, true],
  ['ZW', '2010-03-21', null, 'zone_limited', true, true],
  ['ZW', '2011-11-01', null, 'zone_limited', true, true],
  ['ZW', '2025-01-01', null, 'participant', true, true],
  // 4.4: the Central African Republic, suspended, limited to zones, reinstated.
  ['CF', '2013-05-22', null, 'participant', true, true],
  ['CF', '2013-05-23', null, 'suspended', false, false],
  ['CF', '2014-07-15', null, 'suspended', false, false],
  ['CF', '2015-07-16', null, 'suspended', false, false],
  ['CF', '2015-07-17', null, 'zone_limited', false, true],
  ['CF', '2016-07-01', null, 'zone_limited', true, true],
  ['CF', '2020-02-29', null, 'zone_limited', true, true],
  ['CF', '2024-11-14', null, 'zone_limited', true, true],
  ['CF', '2024-11-15', null, 'participant', true, true],
]

const OF_10: readonly Row[] = [
  // Case 2: Northern Ireland stays under the regime of the EU. XI is the code of its customs.
  ['XI', '2021-01-01', null, 'covered', false, false],
  // Case 3: Greenland.
  ['GL', '2025-01-01', null, 'covered', false, false],
  // Case 24: national lists lag behind (3.4 has the days).
  ['UZ', '2024-11-15', 'CA', 'participant', false, false],
  ['UZ', '2025-01-22', 'CA', 'participant', false, false],
  ['UZ', '2025-01-23', 'CA', 'participant', true, true],
  ['UZ', '2025-03-05', 'US', 'participant', false, false],
  ['UZ', '2025-03-06', 'US', 'participant', true, true],
  ['UZ', '2025-01-01', 'IN', 'participant', true, true],
  ['UZ', '2024-11-14', 'CA', 'not_participant', false, false],
  // 4.4: the US notice on Venezuela's self-suspension stood until 2017.
  ['VE', '2011-01-01', 'US', 'self_suspended', false, false],
  ['VE', '2017-04-25', 'US', 'participant', false, false],
  ['VE', '2017-04-26', 'US', 'participant', true, true],
  // Case 26: Hong Kong inside China, with a scheme of its own. Macau: nothing is known.
  ['HK', '2025-01-01', null, 'covered', false, false],
  ['MO', '2025-01-01', null, 'unknown', false, false],
  // Case 27 and 2.8: Taiwan is no Participant; the lists of Canada and of the EU name it.
  ['TW', '2025-01-01', null, 'trading_entity', true, true],
  ['TW', '2025-01-01', 'CA', 'trading_entity', true, true],
  ['TW', '2025-01-01', 'EU', 'trading_entity', true, true],
  ['TW', '2025-01-01', 'BE', 'trading_entity', true, true],
  ['TW', '2025-01-01', 'AO', 'trading_entity', false, false],
  // 7 row 2: certificates "from" countries that were never in. Kenya 2015.
  ['KE', '2015-12-01', null, 'not_participant', false, false],
  ['KE', '2025-01-01', 'US', 'not_participant', false, false],
  // 1.2 (CORE III): no trade with non-Participants, whatever list they keep.
  ['BW', '2025-01-01', 'KE', 'participant', false, false],
  ['BW', '2002-06-01', 'ZA', 'not_participant', false, false],
  ['BW', '2005-01-01', 'CG', 'participant', false, false],
  ['BW', '2012-07-31', 'CM', 'participant', false, false],
  ['BW', '2012-09-01', 'CM', 'participant', true, true],
  ['BW', '2025-01-01', 'MO', 'participant', false, false],
  ['BW', '2025-01-01', 'TW', 'participant', true, true],
  ['BW', '2025-01-01', 'FR', 'participant', true, true],
  ['BW', '2025-01-01', 'BW', 'participant', true, true],
  ['BW', '2025-01-01', 'HK', 'participant', true, true],
  // Days to come: nothing that is known changes.
  ['BW', '2099-12-31', null, 'participant', true, true],
  ['CF', '2040-02-29', null, 'participant', true, true],
  // A leap day, and codes typed in lower case.
  ['bw', '2024-02-29', null, 'participant', true, true],
  ['uz', '2025-02-01', 'us', 'participant', false, false],
  ['eu', '2025-02-01', 'gb', 'participant', true, true],
]

const ROWS = [...OF_3_5, ...OF_4_4, ...OF_10]

test.each(ROWS)('%s on %s for %s: %s, exports %s, imports %s', (code, on, list, ...answer) => {
  const [standing, mayExport, mayImport] = answer
  expect(ask(code, on, list ?? undefined)).toMatchObject({
    participant: code.toUpperCase(),
    on,
    standing,
    mayExport,
    mayImport,
  })
})

test('the answer has exactly the members that are promised, and every reason a code and a text', () => {
  for (const [code, on, list] of ROWS) {
    const json = ask(code, on, list ?? undefined)
    expect(Object.keys(json)).toEqual(
      'participant on standing mayExport mayImport reasons'.split(' '),
    )
    const reasons = 'reasons' in json ? json.reasons : []
    expect(reasons.length).toBeGreaterThan(0)
    for (const { code: said, text } of reasons) {
      expect(said).toMatch(/^[A-Z_]+$/)
      expect(text).toMatch(/\.$/)
    }
  }
})

describe('refused', () => {
  test.each([
    ['BWA', '2025-01-01', undefined, 'PARTICIPANTS_CODE_UNKNOWN'],
    ['B', '2025-01-01', undefined, 'PARTICIPANTS_CODE_UNKNOWN'],
    ['', '2025-01-01', undefined, 'PARTICIPANTS_CODE_UNKNOWN'],
    [' BW', '2025-01-01', undefined, 'PARTICIPANTS_CODE_UNKNOWN'],
    ['UK', '2025-01-01', undefined, 'PARTICIPANTS_CODE_UNKNOWN'],
    ['ZZ', '2025-01-01', undefined, 'PARTICIPANTS_CODE_UNKNOWN'],
    ['ß', '2025-01-01', undefined, 'PARTICIPANTS_CODE_UNKNOWN'],
    ['constructor', '2025-01-01', undefined, 'PARTICIPANTS_CODE_UNKNOWN'],
    ['BW', '2025-01-01', 'QQ', 'PARTICIPANTS_CODE_UNKNOWN'],
    ['BW', '2025-01-01', '', 'PARTICIPANTS_CODE_UNKNOWN'],
    ['BW', '2025-02-29', undefined, 'PARTICIPANTS_DAY'],
    ['BW', '2025-2-1', undefined, 'PARTICIPANTS_DAY'],
    ['BW', '01/02/2025', undefined, 'PARTICIPANTS_DAY'],
    ['BW', '2025-01-01T00:00:00Z', undefined, 'PARTICIPANTS_DAY'],
    ['BW', '10000-01-01', undefined, 'PARTICIPANTS_DAY'],
    ['BW', '', undefined, 'PARTICIPANTS_DAY'],
  ])('%j on %j for %j: %s', (code, on, list, refused) => {
    expect(ask(code, on, list)).toEqual({ refused })
  })
})
