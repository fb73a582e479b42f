import { readFileSync } from 'node:fs'
import { describe, expect, test } from 'vitest'
import { nodeVerify } from '../src/participants/adapters/node-verify.ts'
import { en } from '../src/transparency/fault-words.en.ts'
import { fr } from '../src/transparency/fault-words.fr.ts'
import { entriesPath, tilePath } from '../src/transparency/tile.ts'
import { nobleVerify } from './kit/keys.ts'
import { fileUrl, type Named, type Refused, readList } from './kit/log-case.ts'
import type { EntryCase } from './kit/log-entries.ts'
import * as evaluate from './kit/log-evaluate.ts'
import type { CheckpointCase, NoteCase } from './kit/log-notes.ts'
import type { ProofCase } from './kit/log-proofs.ts'
import { makeLogSuite } from './kit/log-suite.ts'
import type { PathCase, ServedLog, TileCase } from './kit/log-tiles.ts'
import type { ConsistencyCase, InclusionCase, TreeCase } from './kit/log-trees.ts'
import type { CosignatureCase, QuorumCase } from './kit/log-witnesses.ts'

const verify = nodeVerify()

/** What this program makes of each case of a file is what the file says. */
function run<T extends Named & { readonly expected: unknown }>(
  file: string,
  ask: (each: T) => unknown,
): void {
  describe(file, () => {
    test.each(readList<T>(`log/${file}.json`))('$name', async (each) => {
      expect(await ask(each)).toEqual(each.expected)
    })
  })
}

run<EntryCase>('entries', evaluate.readEntry)
run<TreeCase>('trees', evaluate.rootOf)
run<InclusionCase>('inclusion', evaluate.included)
run<ConsistencyCase>('consistency', (each) => evaluate.consistent(each, verify))
run<PathCase>('tile-paths', (tile) => ({ hashes: tilePath(tile), entries: entriesPath(tile) }))
run<TileCase>('tiles', (each) => evaluate.walked(each, logOf(each.log)))
run<NoteCase>('notes', (each) => evaluate.readSigned(each, verify))
run<CheckpointCase>('checkpoints', (each) => evaluate.readHead(each, verify))
run<CosignatureCase>('cosignatures', (each) => evaluate.cosigned(each, verify))
run<QuorumCase>('quorum', evaluate.quorum)
run<ProofCase>('proofs', (each) => evaluate.logged(each, verify))

function logOf(name: string): ServedLog {
  return JSON.parse(readFileSync(fileUrl(`log/logs/${name}.json`), 'utf8')) as ServedLog
}

test('every code that a case of a log is refused with has its sentence in both languages', () => {
  const refused = ['entries', 'notes', 'checkpoints', 'proofs'].flatMap((file) =>
    readList<Named & { readonly expected: unknown }>(`log/${file}.json`).map(
      ({ expected }) => (expected as Partial<Refused>).refused,
    ),
  )
  const faults = readList<TileCase>('log/tiles.json').flatMap(({ expected }) =>
    expected.map(([code]) => code),
  )
  for (const code of new Set([...refused, ...faults])) {
    if (code === undefined) continue
    for (const words of [en, fr] as readonly Readonly<Record<string, string>>[]) {
      expect({ code, sentence: words[code] }).toEqual({
        code,
        sentence: expect.stringMatching(/^[A-ZÀ-Ü].*\.$/),
      })
    }
  }
})

test('another primitive reads cosignatures alike', async () => {
  for (const each of readList<CosignatureCase>('log/cosignatures.json')) {
    expect(await evaluate.cosigned(each, nobleVerify)).toEqual(each.expected)
  }
})

test('what stands in the folder is what the source makes, byte for byte', async () => {
  const made = await makeLogSuite()
  const different = [...made].filter(
    ([path, text]) => readFileSync(fileUrl(`log/${path}`), 'utf8') !== text,
  )
  expect(different.map(([path]) => path)).toEqual([])
})

test('no two cases of a file have one name', async () => {
  for (const [path, text] of await makeLogSuite()) {
    if (path.startsWith('logs/')) continue
    const names = (JSON.parse(text) as readonly Named[]).map(({ name }) => name)
    expect(new Set(names).size, path).toBe(names.length)
  }
})
