import { type StandingArguments, standingCommand } from '../participants/adapters/cli-standing.ts'
import { loadRegistryFiles } from '../participants/adapters/registry-files.ts'
import { accept } from '../values/outcome.ts'
import { type Command, done } from './cli-answer.ts'

/** `openkp participants standing CODE --on DAY [--for CODE]`, from the registry of this package. */
export async function standing(args: StandingArguments): Command {
  const report = standingCommand(args, loadRegistryFiles().registry)
  return report.ok ? accept(done(report.value.json, report.value.text)) : report
}
