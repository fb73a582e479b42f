import { type Command, InvalidArgumentError } from 'commander'
import { type Every, type Surroundings, verb } from './cli-verb.ts'

type MonitorOptions = Every & { readonly once?: boolean; readonly listen?: number }

export function monitorVerb(program: Command, { tell }: Surroundings): void {
  verb(program, 'monitor', 'Follow the logs of a scheme, and ring when one of them is not honest.')
    .argument('<file>', 'which logs and whose trust list: docs/operating/monitor.md')
    .option('--once', 'one pass: exit code 0 when nothing rings, 1 when something does, 2 in doubt')
    .option('--listen <port>', 'show the page at this port of this machine', port)
    .action(async (file: string, options: MonitorOptions) => {
      const { monitorCommand } = await import('./cli-monitor.ts')
      const { once = false, listen, language, json = false } = options
      tell(options, await monitorCommand({ file, once, listen, language, json }))
    })
}

function port(text: string): number {
  if (/^\d{1,5}$/.test(text) && Number(text) <= 65_535) return Number(text)
  throw new InvalidArgumentError('A port is a number from 0 to 65535.')
}
