import { statSync } from 'node:fs'
import { mkdir, readdir, readFile } from 'node:fs/promises'
import { join } from 'node:path'
import { encodeCbor } from '../../crypto/cbor.ts'
import { decodeCbor } from '../../crypto/strict-cbor.ts'
import { createDurably } from '../../platform/durable-file.ts'
import type { PartyCode } from '../../values/codes.ts'
import type { Approval } from '../approvals.ts'
import { approvalItems } from '../signer-messages.ts'
import { encodeOfficers, parseOfficers, type SigningOfficers } from '../signing-officers.ts'

/** The lists of officers of a signer: every version in a file of its own, never changed. */
export type OfficersFiles = {
  /** The list in force; undefined where there was never one. */
  readonly current: (party: PartyCode) => Promise<SigningOfficers | undefined>
  /** Keeps the next version with who approved it; false when somebody else was faster. */
  readonly keep: (next: SigningOfficers, approvals: readonly Approval[]) => Promise<boolean>
}

export function openOfficersFiles(signerFolder: string): OfficersFiles {
  const folder = join(signerFolder, 'officers')
  let known = new Map<PartyCode, SigningOfficers | undefined>()
  let knownAt: bigint | undefined
  return {
    async current(party) {
      // The console writes beside a signer that runs: a look at the folder says whether it did.
      const changedAt = await changeOf(folder)
      if (changedAt !== knownAt) known = new Map()
      knownAt = changedAt
      if (!known.has(party)) known.set(party, await readNewest(folder, party))
      return known.get(party)
    },
    async keep(next, approvals) {
      const path = join(folder, `${next.party}.${next.version}.cbor`)
      const kept = await createDurably(path, fileBytes(next, approvals))
      known.delete(next.party)
      return kept
    },
  }
}

async function changeOf(folder: string): Promise<bigint> {
  try {
    return statSync(folder, { bigint: true }).mtimeNs
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code !== 'ENOENT') throw error
    await mkdir(folder, { recursive: true, mode: 0o700 })
    return changeOf(folder)
  }
}

/** `[list, approvals]`: who approved it stays beside it. The console has no approvals to give. */
function fileBytes(next: SigningOfficers, approvals: readonly Approval[]): Uint8Array {
  return encodeCbor([encodeOfficers(next), approvals.map(approvalItems)])
}

async function readNewest(folder: string, party: PartyCode): Promise<SigningOfficers | undefined> {
  const versions = (await readdir(folder)).flatMap((name) => {
    const [, of, version] = /^([A-Z-]+)\.(\d{1,7})\.cbor$/.exec(name) ?? []
    return of === party ? [Number(version)] : []
  })
  if (versions.length === 0) return undefined
  const path = join(folder, `${party}.${Math.max(...versions)}.cbor`)
  const decoded = decodeCbor(new Uint8Array(await readFile(path)))
  const list = decoded.ok && Array.isArray(decoded.value) ? decoded.value[0] : undefined
  const parsed = list instanceof Uint8Array ? parseOfficers(list) : undefined
  // Taken for none, a damaged list would let everybody pass.
  if (!parsed?.ok || parsed.value.party !== party)
    throw new Error(`${path} is not a list of officers`)
  return parsed.value
}
