import { sha256 } from '@noble/hashes/sha2.js'
import { encodeBlock, type NumberBlock } from '../../src/certificates/blocks.ts'
import { encodePage } from '../../src/certificates/status.ts'
import type { CborValue } from '../../src/crypto/cbor.ts'
import { encodeUtf8 } from '../../src/crypto/utf8.ts'
import { sha256Hex } from '../../src/participants/canonical-json.ts'
import { hex } from './keys.ts'
import {
  AT,
  type BlockRow,
  blocksOf,
  DAY,
  type IssuerFiles,
  instant,
  issuerFiles,
  LISTED_AT,
  type Signing,
  signing,
  statement,
} from './lists.ts'
import type { TrustFile } from './trust.ts'
import { keyFile, ROWS, scheme } from './trust-files.ts'

const CD = ['CD']
const HISTORY = ['CF', 'EU', 'ZA', 'CD', 'ZW', 'UZ']

/** Every trust file of the suite by its name. */
export async function trustVariants(): Promise<Readonly<Record<string, TrustFile>>> {
  const variants: Record<string, TrustFile> = {
    scheme: await scheme('The lists of most cases.'),
    'scheme-unpinned': {
      ...(await scheme('Signed well, under a root that this reader was not given.', LISTED_AT, CD)),
      pinned: false,
    },
    'scheme-old-page': await withPage(
      'A fresh trust list with a status page of 15 days before.',
      LISTED_AT - 15 * DAY,
    ),
    'scheme-page-within-the-skew': await withPage(
      'A trust list of six o’clock with a status page of 09:05.',
      AT + 300,
    ),
    'scheme-page-from-the-future': await withPage(
      'A trust list of six o’clock with a status page of 09:05:01.',
      AT + 301,
    ),
    'scheme-page-from-beyond-exp': await withPage(
      'A trust list of March with a status page of June.',
      instant('2026-06-01T00:00:00Z'),
    ),
    'scheme-at-expiry': await scheme('Lists of 1 May 2026.', instant('2026-05-01T12:00:00Z'), CD),
    'scheme-2025': await withBlocksOf2024(),
    demonstration: await demonstration(true),
    'demonstration-unpinned': await demonstration(false),
  }
  for (const [year, at] of [
    ['2010', '2010-06-05T06:00:00Z'],
    ['2013', '2013-06-14T06:00:00Z'],
    ['2014', '2014-06-07T06:00:00Z'],
    ['2017', '2017-06-05T06:00:00Z'],
    ['2024', '2024-12-14T06:00:00Z'],
  ] as const) {
    variants[`scheme-${year}`] = await scheme(`Lists of ${year}.`, instant(at), HISTORY)
  }
  for (const [name, lists] of Object.entries(await damagedLists())) {
    variants[`damaged-${name}`] = {
      ...(await scheme(`CD’s lists are damaged: ${name}.`, LISTED_AT, CD)),
      numberBlocks: { CD: lists.blocks },
      statusPages: { CD: lists.page },
    }
  }
  return variants
}

/** A trust list of the usual time, with a page of CD of another. */
async function withPage(about: string, at: number): Promise<TrustFile> {
  const { page } = await issuerFiles('CD', rows(), signing('CD', at))
  return { ...(await scheme(about, LISTED_AT, CD)), statusPages: { CD: page } }
}

/** The blocks of the other lists count from 2026 on, which would be a second fault in a case of 2024. */
async function withBlocksOf2024(): Promise<TrustFile> {
  const at = instant('2025-01-04T18:00:00Z')
  const blocks: readonly BlockRow[] = [['CD', 6, 1, 5000, '2024-01-01']]
  const lists = await issuerFiles('CD', { blocks }, signing('CD', at))
  return {
    ...(await scheme('Lists of 2025.', at, CD)),
    numberBlocks: { CD: lists.blocks },
    statusPages: { CD: lists.page },
  }
}

