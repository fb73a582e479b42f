import { accept, type Outcome, refuse } from '../values/outcome.ts'
import { hasRole, type Officer } from './officer.ts'
import type { Role } from './roles.ts'

/** The officer when somebody is signed in and has one of `roles`. */
export function admit(
  officer: Officer | null,
  roles: readonly Role[],
): Outcome<Officer, 'ACCESS_NOT_SIGNED_IN' | 'ACCESS_NOT_ALLOWED'> {
  if (officer === null) return refuse('ACCESS_NOT_SIGNED_IN')
  return hasRole(officer, roles) ? accept(officer) : refuse('ACCESS_NOT_ALLOWED')
}
