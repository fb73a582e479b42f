import type { Tx } from '../src/platform/database.ts'
import { type JobOptions, jobsWrite } from '../src/platform/jobs.ts'
import { writeTogether } from '../src/platform/write-together.ts'

/** One job alone; acts queue theirs together with what they write. */
export async function addJob(
  tx: Tx,
  name: string,
  payload: object,
  options: JobOptions = {},
): Promise<void> {
  await writeTogether(tx, [jobsWrite([{ name, payload, options }])])
}
