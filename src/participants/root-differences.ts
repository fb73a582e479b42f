import { isJsonObject, type JsonObject, member } from './canonical-json.ts'

export type Difference = { readonly path: string; readonly was: string; readonly is: string }

/** Every member in which two JSON values differ, so that a signer sees all that changes and not what was announced. */
export function differences(was: unknown, is: unknown, path: string): readonly Difference[] {
  if (isJsonObject(was) && isJsonObject(is)) return inside(was, is, path)
  if (Array.isArray(was) && Array.isArray(is)) return inside(byIndex(was), byIndex(is), path)
  const [old, next] = [JSON.stringify(was) ?? '-', JSON.stringify(is) ?? '-']
  return old === next ? [] : [{ path, was: old, is: next }]
}

function inside(was: JsonObject, is: JsonObject, path: string): readonly Difference[] {
  const names = new Set([...Object.keys(was), ...Object.keys(is)])
  return [...names].sort().flatMap((name) => {
    return differences(member(was, name), member(is, name), `${path}.${name}`)
  })
}

function byIndex(values: readonly unknown[]): JsonObject {
  return Object.fromEntries(values.map((value, at) => [String(at), value]))
}
