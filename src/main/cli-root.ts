import type { PublicKey } from '../crypto/signature.ts'
import { nodeVerify } from '../participants/adapters/node-verify.ts'
import { nextDelegation, publishRoot, rootInForce } from '../participants/adapters/publish-root.ts'
import { makeRootKey, openRootKey, readPublicKey } from '../participants/adapters/root-key-file.ts'
import { readRepository } from '../participants/adapters/trust-files.ts'
import type { Repository } from '../participants/adapters/trust-repository.ts'
import { encodeBundle, MAX_BUNDLE_BYTES, parseBundle } from '../participants/bundle.ts'
import { type ChangeFile, encodeChangeFile, parseChangeFile } from '../participants/change-file.ts'
import { type DelegationChange, tufKeyId } from '../participants/delegation-change.ts'
import { fingerprintOf } from '../participants/key-ceremony.ts'
import type { Environment } from '../participants/kinds.ts'
import { openTrust } from '../participants/open-trust.ts'
import { proposedChanges } from '../participants/proposed-changes.ts'
import { differences } from '../participants/root-differences.ts'
import {
  digestOfProposal,
  encodeProposal,
  parseProposal,
  proposeRoot,
  type RootProposal,
} from '../participants/root-proposal.ts'
import {
  bytesToSign,
  checkProposal,
  encodeRootSignature,
  mayHold,
  parseRootSignature,
  type RootInForce,
} from '../participants/root-signatures.ts'
import type { Trust } from '../participants/trust.ts'
import { isPartyCode } from '../values/codes.ts'
import { accept, type Outcome, refuse } from '../values/outcome.ts'
import { type Command, done } from './cli-answer.ts'
import { readAtMost, writeWhole } from './cli-files.ts'
import type { CliCode } from './cli-words.ts'

/** Delegations of 500 parties with their keys. */
const MAX_PROPOSAL_BYTES = 1_000_000
const MAX_KEY_BYTES = 10_000
const MAX_SIGNATURE_BYTES = 10_000

/** Where the list in force is read from: a bundle that was carried here, or the node on this machine. */
export type ListPlace = { readonly trust: string | undefined; readonly dataFolder: string }

/** `openkp root key`: a new key of one holder, encrypted, on the machine where it stays. */
export async function rootKeyCommand(args: {
  readonly file: string
  readonly environment: Environment
  readonly passphraseFile: string
}): Command {
  const passphrase = await passphraseIn(args.passphraseFile)
  if (!passphrase.ok) return passphrase
  const made = await makeRootKey(args.file, args.environment, passphrase.value)
  if (!made.ok) return made
  const fingerprint = fingerprintOf(made.value)
  const json = {
    file: args.file,
    publicKey: `${args.file}.pub`,
    environment: args.environment,
    fingerprint,
  }
  const text = `${args.file}: a root key for ${args.environment}, encrypted.\nFingerprint ${fingerprint}\nCarry ${args.file}.pub to whoever proposes, and compare the fingerprint by voice.`
  return accept(done(json, text))
}

/** `openkp root delegation PARTY`: the key with which this node will sign the list of a party. */
export async function delegationCommand(args: {
  readonly party: string
  readonly out: string
  readonly dataFolder: string
}): Command {
  const party = args.party.toUpperCase()
  if (!isPartyCode(party)) return refuse('PARTICIPANTS_CODE_UNKNOWN', 'party', { code: args.party })
  const made = await nextDelegation(args.dataFolder, party)
  if (made === undefined) return refuse('CLI_NO_TRUST_LIST', undefined, { path: args.dataFolder })
  const written = await writeWhole(args.out, encodeChangeFile(made))
  if (!written.ok) return written
  const key = made.change.next.keys.map(tufKeyId).join()
  const agreed = made.change.agreed.size > 0
  const text = `${args.out}: the next key for the list of ${party}. It counts once the root names it.\nKey ${key}\n${agreed ? AGREED : NOT_AGREED}`
  return accept(done({ party, file: args.out, key, agreed }, text))
}

const AGREED = 'The key in force has signed the change: it holds as soon as the list names it.'
const NOT_AGREED =
  'The key in force is not here. Announce the change with "openkp root announce": it can be named seven days later.'

export type ProposeArguments = ListPlace & {
  readonly out: string
  readonly holders: readonly string[]
  readonly threshold: number | undefined
  /** `CD=cd.pub`, each. */
  readonly delegations: readonly string[]
  readonly renew: boolean
  readonly now: number
}

