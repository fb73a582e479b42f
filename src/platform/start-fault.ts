import { type Refusal, refusal } from '../values/outcome.ts'
import type { StartFault } from './refusals.ts'

const FULL = ['ENOSPC', 'EDQUOT', '53100']
/** The connection broke, or the server said that it ends (admin_shutdown, crash_shutdown). */
const LOST = ['ECONNRESET', 'EPIPE', '57P01', '57P02']
const DENIED = ['EACCES', 'EPERM', 'EROFS', 'EISDIR', 'ENOTDIR']

/**
 * What went wrong in the surroundings when a start was cut short, from the error of the operating
 * system or of PostgreSQL, or from one of its causes; undefined when it is a fault of the program.
 */
export function startFaultOf(error: unknown, dataFolder: string): Refusal<StartFault> | undefined {
  if (!(error instanceof Error)) return undefined
  const { code = '', path } = error as NodeJS.ErrnoException
  if (FULL.includes(code))
    return refusal('PLATFORM_DISK_FULL', undefined, { place: path ?? dataFolder })
  if (LOST.includes(code) || error.message.startsWith('Connection terminated'))
    return refusal('PLATFORM_DATABASE_LOST', undefined, { dataFolder })
  if (DENIED.includes(code) && path !== undefined)
    return refusal('PLATFORM_FILE_DENIED', undefined, { path, reason: code })
  return startFaultOf(error.cause, dataFolder)
}
