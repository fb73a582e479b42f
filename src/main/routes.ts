import { journalRoutes } from '../access/adapters/http-journal.ts'
import { proposalRoutes } from '../access/adapters/http-proposals.ts'
import type { Access } from '../access/adapters/open-access.ts'
import { applicationRoutes } from '../certificates/adapters/http-applications.ts'
import { arrivalRoutes } from '../certificates/adapters/http-arrivals.ts'
import { certificateRoutes } from '../certificates/adapters/http-certificates.ts'
import { trustRoutes } from '../certificates/adapters/http-trust.ts'
import { type Means, practiceOf } from '../certificates/adapters/means.ts'
import { participantRoutes } from '../participants/adapters/http.ts'
import type { RegistryFiles } from '../participants/adapters/registry-files.ts'
import type { Database } from '../platform/database.ts'
import type { Http } from '../platform/http/http.ts'
import type { KeyRing } from './key-acts.ts'
import { keyRoutes } from './key-doors.ts'
import { monitorRoutes } from './monitor-doors.ts'
import { profileRoutes } from './profile-doors.ts'

export type Behind = {
  readonly access: Access
  readonly files: RegistryFiles
  readonly means: Means
  /** The keys that sign, and the list that names them. */
  readonly ring: KeyRing
  /** As the node itself, for what is everybody's. */
  readonly owner: Database
  /** Where a monitor leaves what it finds in the logs; null where nobody looks. */
  readonly monitor: string | null
}

/** Every door of every module, those of access first: they guard all that come after them. */
export function addRoutes(app: Http, { access, files, means, owner, ring, monitor }: Behind): void {
  access.routes(app)
  journalRoutes(app, { acting: means.database, owner, who: access.who, clock: means.clock })
  const { who, runners } = access
  proposalRoutes(app, { acting: means.database, owner, who, runners, clock: means.clock })
  const doors = { app, means, whoIs: who.whoIs, runners }
  const hung = { app, acting: means.database, who, runners, clock: means.clock }
  participantRoutes(app, files, (party) => practiceOf(means, party, means.clock()))
  keyRoutes({ ...hung, ring, officersOf: means.officersOf })
  profileRoutes({ ...hung, files })
  trustRoutes(app, means)
  monitorRoutes(app, monitor)
  applicationRoutes(doors)
  arrivalRoutes(doors)
  certificateRoutes(doors)
}
