import { X509Certificate } from 'node:crypto'
import { join } from 'node:path'
import { subjectOf } from '../participants/adapters/card-chain.ts'
import type { CardRefusal } from '../participants/card-refusals.ts'
import type { CardRule } from '../participants/card-rules.ts'
import type { Card, CardChecks } from '../participants/card-signature.ts'
import { accept, type Outcome, refuse } from '../values/outcome.ts'
import type { CardList } from './card-list.ts'
import { filesIn } from './card-list-files.ts'

const FOLDER = 'card-lists'
/** Told once for each file that is no list to rely on, or that is older than it says it may be. */
type Warn = (code: 'CARD_LIST_UNUSABLE' | 'CARD_LIST_STALE', file: string) => void
type Asked = { readonly rule: CardRule; readonly at: Date }

/**
 * The same checks, and whether the card's own authority has revoked it by a list (RFC 5280, 5) in `card-lists` of the data folder: the
 * operator puts it there, because no act waits for a network. A list that is too old still counts for what it
 * names; whether it is enough for what it does not name is the rule's to say (`revocation`).
 */
export function withCardLists(checks: CardChecks, dataFolder: string, warn: Warn): CardChecks {
  const folder = join(dataFolder, FOLDER)
  const warned = new Set<string>()
  const once: Warn = (code, file) => {
    if (!warned.has(`${code} ${file}`)) warn(code, file)
    warned.add(`${code} ${file}`)
  }
  const look = async (card: Card, { rule, at }: Asked) =>
    notRevoked(card, await listsOf(card, folder, { rule, at }, once), { rule, at }, once)
  return {
    signature: async (asked) => {
      const checked = await checks.signature(asked)
      if (!checked.ok) return checked
      const looked = await look(checked.value.card, asked)
      return looked.ok ? checked : looked
    },
    certificate: async (pem, asked) => {
      const read = await checks.certificate(pem, asked)
      if (!read.ok) return read
      const looked = await look(read.value, asked)
      return looked.ok ? read : looked
    },
  }
}

type Kept = CardList & { readonly file: string }

/** The lists that the issuer of this card has signed. */
async function listsOf(
  { issuer }: Card,
  folder: string,
  { rule, at }: Asked,
  warn: Warn,
): Promise<readonly Kept[]> {
  const { lists, certificates } = await filesIn(folder)
  const authorities = authoritiesOf(rule, certificates).filter((each) => subjectOf(each) === issuer)
  // Only where there is one: the reader of ASN.1 takes a tenth of a second to load.
  if (lists.length === 0) return []
  const { readCardList } = await import('./card-list.ts')
  const found: Kept[] = []
  for (const { file, der } of lists) {
    const list = readCardList(der, at)
    if (list === undefined) warn('CARD_LIST_UNUSABLE', file)
    else if (authorities.some((each) => list.isBy(each))) found.push({ ...list, file })
  }
  return found
}

/** Those of the rule, and those in the folder for whom one of them stands. */
function authoritiesOf({ authorities }: CardRule, more: readonly X509Certificate[]) {
  const anchors = authorities.map((pem) => new X509Certificate(pem))
  const between = more.filter(
    (each) => each.ca && anchors.some((by) => each.checkIssued(by) && each.verify(by.publicKey)),
  )
  return [...anchors, ...between]
}

function notRevoked(
  { subject, issuer, serial }: Card,
  lists: readonly Kept[],
  { rule, at }: Asked,
  warn: Warn,
): Outcome<void, CardRefusal> {
  const since = lists.map(({ revoked }) => revoked.get(BigInt(`0x${serial}`))).find(Boolean)
  if (since !== undefined)
    return refuse('PARTICIPANTS_CARD_REVOKED', undefined, { subject, since: dayOf(since) })
  const isFresh = lists.some(({ until }) => until >= at)
  if (!isFresh) for (const { file } of lists) warn('CARD_LIST_STALE', file)
  if (isFresh || rule.revocation !== 'required') return accept(undefined)
  const newest = lists.map(({ until }) => until).sort((a, b) => b.getTime() - a.getTime())[0]
  return newest === undefined
    ? refuse('PARTICIPANTS_CARD_LIST_MISSING', undefined, { issuer })
    : refuse('PARTICIPANTS_CARD_LIST_STALE', undefined, { issuer, until: dayOf(newest) })
}

function dayOf(at: Date): string {
  return at.toISOString().slice(0, 10)
}
