import { json } from './log-suite.ts'
import { bodyCases } from './register-bodies.ts'
import { deltaCases } from './register-deltas.ts'
import { pageCases } from './register-pages.ts'

/** Every file of `conformance/register/` by its path there: the same bytes, always. */
export async function makeRegisterSuite(): Promise<ReadonlyMap<string, string>> {
  const deltas = await deltaCases()
  return new Map([
    ['pages.json', json(pageCases())],
    ['bodies.json', json(bodyCases())],
    ['deltas.json', json(deltas.cases)],
    ...Object.entries(deltas.files).map(([name, text]) => [`bundles/${name}`, text] as const),
  ])
}
