import { isJsonObject, member, parseJson } from './canonical-json.ts'
import { changeJson, type DelegationChange, parseChanges } from './delegation-change.ts'
import { ENVIRONMENTS, type Environment } from './kinds.ts'
import { jsonBytes } from './root-proposal.ts'

const FORMAT = 'openkp-delegation-change'

/** A change of a delegation on its way from the party to the holders of the root, and through a log where it needs one. */
export type ChangeFile = { readonly environment: Environment; readonly change: DelegationChange }

export function encodeChangeFile({ environment, change }: ChangeFile): Uint8Array {
  return jsonBytes({ format: FORMAT, version: 1, environment, change: changeJson(change) })
}

/** Reads that file by its form; what it says is judged against the list in force. */
export function parseChangeFile(bytes: Uint8Array): ChangeFile | undefined {
  const json = parseJson(bytes)
  if (!isJsonObject(json) || member(json, 'format') !== FORMAT) return undefined
  const environment = ENVIRONMENTS.find((each) => each === member(json, 'environment'))
  const [change] = parseChanges([member(json, 'change')]) ?? []
  return environment === undefined || change === undefined ? undefined : { environment, change }
}
