/** Why a node signs nothing for an author, or publishes nothing: its log is not one that is seen, or its clock is wrong. */
export type LogRefusal =
  | 'TRANSPARENCY_CLOCK_OFF'
  | 'TRANSPARENCY_LOG_BEHIND'
  | 'TRANSPARENCY_LOG_FORKED'
  | 'TRANSPARENCY_LOG_UNKNOWN'
  | 'TRANSPARENCY_NOT_WITNESSED'
