import type { LogProofRefusal } from './log-proof.ts'
import type { LogFaultCode } from './walk-log.ts'

const KEEP = 'Keep a copy of what was served, and call the operator of the log.'
const ASK_COPY = 'Ask whoever issued the certificate for another copy of it.'

/** What is wrong with a log, its heads and its proofs, and what to do. */
export const en = {
  LOG_FILE_MISSING: `The log does not serve a file that its checkpoint promises, or one that is too long. ${KEEP}`,
  LOG_ENTRIES_MALFORMED: `A file of entries cannot be taken apart. ${KEEP}`,
  LOG_ENTRIES_COUNT: `A file has more or fewer entries than it must have. ${KEEP}`,
  LOG_ENTRIES_REWRITTEN: `Entries that were read before are others now. ${KEEP}`,
  LOG_ENTRY_MALFORMED:
    'An entry is not written as an entry is. Ask the author of the log what it stands for.',
  LOG_TILE_DIFFERS: `A tile does not have the hashes of the entries. It was damaged or changed. ${KEEP}`,
  LOG_ROOT_DIFFERS: `The entries do not make the tree that the checkpoint says. ${KEEP}`,
  LOG_SLOT_TWICE:
    'Two certificates have one number. The first counts; ask the authority about the second.',
  NOTE_TOO_LONG: `The checkpoint is longer than any honest one. ${KEEP}`,
  NOTE_MALFORMED: `The checkpoint is no signed note. It was damaged, or is something else. ${KEEP}`,
  NOTE_SIGNATURE: `A signature under the checkpoint is bad: it was changed after it was signed. ${KEEP}`,
  NOTE_UNSIGNED:
    'No key of the log that is known here signed the checkpoint. Fetch the newest trust list, or ask the operator whether the key changed.',
  CHECKPOINT_MALFORMED: `The checkpoint has no size or no root that can be read. ${KEEP}`,
  CHECKPOINT_OTHER_LOG: `This is the checkpoint of another log. ${KEEP}`,
  LOG_PROOF_MALFORMED: `The proof beside the certificate cannot be read. ${ASK_COPY}`,
  LOG_PROOF_WRONG: `The proof does not show that the certificate is logged. ${ASK_COPY}`,
} as const satisfies Record<LogFaultCode | LogProofRefusal, string>
