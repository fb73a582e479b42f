import { pino } from 'pino'
import type { LogLevel } from './config.ts'
import { describeError } from './describe-error.ts'

export type Logger = pino.Logger

/**
 * Lines of JSON on standard error, so that standard output stays for what a person or a script asked
 * for. No names, addresses or query strings: an error is described, never dumped.
 */
export function createLogger(
  level: LogLevel,
  to: pino.DestinationStream = pino.destination({ dest: 2, sync: true }),
): Logger {
  const options = {
    level,
    base: {},
    serializers: { err: (error: unknown) => describeError(error) },
  }
  return pino(options, to)
}
