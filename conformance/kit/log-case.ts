import { readFileSync } from 'node:fs'
import { type NoteKey, readNoteKey, writeNoteKey } from '../../src/crypto/note.ts'
import { publicKey } from './keys.ts'

/** What every case of `log/` and `register/` begins with; each file holds the cases of one subject. */
export type Named = { readonly name: string; readonly about: string }

/** A code of refusal. */
export type Refused = { readonly refused: string }

export function fileUrl(path: string): URL {
  return new URL(`../${path}`, import.meta.url)
}

export function readList<T extends Named>(path: string): readonly T[] {
  return JSON.parse(readFileSync(fileUrl(path), 'utf8')) as readonly T[]
}

/** `name+id+key`, as operators exchange it (c2sp.org/signed-note): the key of a log, or of a witness. */
export function keyLine(name: string, key: string, type: NoteKey['type'] = 'ed25519'): string {
  return writeNoteKey({ name, type, x: publicKey(key).x })
}

export function keyOf(line: string): NoteKey {
  const key = readNoteKey(line)
  if (key === undefined) throw new Error(`no key of a note: ${line}`)
  return key
}
