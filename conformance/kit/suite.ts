import { EFFECTS, type ReasonCode } from '../../src/certificates/reasons.ts'
import { nodeVerify } from '../../src/participants/adapters/node-verify.ts'
import { bundleCases } from './bundle-cases.ts'
import type { Case, Folder } from './case.ts'
import { finish } from './draft.ts'
import { evaluate, type Sources } from './evaluate.ts'
import { INVALID_COSE } from './invalid-cose.ts'
import { INVALID_FORM } from './invalid-form.ts'
import { INVALID_LISTS } from './invalid-lists.ts'
import { INVALID_MEANING } from './invalid-meaning.ts'
import { INVALID_TRUST } from './invalid-trust.ts'
import { hex } from './keys.ts'
import { liveCases } from './live-cases.ts'
import type { LiveDraft } from './live-draft.ts'
import type { TrustFile } from './trust.ts'
import { trustVariants } from './trust-variants.ts'
import { VALID } from './valid.ts'

/**
 * Every file of `conformance/certificate/` by its path there. The same source gives the same bytes,
 * because every signature is deterministic (RFC 6979, RFC 8032).
 */
export async function makeSuite(): Promise<ReadonlyMap<string, string>> {
  const files = new Map<string, string>()
  const live = await liveCases()
  const trust: Readonly<Record<string, TrustFile>> = { ...(await trustVariants()), ...live.trust }
  for (const [name, file] of Object.entries(trust)) files.set(`trust/${name}.json`, json(file))
  const { scheme, demonstration } = trust
  if (scheme === undefined || demonstration === undefined) throw new Error('no lists to bundle')
  const bundles = bundleCases({ scheme, demonstration })
  const ofBundles: Readonly<Record<string, string>> = { ...bundles.files, ...live.files }
  for (const [name, text] of Object.entries(ofBundles)) files.set(`bundles/${name}`, `${text}\n`)
  const sources: Sources = {
    trust: (name) => known(trust[name], name),
    bundle: (file) => hex(known(ofBundles[file], file)),
    verify: nodeVerify(),
  }
  const drafts = [
    ...VALID,
    ...INVALID_FORM,
    ...INVALID_COSE,
    ...INVALID_TRUST,
    ...INVALID_MEANING,
    ...INVALID_LISTS,
    ...bundles.drafts,
  ]
  const add = async (folder: Folder, draft: LiveDraft) => {
    const path = `${folder}/${draft.name}.json`
    if (files.has(path)) throw new Error(`two cases are called ${draft.name}`)
    files.set(path, json(await caseOf(draft, sources)))
  }
  for (const draft of drafts) {
    const isValid = draft.expect === 'VALID'
    // A case is invalid by exactly one fault.
    const expect = draft.expect === 'VALID' ? [] : [draft.expect]
    await add(isValid ? 'valid' : 'invalid', { ...draft, expect })
  }
  for (const draft of live.drafts) await add('register', draft)
  return files
}

/** A case is decided by what its author meant, and by nothing else. */
async function caseOf(draft: LiveDraft, sources: Sources): Promise<Case> {
  const made = await finish(draft)
  const expected = await evaluate(made, sources)
  const { reasons } = expected
  const deciding = [...new Set(reasons.filter((code) => EFFECTS[code] !== 'note'))]
  const notes = reasons.filter((code) => NOTES_THAT_ARE_MEANT.includes(code))
  const found = [...deciding, ...(draft.notes === undefined ? [] : notes)]
  const meant = [...draft.expect, ...(draft.notes ?? [])]
  if (JSON.stringify(found) !== JSON.stringify(meant)) {
    throw new Error(`${draft.name}: ${meant.join(', ')} was meant, ${found.join(', ')} was found`)
  }
  return { ...made, expected }
}

/** Notes about keys, which a case can mean as it means what decides; others are about the age of lists. */
const NOTES_THAT_ARE_MEANT: readonly ReasonCode[] = [
  'DELEGATION_CHANGED_WITHOUT_PARTY',
  'KEY_COMPROMISED_LATER',
]

function known<T>(value: T | undefined, name: string): T {
  if (value === undefined) throw new Error(`no file ${name}`)
  return value
}

function json(value: unknown): string {
  return `${JSON.stringify(value, null, 1)}\n`
}
