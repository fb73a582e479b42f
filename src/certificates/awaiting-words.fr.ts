import type { Awaited } from './awaiting.ts'
import type { lines as english } from './awaiting-words.en.ts'

export const fr = {
  certificate: 'Validé par {names}',
  correction: 'Rectifié par {names}',
  'certificate-status': 'Déclaré {status} par {names}',
  'import-confirmation': 'Réception confirmée par {names}',
  discrepancy: 'Marchandises retenues par {names}',
  alert: 'Alerte donnée par {names}',
} as const satisfies Record<Awaited, string>

export const lines = {
  waits: '{what} ; attend la signature.',
  nobody: 'le programme',
} as const satisfies Record<keyof typeof english, string>
