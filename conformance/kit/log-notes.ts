import { toBase64 } from '../../src/crypto/base64.ts'
import type { NoteSignature } from '../../src/crypto/note.ts'
import {
  MAX_NOTE_BYTES,
  MAX_NOTE_SIGNATURES,
  signatureLine,
  signNote,
  writeNote,
} from '../../src/crypto/note.ts'
import { decodeUtf8 } from '../../src/crypto/utf8.ts'
import { type Head, headText } from '../../src/transparency/checkpoint.ts'
import { signerOf } from './keys.ts'
import { digestOf, ORIGIN } from './live.ts'
import { keyLine, type Named, type Refused } from './log-case.ts'

export type NoteCase = Named & {
  /** The whole note. */
  readonly note: string
  /** Keys that the reader knows, on a line each. */
  readonly keys: readonly string[]
  /** Names that signed it. */
  readonly expected: { readonly signedBy: readonly string[] } | Refused
}

export type CheckpointCase = Named & {
  readonly checkpoint: string
  /** The origin that the reader knows beforehand, and the keys of that log. */
  readonly origin: string
  readonly keys: readonly string[]
  readonly expected: { readonly size: number; readonly root: string } | Refused
}

/** The note and the key that the documentation of Go's sumdb/note publishes. */
const PUBLISHED_KEY = 'PeterNeumann+c74f20a3+ARpc2QcUPDhMQegwxbzhKqiBfsVkmqq/LDE4izWy10TW'
const PUBLISHED = `If you think cryptography is the answer to your problem,
then you don't know what your problem is.

— PeterNeumann x08go/ZJkuBS9UG/SffcvIAQxVBtiFupLLr8pAcElZInNIuGUgYN1FFYC2pZSNXgKvqfqdngotpRZb6KE6RyyBwJnAM=
`
const LINE = PUBLISHED.slice(PUBLISHED.indexOf('—'))
const SIGNATURE_AT = PUBLISHED.indexOf('—')

export function noteCases(): readonly NoteCase[] {
  const row = (name: string, about: string, note: string, refused: string): NoteCase => ({
    ...{ name, about, note, keys: [PUBLISHED_KEY], expected: { refused } },
  })
  const malformed = (name: string, about: string, note: string) =>
    row(name, about, note, 'NOTE_MALFORMED')
  const good = { ...row('published', '', PUBLISHED, ''), expected: { signedBy: ['PeterNeumann'] } }
  const stranger = `— somebody ${toBase64(new Uint8Array(68))}\n`
  return [
    {
      ...good,
      about: 'The note that the documentation of Go’s sumdb/note publishes, with its key.',
    },
    {
      ...{ ...good, name: 'stranger-beside', note: PUBLISHED + stranger },
      about: 'A line by an unknown key is passed over.',
    },
    row(
      'letter-more',
      'The text has a letter more.',
      PUBLISHED.replace('answer', 'answers'),
      'NOTE_SIGNATURE',
    ),
    {
      ...row('unknown-key', 'The reader knows another key.', PUBLISHED, 'NOTE_UNSIGNED'),
      keys: [keyLine('PeterNeumann', 'CD log')],
    },
    row(
      'signature-cut-short',
      'A known key with a signature of 63 bytes.',
      PUBLISHED.replace(LINE, cut()),
      'NOTE_SIGNATURE',
    ),
    malformed(
      'no-empty-line',
      'Nothing divides text and signatures.',
      PUBLISHED.replace('\n\n', '\n'),
    ),
    malformed('no-signature', 'Text alone.', PUBLISHED.slice(0, SIGNATURE_AT)),
    malformed('no-last-newline', 'The last line does not end.', PUBLISHED.slice(0, -1)),
    malformed('carriage-return', 'A control character.', PUBLISHED.replace('\n\n', '\r\n\n')),
    malformed('tab', 'Another control character.', PUBLISHED.replace(' you ', '\tyou ')),
    malformed('hyphen', 'A hyphen for the dash.', PUBLISHED.replace('— ', '- ')),
    malformed('name-with-a-plus', 'A name has no plus.', PUBLISHED.replace('PeterN', 'Peter+N')),
    malformed(
      'two-spaces',
      'Two spaces between name and signature.',
      PUBLISHED.replace('mann x', 'mann  x'),
    ),
    malformed('base64-without-padding', 'Base64 is padded.', PUBLISHED.replace('AM=\n', 'AM\n')),
    malformed(
      'base64-other-spelling',
      'Bits behind the last byte.',
      PUBLISHED.replace('AM=\n', 'AN=\n'),
    ),
    malformed(
      'signature-of-four-bytes',
      'A key id with no signature.',
      PUBLISHED.replace(LINE, '— x AAAAAA==\n'),
    ),
    malformed(
      'too-many-signatures',
      `${MAX_NOTE_SIGNATURES + 1} lines.`,
      PUBLISHED + stranger.repeat(MAX_NOTE_SIGNATURES),
    ),
    row(
      'too-long',
      'More bytes than are read.',
      'x'.repeat(MAX_NOTE_BYTES) + PUBLISHED,
      'NOTE_TOO_LONG',
    ),
  ]
}

function cut(): string {
  const [dash = '', name = '', encoded = ''] = LINE.trim().split(' ')
  return `${dash} ${name} ${encoded.slice(0, -4)}\n`
}

