import type { ActForm } from '../certificate/act-dialog.tsx'
import { LICENCES, type Licence } from './licences-query.ts'
import type { useLicencesSay } from './say.ts'

type Say = ReturnType<typeof useLicencesSay>

export function grantForm(say: Say): ActForm {
  const line = { kind: 'line', optional: true } as const
  return {
    title: say('grant'),
    text: say('grantText'),
    button: say('grant'),
    path: LICENCES,
    done: say('done'),
    fields: [
      { name: 'firm', label: say('firmExact'), kind: 'line' },
      { name: 'from', label: say('fromDay'), kind: 'line' },
      { name: 'until', label: say('untilDay'), kind: 'line' },
      { name: 'origins', label: say('originsCodes'), ...line },
      { name: 'mostCertificates', label: say('mostCertificates'), ...line },
      { name: 'mostCarats', label: say('mostCarats'), ...line },
      {
        name: 'per',
        label: say('per'),
        kind: 'choice',
        initial: 'licence',
        options: [
          { value: 'licence', label: say('per_licence') },
          { value: 'month', label: say('per_month') },
        ],
      },
    ],
  }
}

/** With the firm in it, so that the second officer reads whom it is about. */
export function suspendForm(say: Say, { id, firm }: Licence): ActForm {
  return {
    title: say('suspendTitle'),
    text: say('suspendText'),
    button: say('suspend'),
    path: `${LICENCES}/${id}/suspend`,
    done: say('done'),
    fields: [
      { name: 'firm', label: say('firm'), kind: 'line', initial: firm },
      { name: 'reason', label: say('reason'), kind: 'note' },
    ],
  }
}
