/** Why a node signs nothing for an author: its log is not the one that was seen. */
export type LogRefusal =
  | 'TRANSPARENCY_LOG_BEHIND'
  | 'TRANSPARENCY_LOG_FORKED'
  | 'TRANSPARENCY_LOG_UNKNOWN'