export const CD_LOG = `${ORIGIN}/CD`
export const CD_KEY = keyLine(CD_LOG, 'CD log')
const HEAD: Head = { origin: CD_LOG, size: 37, root: digestOf('a root') }
const ROOT = toBase64(HEAD.root)

/** The note over `text`, signed by `key` under `name`. */
export async function signed(
  text: string,
  { key = 'CD log', name = CD_LOG, more = [] as readonly NoteSignature[] } = {},
): Promise<string> {
  const signature = await signNote(text, name, signerOf(key))
  return decodeUtf8(writeNote({ text, signatures: [signature, ...more] })) ?? ''
}

export async function checkpointCases(): Promise<readonly CheckpointCase[]> {
  const text = headText(HEAD)
  const good = await signed(text)
  const head = { size: HEAD.size, root: ROOT }
  const known = { origin: CD_LOG, keys: [CD_KEY] }
  const row = (
    name: string,
    about: string,
    checkpoint: string,
    expected: CheckpointCase['expected'] = head,
  ): CheckpointCase => ({ name, about, checkpoint, ...known, expected })
  const refused = (name: string, about: string, checkpoint: string, code: string) =>
    row(name, about, checkpoint, { refused: code })
  const malformed = async (name: string, about: string, lines: string) =>
    refused(name, about, await signed(lines), 'CHECKPOINT_MALFORMED')
  const foreign = signatureLine(await signNote(text, `${ORIGIN}/EU`, signerOf('EU log')))
  return [
    row('good', 'Signed by the key of the log.', good),
    row('empty', 'A log without entries.', await signed(headText({ ...HEAD, size: 0 })), {
      ...head,
      size: 0,
    }),
    row('largest', 'A log of 2^40 entries.', await signed(headText({ ...HEAD, size: 2 ** 40 })), {
      ...head,
      size: 2 ** 40,
    }),
    row(
      'extension-line',
      'Lines behind the root are signed and say nothing here.',
      await signed(`${text}an extension\n`),
    ),
    row('stranger-beside', 'A line of another log beside its own.', good + foreign),
    {
      ...row('second-key', 'The log has two keys, and the second signed.', good),
      keys: [keyLine(CD_LOG, 'nobody, Ed25519'), CD_KEY],
    },
    refused(
      'other-origin',
      'The key of this log signed a head under another origin.',
      await signed(headText({ ...HEAD, origin: `${ORIGIN}/CG` })),
      'CHECKPOINT_OTHER_LOG',
    ),
    refused(
      'other-log',
      'A head of another log, by its own key.',
      await signed(headText({ ...HEAD, origin: `${ORIGIN}/EU` }), {
        key: 'EU log',
        name: `${ORIGIN}/EU`,
      }),
      'CHECKPOINT_OTHER_LOG',
    ),
    refused(
      'origin-with-a-space',
      'A space behind the origin.',
      await signed(text.replace('CD\n', 'CD \n')),
      'CHECKPOINT_OTHER_LOG',
    ),
    refused(
      'signed-under-another-name',
      'The line names another log.',
      await signed(text, { name: `${ORIGIN}/EU` }),
      'NOTE_UNSIGNED',
    ),
    refused(
      'signed-by-another-key',
      'The line names this log, the id is that of another key.',
      await signed(text, { key: 'EU log' }),
      'NOTE_UNSIGNED',
    ),
    refused(
      'by-nobody-it-knows',
      'Only a line of another log.',
      good.replace(/— .*\n/, '') + foreign,
      'NOTE_UNSIGNED',
    ),
    refused(
      'size-changed',
      'The size was changed after it was signed.',
      good.replace('\n37\n', '\n38\n'),
      'NOTE_SIGNATURE',
    ),
    refused(
      'root-changed',
      'The root was changed after it was signed.',
      good.replace(ROOT, toBase64(digestOf('another'))),
      'NOTE_SIGNATURE',
    ),
    refused(
      'bad-line-beside',
      'A second line by the same key is bad: the whole is worth nothing.',
      good + signatureLine(await signNote('other\n', CD_LOG, signerOf('CD log'))),
      'NOTE_SIGNATURE',
    ),
    await malformed('size-missing', 'No size.', `${CD_LOG}\n\n${ROOT}\n`),
    await malformed('size-with-a-zero', 'A zero before the size.', text.replace('37', '037')),
    await malformed('size-with-a-plus', 'A sign before the size.', text.replace('37', '+37')),
    await malformed('size-negative', 'A size below nothing.', text.replace('37', '-37')),
    await malformed('size-in-words', '3.7e1 is no decimal.', text.replace('37', '3.7e1')),
    await malformed(
      'size-beyond-every-log',
      'More than 2^40 entries.',
      text.replace('37', String(2 ** 40 + 1)),
    ),
    await malformed('origin-empty', 'No origin.', `\n37\n${ROOT}\n`),
    await malformed('root-missing', 'No root.', `${CD_LOG}\n37\n`),
    await malformed('root-too-short', 'A root of 30 bytes.', text.replace(ROOT, ROOT.slice(4))),
    await malformed(
      'root-in-hex',
      'A root that is not base64 of 32 bytes.',
      text.replace(ROOT, 'ab'.repeat(32)),
    ),
    await malformed('extension-empty', 'An empty line among the extensions.', `${text}\nmore\n`),
    refused('no-note', 'A text that nobody signed.', text, 'NOTE_MALFORMED'),
  ]
}
