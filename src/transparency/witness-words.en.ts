import type { WitnessRefusal } from './witness.ts'

export const en = {
  WITNESS_MALFORMED:
    'This is no submission of a checkpoint. Send the old size, the proof, an empty line and the checkpoint, as c2sp.org/tlog-witness says.',
  WITNESS_UNKNOWN_LOG:
    'This witness does not follow that log. Ask its operator to add the origin and the key of the log.',
  WITNESS_NOT_SIGNED:
    'No key of this log signed the checkpoint. If the log has a new key, tell the operator of this witness.',
  WITNESS_SHRUNK: 'The checkpoint is smaller than the old size. A log only grows: send the newest.',
  WITNESS_OTHER_SIZE:
    'This witness saw {size} entries last. Send the proof from there to the checkpoint.',
  WITNESS_FORKED:
    'This witness has cosigned another tree of {size} entries. Both are kept as evidence. Stop the log and find out who signed the other one.',
  WITNESS_INCONSISTENT:
    'The proof does not show that the checkpoint grew out of what this witness saw. Send the right proof, or find out who changed the log.',
} as const satisfies Record<WitnessRefusal, string>