/** `openkp root propose`: writes what the holders are to sign. */
export async function proposeCommand(args: ProposeArguments): Command {
  const list = await listIn(args, args.now)
  if (!list.ok) return list
  const inForce = rootInForce(list.value.bundle)
  const change = await changeOf(args, inForce)
  if (!change.ok) return change
  const proposal = proposeRoot(inForce.signed, change.value, args.now)
  if (!proposal.ok) return proposal
  const checked = checkProposal(proposal.value, inForce, args.now)
  if (!checked.ok) return checked
  const followed = await proposedChanges(proposal.value, list.value.trust, nodeVerify())
  if (!followed.ok) return followed
  const written = await writeWhole(args.out, encodeProposal(proposal.value))
  if (!written.ok) return written
  return accept(shown(proposal.value, list.value.bundle, { file: args.out }))
}

async function changeOf(
  { holders, threshold, delegations, renew }: ProposeArguments,
  { root, targetsVersion }: RootInForce,
) {
  const keys: PublicKey[] = []
  for (const file of holders) {
    const key = await publicKeyIn(file)
    if (!key.ok) return key
    keys.push(key.value)
  }
  const named: DelegationChange[] = []
  for (const each of delegations) {
    const [party = '', file = ''] = each.split('=')
    if (!isPartyCode(party)) return refuse('PARTICIPANTS_CODE_UNKNOWN', 'party', { code: party })
    const read = await changeIn(file)
    if (!read.ok) return read
    const { environment, change } = read.value
    if (environment !== root.environment) return otherEnvironment(environment, root.environment)
    if (change.name !== party) return noForm(file, `change of ${party}`)
    // What a party agreed to is good for one version of the list, so that nobody uses it later.
    const isLate = change.agreed.size > 0 && change.version !== targetsVersion + 1
    if (isLate)
      return refuse('PARTICIPANTS_ROOT_VERSION', undefined, {
        ...{ file, proposed: change.version, current: targetsVersion },
      })
    named.push(change)
  }
  const changed = keys.length === 0 ? {} : { holders: { keys, threshold: threshold ?? 0 } }
  return accept({ ...changed, delegations: named, renew })
}

export type SignArguments = ListPlace & {
  readonly proposal: string
  readonly key: string
  readonly passphraseFile: string | undefined
  readonly out: string
  readonly now: number
}

/** `openkp root sign`: one holder, on a machine of his own, with the list in force that he has himself. */
export async function signCommand(args: SignArguments): Command {
  const read = await proposalIn(args.proposal)
  if (!read.ok) return read
  const proposal = read.value
  const list = await listIn(args, args.now)
  if (!list.ok) return list
  const checked = checkProposal(proposal, rootInForce(list.value.bundle), args.now)
  if (!checked.ok) return checked
  const followed = await proposedChanges(proposal, list.value.trust, nodeVerify())
  if (!followed.ok) return followed
  const opened = await keyIn(args)
  if (!opened.ok) return opened
  const { environment, key, sign } = opened.value
  if (environment !== proposal.environment)
    return otherEnvironment(environment, proposal.environment)
  if (!mayHold(checked.value, key))
    return refuse('PARTICIPANTS_ROOT_SIGNER_UNKNOWN', undefined, { file: args.key })
  const root = proposal.root && sign(bytesToSign(proposal.root))
  const targets = sign(bytesToSign(proposal.targets))
  const signature = { environment, proposal: digestOfProposal(proposal), key, root, targets }
  const written = await writeWhole(args.out, encodeRootSignature(signature))
  if (!written.ok) return written
  const signer = fingerprintOf(key)
  return accept(shown(proposal, list.value.bundle, { file: args.out, signer }))
}

export type AssembleArguments = {
  readonly proposal: string
  readonly signatures: readonly string[]
  readonly dataFolder: string
  readonly now: number
}

/** `openkp root assemble`: on the node, with the signatures that came back. */
export async function assembleCommand(args: AssembleArguments): Command {
  const proposal = await proposalIn(args.proposal)
  if (!proposal.ok) return proposal
  const signatures = []
  for (const file of args.signatures) {
    const bytes = await readAtMost(file, MAX_SIGNATURE_BYTES)
    if (!bytes.ok) return bytes
    const signature = parseRootSignature(bytes.value)
    if (signature === undefined) return noForm(file, 'signature')
    signatures.push({ file, signature })
  }
  const { dataFolder, now } = args
  const published = await publishRoot(dataFolder, proposal.value, signatures, {
    ...{ now, verify: nodeVerify() },
  })
  if (!published.ok) return published
  const { versions, newestRootFingerprint, partyVersions } = published.value
  const json = { versions, rootFingerprint: newestRootFingerprint, parties: partyVersions.size }
  const text = `Published: root ${versions.root}, delegations ${versions.targets}.\nFingerprint of the newest root ${newestRootFingerprint}`
  return accept(done(json, text))
}

