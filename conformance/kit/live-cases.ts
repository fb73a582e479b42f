import type { ReasonCode } from '../../src/certificates/reasons.ts'
import { logRulesJson } from '../../src/participants/log-rules.ts'
import { GOOD, liveList, pageSpec, RULES, registerFile } from './live.ts'
import { type Live, type LiveDraft, stageOf } from './live-draft.ts'
import { liveLists } from './live-lists.ts'
import { liveProofs } from './live-proofs.ts'
import * as world from './live-world.ts'
import type { TrustFile } from './trust.ts'
import { keyFile, scheme } from './trust-files.ts'
import { writeList } from './tuf.ts'

/** Bundles by file name, as hex. */
export type LiveCases = {
  readonly drafts: readonly LiveDraft[]
  readonly files: Readonly<Record<string, string>>
}

/** Verdicts under registers of logs: what they say, what is wrong with them, what a proof adds. */
export async function liveCases(): Promise<
  LiveCases & { readonly trust: Readonly<Record<string, TrustFile>> }
> {
  const live = await makeLive()
  const lists = await liveLists(live)
  const proofs = await liveProofs(live)
  const stage = stageOf(live, 'live.hex')
  const rows = [...REGISTERED, ...proofs].map((row) => ({ fields: GOOD, ...row, bundle: stage }))
  return {
    files: lists.files,
    drafts: [...rows, ...lists.drafts, ...SPELLED_OUT],
    trust: { live: await trustFile(live) },
  }
}

async function makeLive(): Promise<Live> {
  const { blocks, entries } = await world.issuerLog()
  const imports = await world.importerLog()
  const pages = {
    CD: await registerFile(pageSpec('CD', entries)),
    EU: await registerFile(pageSpec('EU', imports)),
  }
  const lists = { numberBlocks: { CD: blocks }, statusPages: {}, registerPages: pages }
  const { bundle, fingerprints } = writeList(liveList(lists))
  return { blocks, log: entries, imports, pages, bundle, pins: fingerprints }
}

/** What most readers carry, spelled out for those that do not open trust lists themselves. */
async function trustFile({ blocks, pages }: Live): Promise<TrustFile> {
  const { logs: _, ...plain } = await scheme('The lists of a scheme whose logs are live.')
  return {
    ...plain,
    register: 'on',
    logs: logRulesJson(RULES),
    keys: [
      ...plain.keys.filter(({ party }) => party === 'CD' || party === 'EU'),
      ...['AE', 'CD', 'X-DDI', 'ZA'].map((party) => keyFile(`${party} witness`, party, 'witness')),
      keyFile('CD log', 'CD', 'log'),
    ],
    numberBlocks: { CD: blocks },
    statusPages: {},
    registerPages: pages,
  }
}

type Row = Pick<LiveDraft, 'name' | 'about' | 'expect' | 'fields'>

const SPELLED_OUT: readonly LiveDraft[] = [
  {
    ...{ name: 'trust-file', about: 'The register stands in the trust file.', fields: GOOD },
    ...{ trust: 'live', expect: [] },
  },
  {
    ...{ name: 'trust-file-void', about: 'The register in the trust file says void.' },
    ...{ fields: world.OF_STATUS.void, trust: 'live', expect: ['VOID'] },
  },
]

const row = (
  name: string,
  about: string,
  expect: readonly ReasonCode[],
  fields: Row['fields'],
): Row => ({ name, about, expect, ...(fields && { fields }) })

/** One bundle, and what its registers say of one number after the other. */
const REGISTERED: readonly Row[] = [
  row('good', 'Its slot holds its digest, and nothing more is said of it.', [], GOOD),
  ...Object.entries(world.OF_STATUS).map(([status, fields]) =>
    row(
      `status-${status.replaceAll('_', '-')}`,
      `The issuer’s log says of it: ${status.replaceAll('_', ' ')}.`,
      [status.toUpperCase() as ReasonCode],
      fields,
    ),
  ),
  row(
    'spoiled-blank',
    'A number that signed nothing: its status is told.',
    ['SPOILED'],
    world.SPOILED_BLANK,
  ),
  row('twin', 'The first entry of its slot is another certificate.', ['TWIN'], world.TWIN),
  row('used-by-importer', 'The importer’s page lists it as confirmed.', ['USED'], world.IMPORTED),
  row('used-noted', 'The issuer took note of the importer’s confirmation.', ['USED'], world.NOTED),
  row(
    'used-and-corrected',
    'The importer confirmed it, its issuer only corrects it: the worse of the two comes first.',
    ['USED', 'CORRECTED'],
    world.IMPORTED_AND_CORRECTED,
  ),
  row(
    'used-and-suspended',
    'The importer confirmed it, its issuer only suspends it.',
    ['USED', 'SUSPENDED'],
    world.IMPORTED_AND_SUSPENDED,
  ),
  row(
    'used-and-void',
    'The importer confirmed what its issuer had voided: both are told.',
    ['USED', 'VOID'],
    world.IMPORTED_AND_VOID,
  ),
  row(
    'twin-confirmed-elsewhere',
    'The importer confirmed another certificate: that says nothing of this one.',
    [],
    world.TWIN_IMPORTED,
  ),
  row('suspension-ended', 'Suspended, and valid again.', [], world.SUSPENSION_ENDED),
  row(
    'void-stays-void',
    'What is said later never softens what was said before.',
    ['VOID'],
    world.VOID_THEN_VALID,
  ),
  row(
    'not-in-register',
    'Its slot is empty, two days after it was signed.',
    ['NOT_IN_REGISTER'],
    world.NOT_LOGGED,
  ),
  row(
    'not-in-register-at-the-limit',
    'Its slot is empty, and the quorum cosigned exactly a logging limit after it was signed.',
    ['NOT_IN_REGISTER'],
    world.AT_THE_LIMIT,
  ),
  row(
    'register-older-by-a-second',
    'Its slot is empty, and the quorum cosigned a second less than the logging limit after.',
    ['REGISTER_OLDER'],
    world.WITHIN_THE_LIMIT,
  ),
  row('register-older', 'Signed an hour before the page.', ['REGISTER_OLDER'], world.YOUNG),
  row('outside-blocks', 'No block has its number.', ['NUMBER_OUTSIDE_BLOCKS'], world.OUTSIDE),
  row(
    'outside-blocks-register-older',
    'No block has its number, and the register is too old to know.',
    ['REGISTER_OLDER'],
    world.YOUNG_OUTSIDE,
  ),
  row(
    'before-its-block',
    'Its number is of a block that counts from April on.',
    ['NUMBER_BEFORE_ITS_BLOCK'],
    world.TOO_EARLY,
  ),
]
