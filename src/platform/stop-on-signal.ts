import { describeError } from './describe-error.ts'
import type { Logger } from './logger.ts'

export type Stopping = {
  /** Registers what a stop has to do. The last registered is done first. */
  readonly afterwards: (step: () => Promise<unknown>) => void
  /** Stops now, with the exit code that stands. */
  readonly now: () => Promise<void>
}

const EXIT_FAILED = 1
/** A step that hangs must not keep the machine from shutting down; systemd waits 90 seconds. */
const STOP_MS = 80_000

/**
 * Stops on SIGINT and SIGTERM: the steps in reverse order, then the end of the process. A signal that
 * comes while the program still starts stops as much as there is; a second one changes nothing, since
 * npm passes on the one that the terminal has already sent.
 */
export function stopOnSignal(logger: Logger, say: (line: string) => void): Stopping {
  const steps: (() => Promise<unknown>)[] = []
  let ending: Promise<void> | undefined
  const now = () => {
    ending ??= runSteps(steps, logger)
    return ending
  }
  const onSignal = () => {
    if (ending === undefined) say('stopping')
    void now()
  }
  process.on('SIGINT', onSignal)
  process.on('SIGTERM', onSignal)
  return { afterwards: (step) => void steps.unshift(step), now }
}

async function runSteps(steps: readonly (() => Promise<unknown>)[], logger: Logger): Promise<void> {
  setTimeout(() => process.exit(EXIT_FAILED), STOP_MS).unref()
  for (const step of [...steps]) {
    try {
      await step()
    } catch (error) {
      process.exitCode = EXIT_FAILED
      logger.fatal(describeError(error), 'could not stop cleanly')
    }
  }
  process.exit()
}
