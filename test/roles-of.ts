import { GRANTS, type Grant } from '../src/access/grant-table.ts'
import type { Role } from '../src/access/roles.ts'
import { APPLICATION_ACTS, ARRIVAL_ACTS, CERTIFICATE_ACTS } from '../src/certificates/acts.ts'

const TABLES = [APPLICATION_ACTS, CERTIFICATE_ACTS, ARRIVAL_ACTS]
type Values<T> = T extends Readonly<Record<string, readonly (infer A)[]>> ? A : never
export type StepAct = Values<(typeof TABLES)[number]>

/** Every act that a table of states names. */
export const STEP_ACTS: readonly StepAct[] = [
  ...new Set(TABLES.flatMap((table) => Object.values(table).flat())),
]

/** Who may do it, as the role table has it. */
export function rolesOf(act: StepAct): readonly Role[] {
  const { who }: Grant = GRANTS[`certificates:${act}`]
  if (typeof who === 'string') throw new Error(`${act} is open to everybody`)
  return Object.keys(who) as Role[]
}
