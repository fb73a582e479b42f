import { createHash } from 'node:crypto'
import { readdir } from 'node:fs/promises'
import { join } from 'node:path'
import { checkDossier, contentOf, type Given } from '../certificates/check-dossier.ts'
import {
  type DossierFinding,
  type DossierResult,
  resultOf,
} from '../certificates/dossier-findings.ts'
import { en } from '../certificates/dossier-words.en.ts'
import { fr } from '../certificates/dossier-words.fr.ts'
import { type KeptDossier, readKeptDossier } from '../certificates/kept-dossier.ts'
import { fromBase64Url } from '../crypto/base64.ts'
import { cardChecks } from '../participants/adapters/check-card.ts'
import { nodeVerify } from '../participants/adapters/node-verify.ts'
import {
  CARD_ALGORITHMS,
  type CardAct,
  type CardRule,
  cardRuleOn,
} from '../participants/card-rules.ts'
import { parseProfile } from '../participants/profile.ts'
import { officersOf, type SigningOfficers } from '../participants/signing-officers.ts'
import type { Language } from '../platform/words.ts'
import { dayAt } from '../values/day.ts'
import { accept, type Outcome } from '../values/outcome.ts'
import { fill } from '../values/sentence.ts'
import type { Command, ExitCode } from './cli-answer.ts'
import { readAtMost } from './cli-files.ts'
import type { CliCode } from './cli-words.ts'

/** Forty files of a dossier are named in it, and one record of a certificate of 500 parcels. */
const MAX_DOSSIER = 4_000_000
const MAX_GIVEN = 500_000
/** As much as the node takes of one document. */
const MAX_FILE = 10_000_000

export type DossierArguments = {
  /** What `GET /api/certificates/:number/assertions` gave. */
  readonly file: string
  /** The list of officers, as `openkp signer officers --json` prints it. */
  readonly officers: string | undefined
  readonly origin: string | undefined
  /** The profile of the authority, with its rule for cards. */
  readonly profile: string | undefined
  readonly authorities: readonly string[]
  /** A folder with the other files of the dossier under their names. */
  readonly files: string | undefined
  readonly language: Language
}

const EXIT = { GOOD: 0, FAULT: 1, CANNOT_TELL: 2 } as const satisfies Record<
  DossierResult,
  ExitCode
>

/** `openkp dossier check`: what stands behind a certificate, without a server and without a network. */
export async function checkDossierCommand(args: DossierArguments): Command {
  const json = await jsonIn(args.file, MAX_DOSSIER)
  if (!json.ok) return json
  const kept = readKeptDossier(json.value)
  if (!kept.ok) return kept
  const given = await givenBy(args, kept.value)
  if (!given.ok) return given
  const findings = await checkDossier(kept.value, given.value)
  const result = resultOf(findings)
  const { number } = kept.value
  const reasons = findings.map((each) => ({ ...each, text: textOf(each, args.language) }))
  const lines = reasons.map(({ code, text }) => `  ${code}: ${text}`)
  const text = [`${number}: ${result.replace('_', ' ')}`, ...lines].join('\n')
  return accept({ json: { number, result, reasons }, text, exit: EXIT[result] })
}

function textOf({ code, of, cause = '' }: DossierFinding, language: Language): string {
  return fill({ en, fr }[language][code], { of, cause })
}

async function givenBy(
  args: DossierArguments,
  kept: KeptDossier,
): Promise<Outcome<Given, CliCode>> {
  const list = await listIn(args.officers)
  if (!list.ok) return list
  const rules = await rulesIn(args)
  if (!rules.ok) return rules
  const files = await filesIn(args.files)
  if (!files.ok) return files
  const isAsked = (act: CardAct) => ruleOf(rules.value, kept, act) !== undefined
  return accept({
    list: list.value,
    origin: args.origin ?? null,
    verify: nodeVerify(),
    card: rules.value.rules.length === 0 ? null : cardBy(rules.value, kept),
    cardsAsked: rules.value.isLaw ? (['issue', 'validate'] as const).filter(isAsked) : [],
    files: files.value,
  })
}

