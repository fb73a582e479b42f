import type { Arrival } from './arrival-answers.ts'

/** Whether a demonstration key signed it: then every face of it says so. */
export function isSpecimen({ verdict }: Pick<Arrival, 'verdict'>): boolean {
  return verdict?.reasons.some(({ code }) => code === 'SPECIMEN') ?? false
}
