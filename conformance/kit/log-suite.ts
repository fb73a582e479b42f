import { entryCases } from './log-entries.ts'
import { checkpointCases, noteCases } from './log-notes.ts'
import { proofCases } from './log-proofs.ts'
import { pathCases, servedLogs, tileCases } from './log-tiles.ts'
import { consistencyCases, inclusionCases, treeCases } from './log-trees.ts'
import { cosignatureCases, quorumCases } from './log-witnesses.ts'

/** Every file of `conformance/log/` by its path there: the same bytes, always. */
export async function makeLogSuite(): Promise<ReadonlyMap<string, string>> {
  const logs = servedLogs()
  const lists = {
    entries: entryCases(),
    trees: treeCases(),
    inclusion: inclusionCases(),
    consistency: consistencyCases(),
    'tile-paths': pathCases(),
    tiles: tileCases(logs),
    notes: noteCases(),
    checkpoints: await checkpointCases(),
    cosignatures: await cosignatureCases(),
    quorum: quorumCases(),
    proofs: await proofCases(),
  }
  return new Map([
    ...Object.entries(lists).map(([name, cases]) => [`${name}.json`, json(cases)] as const),
    ...Object.entries(logs).map(([name, log]) => [`logs/${name}.json`, json(log)] as const),
  ])
}

export function json(value: unknown): string {
  return `${JSON.stringify(value, null, 1)}\n`
}
