import type { ReasonCode } from '../../src/certificates/reasons.ts'
import type { CborValue } from '../../src/crypto/cbor.ts'
import { parseStatement } from '../../src/crypto/statement.ts'
import { MAX_REGISTER_PAGE_BYTES } from '../../src/transparency/register-page.ts'
import { hex } from './keys.ts'
import { statement } from './lists.ts'
import { PAGE_AT, type PageSpec } from './live.ts'
import type { Live, LiveRow, Make } from './live-draft.ts'
import { IMPORTED } from './live-world.ts'

/** Pages that are none, or not the issuer's, or not with these blocks. */
export async function pageRows(live: Live, make: Make): Promise<readonly LiveRow[]> {
  return [...(await otherPages(live, make)), ...(await otherBodies(live, make))]
}

async function otherPages({ pages, blocks }: Live, make: Make): Promise<readonly LiveRow[]> {
  const { CD, EU } = pages
  const [first = '', second = '', third = ''] = blocks
  const page = (changes: Partial<PageSpec>) => make({ page: changes })
  return [
    await row('page-missing', 'No page of the issuer.', make({ pages: { EU } }), [
      'ISSUER_LISTS_MISSING',
    ]),
    await row(
      'page-of-importer-missing',
      'No page of the importer: nobody was asked whether it was used.',
      make({ pages: { CD } }),
      [],
    ),
    await row(
      'page-of-another-party',
      'The importer’s page under the issuer’s name.',
      make({ pages: { CD: EU, EU } }),
    ),
    await row(
      'page-with-words-on-another',
      'The issuer’s page with what witnesses said of the importer’s log.',
      make({ pages: { CD: { ...CD, cosignatures: EU.cosignatures }, EU } }),
      ['REGISTER_NOT_WITNESSED'],
    ),
    await row(
      'page-by-a-certificate-key',
      'A key of another usage signed the page.',
      page({ key: 'CD certificate' }),
    ),
    await row(
      'page-by-another-party',
      'A key of the importer signed the page.',
      page({ key: 'EU status' }),
    ),
    await row(
      'block-dropped',
      'One number block is missing from the bundle.',
      make({ blocks: [first, second] }),
    ),
    await row(
      'blocks-swapped',
      'Two number blocks changed places.',
      make({ blocks: [second, first, third] }),
    ),
  ]
}

async function otherBodies(live: Live, make: Make): Promise<readonly LiveRow[]> {
  const { CD, EU } = live.pages
  const withPage = (page: string) => make({ pages: { CD: { ...CD, page }, EU } })
  const withBody = async (change: (body: Body) => void, id?: string) =>
    withPage(await signedAgain(live, change, id))
  const short = CD.page.slice(0, -2)
  return [
    await row('page-cut-short', 'The page ends a byte too early.', withPage(short)),
    await row(
      'page-of-another-kind',
      'A number block in the place of the page.',
      withPage(live.blocks[0] ?? ''),
    ),
    await row(
      'page-with-another-cti',
      'Its cti is not SIZE.IAT.',
      withBody(() => {}, 'CD-1'),
    ),
    await row(
      'page-slots-beyond-the-end',
      'Its runs reach beyond slot 2^32.',
      withBody((body) => body.set(3, [2 ** 32, (body.get(5) as Uint8Array).length])),
    ),
    await row(
      'page-slots-beyond-the-digests',
      'Its runs promise a slot more than it has digests and statuses.',
      withBody((body) => {
        const runs = body.get(3) as readonly number[]
        body.set(3, [...runs.slice(0, -1), (runs.at(-1) ?? 0) + 1])
      }),
    ),
    {
      ...(await row(
        'page-damaged-importer-heard',
        'The issuer’s page is damaged, and the importer’s lists the certificate as confirmed.',
        withPage(short),
        ['USED', 'ISSUER_LISTS_DAMAGED'],
      )),
      fields: IMPORTED,
    },
  ]
}

async function row(
  name: string,
  about: string,
  made: ReturnType<Make>,
  expect: readonly ReasonCode[] = ['ISSUER_LISTS_DAMAGED'],
): Promise<LiveRow> {
  return { name, about, expect, bundle: (await made).bundle }
}

type Body = Map<number, CborValue>

/** The page of CD with another body or id, signed all the same. */
async function signedAgain(
  { pages }: Live,
  change: (body: Body) => void,
  id?: string,
): Promise<string> {
  const read = parseStatement(hex(pages.CD.page), MAX_REGISTER_PAGE_BYTES)
  if (!read.ok) throw new Error('the good page does not read')
  const body = new Map(read.value.body as ReadonlyMap<number, CborValue>)
  change(body)
  const how = { environment: 'production', key: 'CD status', at: PAGE_AT } as const
  return statement('CD', 'register-page', body, { ...how, id: id ?? read.value.cti })
}
