import type { AlarmCode } from './alarm.ts'

export const en = {
  MONITOR_FORK:
    'The log {log} has signed two histories: its heads of {size} and {larger, plural, one {# entry} other {# entries}} are not of one tree. Both are kept. Send them to every authority and to the chair, rely on nothing of this log since then, and have its key replaced.',
  MONITOR_ROLLED_BACK:
    'The log {log} shows {size, plural, one {# entry} other {# entries}} and had {larger}. Both heads are kept. Ask its operator whether an old backup was put back; it must sign nothing until it holds every entry again.',
  MONITOR_BEHIND:
    'A witness has seen {larger, plural, one {# entry} other {# entries}} of the log {log}, which shows only {size} here. Ask its operator why, and compare with what others are shown.',
  MONITOR_CHECKPOINT:
    'What {log} serves as its checkpoint is not one of this log ({cause}). It is kept. Ask its operator, and look for a changed key or another server at its address.',
  MONITOR_FILES:
    'The log {log} of {size, plural, one {# entry} other {# entries}} does not serve what its checkpoint promises: {cause} at {path}. An entry may be withheld. Keep a copy of what is served, and ask its operator for the file.',
  MONITOR_ENTRY_MALFORMED:
    'Entry {index} of {log} is not written as an entry is. It is kept. Ask its author what it stands for.',
  MONITOR_TWIN:
    'The log {log} has two certificates of one number: slot {slot}, entries {first} and {index}. The first counts, and verifiers refuse the second. Ask the authority who signed the second and for which goods, and warn the importing side.',
  MONITOR_OUTSIDE_BLOCKS:
    'The certificate at entry {index} of {log} has slot {slot}, which no number block announced before it. Ask the authority which sheet it is on; until then treat it as signed with a stolen key.',
  MONITOR_BACKDATED:
    'The certificate at entry {index} of {log} says that it was signed at {iat}, and was not in the log at {after}, after its time had passed. Ask the authority when it was signed, and by whom.',
  MONITOR_POSTDATED:
    'The certificate at entry {index} of {log} says that it was signed at {iat}, later than {until}, when it stood in the log. Ask the authority to look at the clock of its signer.',
  MONITOR_UNCONFIRMED:
    'Nobody has confirmed the certificate {certificate} of {log} (entry {index}), which ended at {time}. Ask both authorities where the goods are.',
  MONITOR_CONFIRMED_UNKNOWN:
    'Entry {index} of {log} confirms the certificate {certificate}, which no log has. Ask the authority that confirmed it for the sheet, and the issuer whether it signed it.',
  MONITOR_NOT_LOGGED:
    '{party} signed {statement} at {iat}, and its log does not have it after the time that the scheme allows. Ask the authority whether it signed it; if it did not, its key is stolen.',
  MONITOR_PAGE_DIFFERS:
    'The register page that {party} signed for {size, plural, one {# entry} other {# entries}} is not the one that its log makes ({cause}). Both are kept. Send them to every authority: the page says something else than the log.',
  MONITOR_FROZEN:
    'No quorum of witnesses has seen the log {log} since {since}, more than {hours, plural, one {# hour} other {# hours}} ago. Verdicts on its certificates age. Ask its operator whether the node and its line work.',
  MONITOR_LIST_FROZEN:
    'The trust list was signed at {since}, more than {hours, plural, one {# hour} other {# hours}} ago. Somebody may keep the newer one away: fetch it from another node, and ask the holders of its keys.',
  MONITOR_LIST_REFUSED:
    'The trust list that is served now is refused ({cause}), and the one before stays in use. It is kept. Fetch the list from another node, and ask the chair what happened.',
  MONITOR_KEYS_CHANGED:
    'The trust list names other keys for {party}. No longer: {gone}. New: {come}. Ask that authority by telephone whether it made this change; where it is the root, ask the chair.',
  MONITOR_KEYS_ANNOUNCED:
    'Entry {index} of {log} announces other keys for {party}, which {party} did not agree to. From {from} on the holders of the root may name them. Ask {party} by telephone at once whether it lost its keys; if it did not, tell the holders of the root and every authority.',
  MONITOR_FEW_OPERATORS:
    'The head of {log} with {size, plural, one {# entry} other {# entries}} has {count, plural, one {# cosignature} other {# cosignatures}} of only {operators, plural, one {# operator} other {# operators}} beside the one that runs this log, and the scheme asks for {needed}. Whoever runs several nodes counts once: verifiers answer REGISTER_NOT_WITNESSED. Ask the operator of the log to find other witnesses, and compare its log with what others are shown.',
  MONITOR_MORE:
    '{count, plural, one {# more alarm} other {# more alarms}} of the kind {alarm} at {log} in this look; only the first are told one by one. Something is wrong throughout: begin with those that are told.',
} as const satisfies Record<AlarmCode, string>

/** The lines of an alarm about keys (key-line.ts). */
export const keyLines = {
  active: '“{usage}” key {key}, from {from} until {until}',
  retired: '“{usage}” key {key}, retired since {since}',
  compromised: '“{usage}” key {key}, compromised since {since}',
  goodBelow:
    '“{usage}” key {key}, compromised since {since}, with {goodBelow, plural, one {the first entry of its log} other {the first # entries of its log}} good',
  scheme: 'the root of the scheme',
  root: 'root {root}',
  threshold:
    '{count, plural, one {one signature} other {# signatures}} asked for under the party’s own list',
  delegation: 'key {key}, which signs the party’s own list',
  agreed: 'other signers of the party’s own list (version {version}), to which the party agreed',
  announced:
    'other signers of the party’s own list (version {version}), announced in the log of {log} at entry {index}',
} as const
export type KeyWord = keyof typeof keyLines

/** How a register page differs from the one that the log makes. */
export const pageCauses = {
  'another content': 'another content',
  'another root': 'another root',
  'it cannot be read': 'it cannot be read',
} as const
