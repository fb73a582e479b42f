import type { ReasonCode } from '../../src/certificates/reasons.ts'
import { toHex } from '../../src/crypto/bytes.ts'
import type { CborValue } from '../../src/crypto/cbor.ts'
import type { JsonObject } from '../../src/participants/canonical-json.ts'
import type { LogRules } from '../../src/participants/log-rules.ts'
import { encodeEntry } from '../../src/transparency/entry.ts'
import type { PartyCode } from '../../src/values/codes.ts'
import { changed, memberOf } from './bundle-bytes.ts'
import { LISTED_AT } from './lists.ts'
import { digestOf, PAGE_AT, RULES } from './live.ts'
import type { Live, LiveRow, Make } from './live-draft.ts'
import { remembering } from './live-memory.ts'
import { treeOver } from './tree.ts'

/** What the root says of logs: who counts as one operator, and roots that say it wrongly. */
export async function rootRows(make: Make): Promise<readonly LiveRow[]> {
  const row = async (
    name: string,
    about: string,
    expect: readonly ReasonCode[],
    made: ReturnType<Make>,
  ): Promise<LiveRow> => {
    const { bundle, fingerprints } = await made
    return { name, about, expect, bundle, stage: { pins: fingerprints } }
  }
  const rules = (changes: Partial<LogRules>) => make({ list: { logs: { ...RULES, ...changes } } })
  const runs = (party: string, operator: string) =>
    rules({ operators: new Map([[party as PartyCode, operator as PartyCode]]) })
  const signed = (change: (root: JsonObject) => JsonObject) =>
    make({
      list: { signed: (path, content) => (path === 'root.1' ? change(content) : content) },
    })
  const bad = (name: string, about: string, logs: unknown) =>
    row(
      name,
      about,
      ['TRUST_MALFORMED'],
      signed((root) => ({ ...root, logs }) as JsonObject),
    )
  const good = { origin: RULES.origin, quorum: 3, operators: {} }
  return [
    await row(
      'one-operator-with-two-witnesses',
      'The witness of AE is run by ZA: operators are counted, and never keys.',
      ['REGISTER_NOT_WITNESSED'],
      runs('AE', 'ZA'),
    ),
    await row(
      'operator-hosts-the-issuer',
      'The witness of ZA is run by whoever runs the issuer’s node.',
      ['REGISTER_NOT_WITNESSED'],
      runs('CD', 'ZA'),
    ),
    await row('quorum-of-two', 'The root asks for two operators.', [], rules({ quorum: 2 })),
    await row(
      'quorum-of-four',
      'The root asks for four operators beside the issuer’s.',
      ['REGISTER_NOT_WITNESSED'],
      rules({ quorum: 4 }),
    ),
    await row(
      'register-off',
      'The root says off: pages of registers count for nothing, and there is no status page.',
      ['ISSUER_LISTS_MISSING'],
      make({ list: { logs: null } }),
    ),
    await row(
      'root-without-logs',
      'The root says on, and not where logs are.',
      ['TRUST_MALFORMED'],
      signed(({ logs: _, ...root }) => root),
    ),
    await bad('root-quorum-of-none', 'The root asks for no operator.', { ...good, quorum: 0 }),
    await bad('root-origin-in-capitals', 'The origin is none.', { ...good, origin: 'KP.example' }),
    await bad('root-operator-unknown', 'An operator that is no party.', {
      ...good,
      operators: { CD: 'somebody' },
    }),
  ]
}

/** Member 6 of a bundle in other spellings. */
export function containerRows({ bundle }: Live): readonly LiveRow[] {
  const register = memberOf(bundle, 6) as ReadonlyMap<string, readonly [Uint8Array, CborValue[][]]>
  const [page, words] = register.get('CD') ?? [new Uint8Array(), []]
  const row = (name: string, about: string, copy: CborValue): LiveRow => ({
    ...{ name: `bundle-${name}`, about, expect: ['BUNDLE_MALFORMED'] },
    bundle: changed(bundle, 6, new Map([...register, ['CD', copy]])),
  })
  const first = words[0] ?? []
  return [
    row('words-in-another-order', 'Cosignatures that do not ascend by code.', [
      page,
      [...words].reverse(),
    ]),
    row('words-twice', 'Two cosignatures of one witness.', [page, [first, ...words]]),
    row('word-too-short', 'A cosignature of 63 bytes.', [
      page,
      [[first[0] ?? null, first[1] ?? null, new Uint8Array(63)]],
    ]),
    row('word-of-nobody', 'A witness whose code is none.', [
      page,
      [['nobody', first[1] ?? null, first[2] ?? null]],
    ]),
    row('page-as-text', 'A page that is text.', ['page', words]),
    row('page-alone', 'A page without cosignatures beside it.', page),
    {
      name: 'bundle-version-1-with-a-register',
      about: 'Member 6 in version 1.',
      expect: ['BUNDLE_MALFORMED'],
      bundle: changed(bundle, 1, 1),
    },
  ]
}

/** What a reader kept of the lists that it saw before. */
export function memoryRows({ log, pins }: Live): readonly LiveRow[] {
  const size = log.length
  const root = toHex(treeOver(log.map(encodeEntry)).rootOf(size))
  const other = toHex(digestOf('another root'))
  const row = (
    name: string,
    about: string,
    expect: readonly ReasonCode[],
    head: { readonly size: number; readonly root: string },
    { versions = 7, page = PAGE_AT }: { readonly versions?: number; readonly page?: number } = {},
  ): LiveRow => ({
    ...{ name: `remembered-${name}`, about, expect },
    stage: {
      remembered: {
        ...remembering(pins, 7),
        ...{ timestampVersion: versions, newestSignedTime: LISTED_AT, heads: { CD: head } },
        pages: { CD: page },
      },
    },
  })
  return [
    row('smaller', 'The reader saw a smaller head of this log before.', [], {
      size: size - 1,
      root: other,
    }),
    row('same', 'The reader saw this very head before.', [], { size, root }),
    row('larger', 'The reader saw a larger head before.', ['LIST_ROLLED_BACK'], {
      size: size + 1,
      root: other,
    }),
    row('fork', 'The reader saw another root of this size before.', ['LOG_FORKED'], {
      size,
      root: other,
    }),
    row(
      'older-list',
      'The reader saw a newer trust list before.',
      ['TRUST_ROLLED_BACK'],
      { size, root },
      { versions: 8 },
    ),
    row(
      'newer-page',
      'The reader saw a page over this very head that was signed a second later.',
      ['LIST_ROLLED_BACK'],
      { size, root },
      { page: PAGE_AT + 1 },
    ),
  ]
}