async function listIn(path: string | undefined): Promise<Outcome<SigningOfficers | null, CliCode>> {
  if (path === undefined) return accept(null)
  const json = await jsonIn(path, MAX_GIVEN)
  if (!json.ok) return json
  // As the command prints it, the list has its digest beside its members.
  const { digest: _, ...list } = json.value as Readonly<Record<string, unknown>>
  return officersOf(list)
}

/** The rules of a profile are the law; an authority that was named alone asks for nothing. */
type Rules = {
  readonly rules: readonly CardRule[]
  readonly isLaw: boolean
  readonly offset: number
}

async function rulesIn({
  profile,
  authorities,
}: DossierArguments): Promise<Outcome<Rules, CliCode>> {
  if (profile !== undefined) {
    const json = await jsonIn(profile, MAX_GIVEN)
    if (!json.ok) return json
    const read = parseProfile(json.value)
    if (!read.ok) return read
    const { cardSignatures, clockOffsetMinutes } = read.value
    return accept({ rules: cardSignatures.value, isLaw: true, offset: clockOffsetMinutes.value })
  }
  const pems: string[] = []
  for (const path of authorities) {
    const pem = await readAtMost(path, MAX_GIVEN)
    if (!pem.ok) return pem
    pems.push(Buffer.from(pem.value).toString())
  }
  const rule: CardRule = {
    acts: ['issue', 'validate'],
    authorities: pems,
    algorithms: CARD_ALGORITHMS,
  }
  return accept({ rules: pems.length === 0 ? [] : [rule], isLaw: false, offset: 0 })
}

/** The rule of the day of the act; of an act without a card, that of the other one's day. */
function ruleOf({ rules, offset }: Rules, kept: KeptDossier, act: CardAct): CardRule | undefined {
  const at = {
    issue: kept.issuedCard?.at ?? kept.issued?.at,
    validate: kept.validatedCard?.at ?? kept.validated?.at,
  }
  const seconds = Math.floor(Date.parse(at[act] ?? at.validate ?? at.issue ?? '') / 1000)
  if (!Number.isFinite(seconds)) return undefined
  return cardRuleOn(rules, dayAt(seconds, offset), act)
}

function cardBy(rules: Rules, kept: KeptDossier): NonNullable<Given['card']> {
  return async (card, act) => {
    const rule = ruleOf(rules, kept, act)
    const signature = fromBase64Url(card.signature)
    if (rule === undefined || signature === undefined) return { cause: 'PARTICIPANTS_CARD_FORM' }
    const asked = { signature, content: contentOf(card), rule, at: new Date(card.at) }
    const checked = await cardChecks.signature(asked)
    return checked.ok
      ? { fingerprint: checked.value.card.fingerprint }
      : { cause: checked.refusals[0].code }
  }
}

async function filesIn(folder: string | undefined): Promise<Outcome<Given['files'], CliCode>> {
  if (folder === undefined) return accept(null)
  const found = new Map<string, { size: number; sha256: Uint8Array }>()
  const entries = await readdir(folder, { withFileTypes: true }).catch(() => [])
  for (const { name } of entries.filter((each) => each.isFile())) {
    const read = await readAtMost(join(folder, name), MAX_FILE)
    if (!read.ok) return read
    const sha256 = new Uint8Array(createHash('sha256').update(read.value).digest())
    found.set(name, { size: read.value.length, sha256 })
  }
  return accept(found)
}

async function jsonIn(path: string, limit: number): Promise<Outcome<unknown, CliCode>> {
  const read = await readAtMost(path, limit)
  if (!read.ok) return read
  try {
    return accept(JSON.parse(Buffer.from(read.value).toString()))
  } catch {
    // The reader of JSON has no other way to say that it is none.
    return { ok: false, refusals: [{ code: 'CERTIFICATES_DOSSIER_FORM', detail: { field: path } }] }
  }
}