/** What is signed, in full: every member that differs from what is in force, and the digest to compare by voice. */
function shown(proposal: RootProposal, list: Repository, more: Readonly<Record<string, string>>) {
  const { signed } = rootInForce(list)
  const changes = [
    ...(proposal.root === null ? [] : differences(signed.root, proposal.root, 'root')),
    ...differences(signed.targets, proposal.targets, 'targets'),
  ]
  const digest = digestOfProposal(proposal)
  const lines = changes.map(({ path, was, is }) => `  ${path}: ${was} -> ${is}`)
  const head = `${more.file}: a proposal for ${proposal.environment}. It changes:`
  const text = [head, ...lines, `Digest ${digest}`, 'Compare the digest by voice.'].join('\n')
  return done({ ...more, environment: proposal.environment, digest, changes }, text)
}

async function listIn(
  { trust, dataFolder }: ListPlace,
  now: number,
): Promise<Outcome<{ readonly bundle: Repository; readonly trust: Trust }, CliCode>> {
  const bytes =
    trust === undefined ? await ownBundle(dataFolder) : await readAtMost(trust, MAX_BUNDLE_BYTES)
  if (!bytes.ok) return bytes
  const bundle = parseBundle(bytes.value)
  if (!bundle.ok) return bundle
  const options = { pins: new Set<string>(), acceptDemonstration: true, now, verify: nodeVerify() }
  const opened = await openTrust(bundle.value, options)
  return opened.ok ? accept({ bundle: bundle.value, trust: opened.value }) : opened
}

async function ownBundle(dataFolder: string): Promise<Outcome<Uint8Array, CliCode>> {
  const list = await readRepository(dataFolder)
  if (list === undefined) return refuse('CLI_NO_TRUST_LIST', undefined, { path: dataFolder })
  return accept(encodeBundle({ ...list, numberBlocks: new Map(), statusPages: new Map() }))
}

async function proposalIn(file: string): Promise<Outcome<RootProposal, CliCode>> {
  const bytes = await readAtMost(file, MAX_PROPOSAL_BYTES)
  if (!bytes.ok) return bytes
  const proposal = parseProposal(bytes.value)
  return proposal === undefined ? noForm(file, 'proposal') : accept(proposal)
}

/** A change of a delegation as `openkp root delegation` wrote it. */
export async function changeIn(file: string): Promise<Outcome<ChangeFile, CliCode>> {
  const bytes = await readAtMost(file, MAX_PROPOSAL_BYTES)
  if (!bytes.ok) return bytes
  const change = parseChangeFile(bytes.value)
  return change === undefined ? noForm(file, 'change') : accept(change)
}

async function publicKeyIn(file: string): Promise<Outcome<PublicKey, CliCode>> {
  const bytes = await readAtMost(file, MAX_KEY_BYTES)
  if (!bytes.ok) return bytes
  const key = readPublicKey(bytes.value)
  return key === undefined ? noForm(file, 'public key') : accept(key)
}

async function keyIn({ key, passphraseFile }: SignArguments) {
  const bytes = await readAtMost(key, MAX_KEY_BYTES)
  if (!bytes.ok) return bytes
  const passphrase =
    passphraseFile === undefined ? accept(undefined) : await passphraseIn(passphraseFile)
  return passphrase.ok ? openRootKey(key, bytes.value, passphrase.value) : passphrase
}

/** Without the line break that editors put at the end. */
async function passphraseIn(file: string): Promise<Outcome<Uint8Array, CliCode>> {
  const bytes = await readAtMost(file, MAX_KEY_BYTES)
  if (!bytes.ok) return bytes
  const text = Buffer.from(bytes.value).toString('utf8')
  return accept(Buffer.from(text.replace(/\r?\n$/, '')))
}

export function otherEnvironment(found: Environment, wanted: Environment) {
  return refuse('PARTICIPANTS_ROOT_ENVIRONMENT' as const, undefined, { found, wanted })
}

export function noForm(file: string, cause: string) {
  return refuse('PARTICIPANTS_ROOT_FORM' as const, undefined, { file, cause })
}
