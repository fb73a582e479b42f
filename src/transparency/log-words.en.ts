import type { LogRefusal } from './log-refusals.ts'

export const en = {
  TRANSPARENCY_CLOCK_OFF:
    'The clock of this node differs by {seconds} seconds from that of its database or those of its witnesses. Nothing is signed, because it would be dated wrongly. Whoever runs the node sets its clock by the network; then try again.',
  TRANSPARENCY_LOG_BEHIND:
    'This node holds an older copy of the log of {party}: witnesses have seen entries that are not here. Nothing is signed. Restore the newest backup with the folder “log”, and start again. If nothing was restored here, somebody else signs with the key of this log: call your key officers.',
  TRANSPARENCY_LOG_FORKED:
    'The log of {party} on this node is not the one that witnesses have seen. Nothing is signed. Keep everything as it is: both heads are in the folder “log-evidence”. Call your key officers, and put the backup back that goes on from what was seen.',
  TRANSPARENCY_LOG_UNKNOWN:
    'Too few witnesses have said what they have seen of the log of {party}. Nothing is signed before they have: try again in a minute, or look at the network.',
  TRANSPARENCY_NOT_WITNESSED:
    'Too few witnesses put their names to the newest head of the log of {party}. What is signed waits, and the head before it stays. Look at the network, and at what this node says of each witness.',
} as const satisfies Record<LogRefusal, string>
