import type { Means } from '../certificates/adapters/means.ts'
import type { RemoteKeys } from '../participants/adapters/remote-keys.ts'
import { authoritiesIn } from '../participants/keys.ts'
import type { Trust } from '../participants/trust.ts'
import type { HeldUp } from '../platform/http/health.ts'
import type { Http } from '../platform/http/http.ts'
import type { JobTask } from '../platform/jobs.ts'
import type { NodeClock } from '../transparency/adapters/node-clock.ts'
import type { PartyCode } from '../values/codes.ts'
import type { Logs } from './open-logs.ts'

/**
 * The keys of this node, for as long as it may sign. An older copy of it would go on from what nobody has
 * seen; with a clock that is wrong it would date what it signs for a thief's, or for next year.
 */
export function onlyFit(
  { signerOf, certificateSignerOf }: RemoteKeys,
  { logs, clock }: { readonly logs: Logs | null; readonly clock: Pick<NodeClock, 'mustBeRight'> },
): Pick<Means, 'signerOf' | 'certificateSignerOf' | 'mustBeWhole'> {
  const mustBeWhole = (party: PartyCode) => logs?.mustBeWhole(party)
  const mustBeFit = (party: PartyCode) => {
    clock.mustBeRight()
    mustBeWhole(party)
  }
  return {
    mustBeWhole,
    signerOf(party, usage) {
      mustBeFit(party)
      return signerOf(party, usage)
    },
    certificateSignerOf(party, approvals) {
      mustBeFit(party)
      return certificateSignerOf(party, approvals)
    },
  }
}

/** Who cannot sign now, and why. */
export function heldUpIn(
  { keys }: Pick<Trust, 'keys'>,
  { logs, clock }: { readonly logs: Logs | null; readonly clock: Pick<NodeClock, 'heldUp'> },
): readonly HeldUp[] {
  return [...clock.heldUp(authoritiesIn(keys)), ...(logs?.heldUp() ?? [])]
}

/** Acts are decided by the day, long before anything is signed: "expired" would be said of what is not. */
const DECIDES = /^\/api\/(certificates|participants|keys|profile)/

/** No act while the clock is wrong. Whoever looks still sees, and can sign in. */
export function refuseWhileWrong(app: Http, { mustBeRight }: Pick<NodeClock, 'mustBeRight'>): void {
  app.addHook('onRequest', async ({ method, url }) => {
    if (method !== 'GET' && method !== 'HEAD' && DECIDES.test(url)) mustBeRight()
  })
}

/** No job either: by a clock that is years ahead what has to be kept for years would be erased. It is tried again. */
export function onTime(
  tasks: Readonly<Record<string, JobTask>>,
  { mustBeRight }: Pick<NodeClock, 'mustBeRight'>,
): Readonly<Record<string, JobTask>> {
  const guarded = Object.entries(tasks).map(([name, task]): [string, JobTask] => [
    name,
    async (payload) => {
      mustBeRight()
      await task(payload)
    },
  ])
  return Object.fromEntries(guarded)
}