async function demonstration(pinned: boolean): Promise<TrustFile> {
  const lists = await issuerFiles('CD', rows(), {
    environment: 'demonstration',
    blockKey: 'CD specimen certificate',
    pageKey: 'CD specimen status',
    at: LISTED_AT,
  })
  return {
    ...(await scheme('', LISTED_AT, CD)),
    about: pinned
      ? 'A demonstration list that the reader’s user handed in by name.'
      : 'A demonstration list that nobody asked for.',
    environment: 'demonstration',
    rootFingerprint: sha256Hex(encodeUtf8('root of the specimens')),
    pinned,
    keys: [
      keyFile('CD specimen certificate', 'CD', 'certificate'),
      keyFile('CD specimen status', 'CD', 'status'),
    ],
    numberBlocks: { CD: lists.blocks },
    statusPages: { CD: lists.page },
  }
}

function rows() {
  const found = ROWS.CD
  if (found === undefined) throw new Error('no rows of CD')
  return found
}

async function damagedLists(): Promise<Readonly<Record<string, IssuerFiles>>> {
  const how = signing('CD', LISTED_AT)
  const good = await issuerFiles('CD', rows(), how)
  const [first, second, third] = good.blocks as [string, string, string]
  const pageOf = (entries: CborValue, blocks = good.blocks) => page(how, entries, blocks)
  return {
    'page-by-the-wrong-key': await issuerFiles('CD', rows(), { ...how, pageKey: 'CD certificate' }),
    'page-of-another-issuer': {
      blocks: good.blocks,
      page: (await issuerFiles('AE', rows(), signing('AE', LISTED_AT))).page,
    },
    'page-unreadable': { blocks: good.blocks, page: `${good.page}00` },
    'block-dropped': { blocks: [first, second], page: good.page },
    'block-added': { blocks: good.blocks, page: await pageOf([], [first, second]) },
    'blocks-swapped': { blocks: [second, first, third], page: good.page },
    'block-by-the-wrong-key': await issuerFiles('CD', rows(), { ...how, blockKey: 'CD status' }),
    'blocks-overlap': await withBlocks(how, [
      ['CD', 6, 1, 5000, '2026-01-01'],
      ['CD', 6, 5000, 9999, '2026-02-01'],
    ]),
    'slots-with-a-gap': await withBlocks(
      how,
      [
        ['CD', 6, 1, 5000, '2026-01-01'],
        ['CD', 6, 5001, 9999, '2026-02-01'],
      ],
      (block, at) => ({ ...block, firstSlot: block.firstSlot + at }),
    ),
    'entries-unsorted': {
      blocks: good.blocks,
      page: await pageOf([
        [101, 1, LISTED_AT - DAY, null],
        [100, 1, LISTED_AT - DAY, null],
      ]),
    },
    'entry-valid': { blocks: good.blocks, page: await pageOf([[100, 0, LISTED_AT - DAY, null]]) },
  }
}

/** A page whose entries are written as they are, in whatever order. */
function page(how: Signing, entries: CborValue, blocks: readonly string[]): Promise<string> {
  const digests = blocks.map((each) => sha256(hex(each)))
  const body = new Map<number, CborValue>([...encodePage({ entries: [], blocks: digests })] as [
    number,
    CborValue,
  ][])
  body.set(1, entries)
  const id = `CD-status-${how.at}`
  return statement('CD', 'status-page', body, { ...how, key: how.pageKey, id })
}

async function withBlocks(
  how: Signing,
  blocks: readonly BlockRow[],
  change = (block: NumberBlock, _at: number) => block,
): Promise<IssuerFiles> {
  const signed = await Promise.all(
    blocksOf(blocks).map((block, at) =>
      statement('CD', 'number-block', encodeBlock(change(block, at)), {
        ...how,
        key: how.blockKey,
        at: Date.parse(block.validFrom) / 1000,
        id: `CD-block-${at}`,
      }),
    ),
  )
  return { blocks: signed, page: await page(how, [], signed) }
}
