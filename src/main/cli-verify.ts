import {
  type Lists,
  NO_LISTS,
  noLists,
  openLists,
  unreadable,
  type VerdictJson,
  verifyFile,
} from '../certificates/adapters/cli-verify.ts'
import { READ_LIMITS } from '../certificates/adapters/read-limits.ts'
import { pagesOf } from '../certificates/issuer-lists.ts'
import { headsOf } from '../certificates/issuer-register.ts'
import { nodeVerify } from '../participants/adapters/node-verify.ts'
import { MAX_BUNDLE_BYTES } from '../participants/bundle.ts'
import type { Language } from '../platform/words.ts'
import { MAX_PROOF_BYTES } from '../transparency/log-proof.ts'
import { accept, type Outcome, refusal } from '../values/outcome.ts'
import type { Answer, Command, ExitCode } from './cli-answer.ts'
import { readAtMost } from './cli-files.ts'
import { type Memory, readMemory, remember } from './cli-memory.ts'
import { readPins } from './cli-pins.ts'
import { verdictText } from './cli-verdict-text.ts'
import type { CliRefusal } from './cli-words.en.ts'

export type VerifyArguments = {
  /** A path, or `-` for standard input. */
  readonly file: string
  readonly trust: string | undefined
  /** Epoch seconds: the clock, or what `--at` says instead. */
  readonly now: number
  /** Fingerprints given with the command, beside those that are pinned on this machine. */
  readonly pins: readonly string[]
  readonly remember: string | undefined
  /** A path: the proof that the certificate is logged. */
  readonly proof?: string | undefined
  readonly explain?: boolean
  readonly dataFolder: string
  readonly language: Language
}

const EXIT = { VALID: 0, INVALID: 1, CANNOT_TELL: 2 } as const satisfies Record<
  VerdictJson['verdict'],
  ExitCode
>
const verify = nodeVerify()

/** `openkp verify FILE|-`: reads files of this machine and nothing else. */
export async function verifyCommand(args: VerifyArguments): Command {
  const { file, language, now } = args
  const read = await readAtMost(file, READ_LIMITS.bytes)
  if (!read.ok) {
    const [{ code, detail }] = read.refusals
    if (code !== 'CLI_FILE_TOO_LARGE') return read
    return accept(
      answerOf(unreadable(refusal('READ_TOO_LARGE', undefined, detail), language), args),
    )
  }
  const lists = await listsOf(args)
  if (!lists.ok) return lists
  const proof = await proofOf(args)
  if (!proof.ok) return proof
  const { explain: isExplained = false } = args
  const given = { bytes: read.value, lists: lists.value, ...proof.value, isExplained }
  const verdict = await verifyFile({ ...given, verify, now, language })
  return accept(answerOf(verdict, args))
}

function answerOf(verdict: VerdictJson, { language }: VerifyArguments): Answer {
  return { json: verdict, text: verdictText(verdict, language), exit: EXIT[verdict.verdict] }
}

async function proofOf({
  proof,
}: VerifyArguments): Promise<Outcome<{ readonly proof?: Uint8Array }, CliRefusal>> {
  if (proof === undefined) return accept({})
  const read = await readAtMost(proof, MAX_PROOF_BYTES)
  return read.ok ? accept({ proof: read.value }) : read
}

async function listsOf(args: VerifyArguments): Promise<Outcome<Lists, CliRefusal>> {
  if (args.trust === undefined) return accept(NO_LISTS)
  const pinned = await readPins(args.dataFolder)
  if (!pinned.ok) return pinned
  const pins = new Set([...args.pins, ...pinned.value.map(({ fingerprint }) => fingerprint)])
  const bundle = await readAtMost(args.trust, MAX_BUNDLE_BYTES)
  if (!bundle.ok) {
    const { code } = bundle.refusals[0]
    return code === 'CLI_FILE_TOO_LARGE' ? accept(noLists(refusal('BUNDLE_TOO_LONG'))) : bundle
  }
  // Given by name, so a demonstration needs no pin; a production root always does.
  const options = { pins, acceptDemonstration: true, now: args.now, verify }
  if (args.remember === undefined) return accept(await openLists(bundle.value, options))
  const memory = await readMemory(args.remember)
  return memory.ok
    ? openRemembering(bundle.value, options, { path: args.remember, memory: memory.value })
    : memory
}

/**
 * Opened twice: what is remembered is kept under the root that a list rests on, and which one that is
 * shows only when the list is open.
 */
async function openRemembering(
  bytes: Uint8Array,
  options: Omit<Parameters<typeof openLists>[1], 'remembered'>,
  { path, memory }: { readonly path: string; readonly memory: Memory },
): Promise<Outcome<Lists, CliRefusal>> {
  const first = await openLists(bytes, options)
  if (first.trust === null) return accept(first)
  const remembered = memory[first.trust.rootFingerprint]
  const lists =
    remembered === undefined ? first : await openLists(bytes, { ...options, remembered })
  if (lists.trust === null) return accept(lists)
  const { trust, material } = lists
  const pages = material === null ? new Map() : await pagesOf(material.bundle, trust, verify)
  const heads = material === null ? new Map() : await headsOf(material.bundle, trust, verify)
  const kept = await remember(path, memory, { trust, pages, heads })
  // From now on a rollback will be seen, so the first list of all needs no warning either.
  return kept.ok ? accept({ material: lists.material, why: [] }) : kept
}
