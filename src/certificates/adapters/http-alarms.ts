import { accept, refuse } from '../../values/outcome.ts'
import { acknowledgeAlarm } from './alarms-store.ts'
import { alarmsView } from './certificate-view.ts'
import { addAct, addView, type Doors } from './door.ts'
import { wordingFor } from './wording.ts'

const ROOT = '/api/certificates'

/** The doors of alarms. They name goods of every firm: a firm sees those of its own on its certificates. */
export function alarmRoutes(doors: Doors): void {
  addView(
    doors,
    `${ROOT}/alarms`,
    { act: 'certificates:read-alarms', summary: 'Alarms, open ones first.' },
    async ({ tx, means, officer, language }) => {
      const { participant } = officer
      const wording = wordingFor(means.registry, language)
      return accept({
        alarms: await alarmsView(tx, { participant, number: null }, wording),
      })
    },
  )
  addAct(
    doors,
    'POST',
    `${ROOT}/alarms/:id/acknowledge`,
    { act: 'certificates:acknowledge', summary: 'Acknowledge an alarm.' },
    async ({ tx, officer, params, now }) => {
      const id = params.id ?? ''
      const found =
        /^\d{1,18}$/.test(id) &&
        (await acknowledgeAlarm(tx, officer.participant, id, { name: officer.name, at: now }))
      return found ? accept({}) : refuse('CERTIFICATES_NOT_FOUND')
    },
  )
}
