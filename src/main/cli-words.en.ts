/** What the command line refuses by itself, beside what the modules behind it refuse. */
export type CliRefusal =
  | 'CLI_FILE_NOT_FOUND'
  | 'CLI_FILE_IS_A_FOLDER'
  | 'CLI_FILE_DENIED'
  | 'CLI_FILE_UNREADABLE'
  | 'CLI_FILE_TOO_LARGE'
  | 'CLI_FILE_NOT_WRITTEN'
  | 'CLI_PINS_DAMAGED'
  | 'CLI_MEMORY_DAMAGED'
  | 'CLI_ACCOUNTS_NOT_FOUND'
  | 'CLI_ACCOUNTS_DAMAGED'
  | 'CLI_ACCOUNT_MISSING'
  | 'CLI_NODE_UNREACHABLE'
  | 'CLI_NODE_ANSWER'
  | 'CLI_NODE_NOT_STARTED'
  | 'CLI_DATABASE_NOT_RUNNING'
  | 'CLI_NO_TRUST_LIST'
  | 'CLI_TOUR_FAILED'
  | 'CLI_BENCH_FAILED'
  | 'CLI_SIGNER_NOT_FOUND'
  | 'CLI_SIGNER_USER'
  | 'CLI_OFFICERS_EXIST'
  | 'CLI_WITNESS_CONFIG'
  | 'CLI_NOTE_KEY'
  | 'CLI_NO_LOG'
  | 'CLI_NO_EVIDENCE'
  | 'CLI_LOG_NOT_SIGNED'
  | 'CLI_LOG_AWAY'
  | 'CLI_MONITOR_CONFIG'
  | 'CLI_MONITOR_BLIND'
  | 'CLI_CARD_PIN'

export const en = {
  CLI_FILE_NOT_FOUND: 'There is no file {path}. Check the name.',
  CLI_FILE_IS_A_FOLDER: '{path} is a folder. Name a file in it.',
  CLI_FILE_DENIED: '{path} may not be read or written by this user. Ask its owner.',
  CLI_FILE_UNREADABLE: '{path} cannot be read ({cause}).',
  CLI_FILE_TOO_LARGE: '{path} has {bytes} bytes, more than the {limit} that are read.',
  CLI_FILE_NOT_WRITTEN:
    '{path} could not be written ({cause}). What stood there before is unchanged.',
  CLI_PINS_DAMAGED:
    '{path} is not a file of pinned roots. Move it away, and pin each root again with “trust pin”.',
  CLI_MEMORY_DAMAGED:
    '{path} is not what “verify --remember” keeps. Without it an older list cannot be told from a newer one: find out who changed it before you name another file.',
  CLI_ACCOUNTS_NOT_FOUND:
    'There is no {path}. Start a node with “npm start”, or name its file with --accounts.',
  CLI_ACCOUNTS_DAMAGED:
    '{path} is not the file of demonstration accounts that a node writes when it starts.',
  CLI_ACCOUNT_MISSING: '{path} has no account of {participant} with the role {role}.',
  CLI_NODE_UNREACHABLE:
    'No node answers at {url} ({cause}). Start one with “npm start”, or name another address.',
  CLI_NODE_ANSWER: '{url} answered {status}, which is not what was asked for: {detail}.',
  CLI_NODE_NOT_STARTED: 'A node for the measurement did not start: {cause}.',
  CLI_DATABASE_NOT_RUNNING:
    'No database runs over {path}. Start the node with npm start, or set DATABASE_URL.',
  CLI_NO_TRUST_LIST:
    '{path} holds no trust list, so no signature can be checked. Check OPENKP_DATA.',
  CLI_WITNESS_CONFIG:
    '{path} is not what a witness is run with: {where} {cause}. docs/operating/witness.md shows one.',
  CLI_NOTE_KEY: '{line} is no key of a log or a witness. It looks like name+id+base64.',
  CLI_NO_LOG:
    'At {place} there is no checkpoint of a log. Name the folder or the address that has it.',
  CLI_NO_EVIDENCE:
    'There is no folder {place}. Name one under “evidence” in the folder of a monitor.',
  CLI_LOG_NOT_SIGNED:
    'The checkpoint of {origin} is not signed by a key that you named, or its signature is bad. Ask the operator of the log for its key, and do not rely on the log.',
  CLI_LOG_AWAY:
    'The log at {place} could not be read to its end ({cause}). Nothing is known of it: try again later, or ask its operator.',
  CLI_MONITOR_CONFIG:
    '{path} is not what a monitor is run with: {where} {cause}. docs/operating/monitor.md shows one.',
  CLI_MONITOR_BLIND:
    'The trust list at {place} could not be read ({cause}), and no earlier one is kept. Without it nobody can tell whose logs these are: check the address and the pins.',
  CLI_TOUR_FAILED: 'The tour stopped at “{step}”: {cause}.',
  CLI_BENCH_FAILED: 'The measurement stopped: {cause}.',
  CLI_SIGNER_NOT_FOUND:
    'There is no signer’s folder {folder} on this machine. Name the one that OPENKP_SIGNER_DATA has there.',
  CLI_SIGNER_USER:
    '{folder} belongs to another user. Run this command as the user who runs the signer, or the signer could not read the list.',
  CLI_OFFICERS_EXIST:
    '{party} has a list of officers already, of version {version}. Two of its key officers change it; only where they cannot any more, give --replace.',
  CLI_CARD_PIN: 'No PIN was given. Type it on the terminal, or name a file with --pin-file.',
} as const satisfies Record<CliRefusal, string>
