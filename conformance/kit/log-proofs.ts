import { toBase64 } from '../../src/crypto/base64.ts'
import { toHex } from '../../src/crypto/bytes.ts'
import { headText } from '../../src/transparency/checkpoint.ts'
import { hex } from './keys.ts'
import { digestOf } from './live.ts'
import type { Named, Refused } from './log-case.ts'
import { entryCases } from './log-entries.ts'
import { CD_KEY, CD_LOG, signed } from './log-notes.ts'
import { treeOver } from './tree.ts'

export type ProofCase = Named & {
  readonly proof: string
  /** Hex of the entry that it has to show. */
  readonly entry: string
  /** The log that the reader knows beforehand. */
  readonly origin: string
  readonly keys: readonly string[]
  readonly expected: { readonly index: number; readonly size: number } | Refused
}

const ENTRIES = entryCases()
  .filter(({ expected }) => 'entry' in expected)
  .slice(0, 13)
  .map(({ entry }) => hex(entry))
const TREE = treeOver(ENTRIES)
const SIZE = ENTRIES.length
const INDEX = 5

/** Proofs that an entry stands in a log, whoever cosigned it. */
export async function proofCases(): Promise<readonly ProofCase[]> {
  const checkpoint = await signed(headText({ origin: CD_LOG, size: SIZE, root: TREE.rootOf(SIZE) }))
  const text = (index = INDEX, hashes = TREE.inclusion(index, SIZE), head = checkpoint) =>
    `c2sp.org/tlog-proof@v1\nindex ${index}\n${hashes.map((hash) => `${toBase64(hash)}\n`).join('')}\n${head}`
  const good = text()
  const known = { entry: toHex(ENTRIES[INDEX] ?? new Uint8Array()), origin: CD_LOG, keys: [CD_KEY] }
  const row = (
    name: string,
    about: string,
    proof: string,
    expected: ProofCase['expected'] = { index: INDEX, size: SIZE },
  ): ProofCase => ({ name, about, proof, ...known, expected })
  const refused = (name: string, about: string, proof: string, code: string) =>
    row(name, about, proof, { refused: code })
  const malformed = (name: string, about: string, proof: string) =>
    refused(name, about, proof, 'LOG_PROOF_MALFORMED')
  const wrong = (name: string, about: string, proof: string) =>
    refused(name, about, proof, 'LOG_PROOF_WRONG')
  const [first = new Uint8Array(), ...rest] = TREE.inclusion(INDEX, SIZE)
  const line = `${toBase64(first)}\n`
  const only = treeOver(ENTRIES.slice(0, 1))
  return [
    row('good', 'The entry stands there.', good),
    row(
      'extra',
      'Extra data of 32 bytes changes nothing about the entry that is asked for.',
      good.replace('index', `extra ${toBase64(digestOf('extra'))}\nindex`),
    ),
    {
      ...row(
        'tree-of-one',
        'The only entry needs no hash.',
        text(0, [], await signed(headText({ origin: CD_LOG, size: 1, root: only.rootOf(1) }))),
        { index: 0, size: 1 },
      ),
      entry: toHex(ENTRIES[0] ?? new Uint8Array()),
    },
    {
      ...wrong('another-entry', 'It shows another entry.', good),
      entry: toHex(ENTRIES[6] ?? new Uint8Array()),
    },
    wrong(
      'another-index',
      'The place of the next entry.',
      good.replace(`index ${INDEX}`, 'index 6'),
    ),
    wrong(
      'index-at-the-end',
      'A place behind the last entry.',
      good.replace(`index ${INDEX}`, `index ${SIZE}`),
    ),
    wrong('hash-missing', 'A hash too few.', text(INDEX, rest)),
    wrong('hash-more', 'A hash too many.', text(INDEX, [first, first, ...rest])),
    wrong(
      'bit-flipped',
      'A bit of a hash is another.',
      text(INDEX, [first.map((byte, at) => (at === 0 ? byte ^ 1 : byte)), ...rest]),
    ),
    wrong(
      'under-another-size',
      'A head of the same log at another size.',
      text(
        INDEX,
        undefined,
        await signed(headText({ origin: CD_LOG, size: 8, root: TREE.rootOf(8) })),
      ),
    ),
    malformed('nothing', 'An empty text.', ''),
    malformed('another-version', 'Version 2.', good.replace('@v1', '@v2')),
    malformed('index-missing', 'No index.', good.replace(/index .*\n/, '')),
    malformed('index-with-a-zero', 'A zero before the index.', good.replace('index 5', 'index 05')),
    malformed(
      'index-beyond-every-log',
      'An index of 2^40.',
      good.replace('index 5', `index ${2 ** 40}`),
    ),
    malformed('no-hash', 'A line that is no hash.', good.replace(line, 'AAAA\n')),
    malformed(
      'too-many-hashes',
      '42 hashes: more than a tree is deep.',
      text(
        INDEX,
        Array.from({ length: 42 }, () => first),
      ),
    ),
    malformed(
      'extra-no-base64',
      'Extra data that is no base64.',
      good.replace('index', 'extra ?\nindex'),
    ),
    malformed(
      'extra-behind-the-index',
      'Extra data in another place.',
      good.replace('index 5\n', 'index 5\nextra AAAA\n'),
    ),
    malformed(
      'no-empty-line',
      'Nothing divides proof and checkpoint.',
      good.replaceAll('\n\n', '\n'),
    ),
    malformed('too-long', 'More bytes than are read.', `${good}${'x'.repeat(81_921)}`),
    refused(
      'checkpoint-of-another-log',
      'A head of another log.',
      text(INDEX, undefined, checkpoint.replace(CD_LOG, 'kp.example/2026/EU')),
      'CHECKPOINT_OTHER_LOG',
    ),
    refused(
      'checkpoint-unsigned',
      'The head is signed by no key of the log.',
      text(
        INDEX,
        undefined,
        await signed(headText({ origin: CD_LOG, size: SIZE, root: TREE.rootOf(SIZE) }), {
          key: 'EU log',
        }),
      ),
      'NOTE_UNSIGNED',
    ),
    refused(
      'checkpoint-changed',
      'The head was changed after it was signed.',
      text(INDEX, undefined, checkpoint.replace(`\n${SIZE}\n`, `\n${SIZE + 1}\n`)),
      'NOTE_SIGNATURE',
    ),
    refused(
      'checkpoint-malformed',
      'The head has no root.',
      text(INDEX, undefined, await signed(`${CD_LOG}\n${SIZE}\n`)),
      'CHECKPOINT_MALFORMED',
    ),
    refused('checkpoint-missing', 'No head at all.', text(INDEX, undefined, ''), 'NOTE_MALFORMED'),
  ]
}
