import type { CertificateAct } from '../../acts.ts'
import { useMonitorSay } from '../monitor/say.ts'
import { certificatePath } from '../queries.ts'
import { useCertificatesSay, useWordFor } from '../say.ts'
import type { ActForm } from './act-dialog.tsx'
import { useCertificateSay } from './say.ts'

/** Acts of a certificate that one dialog can ask for; validating, sending back and monitoring have a page. */
type DialogAct = Exclude<CertificateAct, 'validate' | 'send-back' | 'co-approve' | 'object'>

const CORRECTABLE = [
  'exporter.name',
  'exporter.place',
  'exporter.country',
  'importer.name',
  'importer.place',
  'importer.country',
] as const

/** Each act as a form, complete by type. */
export function useActForms(number: string): Readonly<Record<DialogAct, ActForm>> {
  const say = useCertificateSay()
  const sayMonitor = useMonitorSay()
  const word = useCertificatesSay()
  const wordFor = useWordFor()
  const form = (
    act: DialogAct,
    title: string,
    text: string,
    fields: ActForm['fields'],
  ): ActForm => ({
    title,
    text,
    fields,
    button: wordFor('act', act),
    path: `${certificatePath(number)}/${act}`,
    done: say('done'),
  })
  const why = { name: 'reason', label: word('reason'), kind: 'note' } as const
  return {
    export: form('export', say('exportTitle'), say('exportText'), []),
    recall: form('recall', sayMonitor('takeBackTitle'), sayMonitor('takeBackText'), []),
    void: form('void', say('voidTitle'), say('voidText'), [why]),
    'return-unused': form('return-unused', say('returnUnusedTitle'), say('returnUnusedText'), []),
    'report-lost': form('report-lost', say('reportLostTitle'), say('reportLostText'), [
      { name: 'circumstances', label: say('circumstances'), kind: 'note' },
      { name: 'stolen', label: say('stolen'), kind: 'check' },
    ]),
    replace: form('replace', say('replaceTitle'), say('replaceText'), [
      why,
      { name: 'originalSurrendered', label: say('surrendered'), kind: 'check' },
    ]),
    correct: form('correct', say('correctTitle'), say('correctText'), [
      {
        name: 'field',
        label: say('field'),
        kind: 'choice',
        options: CORRECTABLE.map((value) => ({ value, label: say(`field_${value}`) })),
      },
      { name: 'is', label: say('is'), kind: 'line' },
      why,
    ]),
  }
}
