import { type Queryable, rowsOf } from '../../platform/database.ts'
import type { PartyCode } from '../../values/codes.ts'
import type { Officer } from '../officer.ts'
import type { Role } from '../roles.ts'
import { IS_ACTIVE, OFFICER_COLUMNS, type OfficerRow, officerOf } from './officers.ts'

/** An active officer by id; null for one who is gone. */
export async function activeOfficer(
  on: Queryable,
  participant: string,
  id: string,
): Promise<Officer | null> {
  const [row] = await rowsOf<OfficerRow>(
    on,
    `select ${OFFICER_COLUMNS} from access.officer
     where participant = $1 and id = $2::uuid and ${IS_ACTIVE}`,
    [participant, id],
  )
  return row === undefined ? null : officerOf(row)
}

/** The active officers of a Participant who have a role today, by name. */
export async function officersWith(
  on: Queryable,
  participant: PartyCode,
  role: Role,
): Promise<readonly Officer[]> {
  const rows = await rowsOf<OfficerRow>(
    on,
    `select ${OFFICER_COLUMNS} from access.officer
     where participant = $1 and ($2 = any(roles) or exists (
       select from access.standing_in s where s.participant = officer.participant
         and s.officer_id = officer.id and s.role = $2 and s.ends_at > now())) and ${IS_ACTIVE}
     order by name, id`,
    [participant, role],
  )
  return rows.map(officerOf).filter((officer) => officer.roles.includes(role))
}
