import { readFile } from 'node:fs/promises'
import { join } from 'node:path'
import { z } from 'zod'
import { fromHex, toHex } from '../../crypto/bytes.ts'
import { writeWhole } from '../../platform/durable-file.ts'
import type { ChainEnd } from '../journal.ts'

const shape = z.record(z.string(), z.object({ seq: z.number(), hash: z.string() }))

/**
 * Writes the last link of every chain into a file beside the database: who can write to the database
 * alone cannot cut the end off a journal without this telling.
 */
export async function rememberEnds(
  dataFolder: string,
  ends: ReadonlyMap<string, ChainEnd>,
): Promise<void> {
  const json = Object.fromEntries(
    [...ends].map(([participant, { seq, hash }]) => [participant, { seq, hash: toHex(hash) }]),
  )
  await writeWhole(fileIn(dataFolder), `${JSON.stringify(json)}\n`, 0o600)
}

/** What was remembered; nothing where there is no file yet. A file that cannot be read throws. */
export async function rememberedEnds(dataFolder: string): Promise<ReadonlyMap<string, ChainEnd>> {
  const text = await readFile(fileIn(dataFolder), 'utf8').catch((error: NodeJS.ErrnoException) => {
    if (error.code === 'ENOENT') return '{}'
    throw error
  })
  const ends = shape.parse(JSON.parse(text))
  return new Map(
    Object.entries(ends).map(([participant, { seq, hash }]) => [
      participant,
      { seq, hash: fromHex(hash) ?? new Uint8Array() },
    ]),
  )
}

function fileIn(dataFolder: string): string {
  return join(dataFolder, 'journal-ends.json')
}
