import { useMemo, useState } from 'react'
import { CheckField } from '../../../ui/choices.tsx'
import { ErrorSummary, type Fault } from '../../../ui/error-summary.tsx'
import { TextArea, TextField } from '../../../ui/inputs.tsx'
import { Panel } from '../../../ui/panel.tsx'
import { ProblemNote } from '../../../ui/problem-note.tsx'
import { MAX_NAME, MAX_NOTE } from '../../limits.ts'
import type { Application, ParcelDraft } from '../answers.ts'
import { GoodsGrid } from '../goods/goods-grid.tsx'
import { useCertificatesSay } from '../say.ts'
import { Conflict } from './conflict.tsx'
import { Deficiency } from './deficiency.tsx'
import { Documents } from './documents.tsx'
import { useFieldName } from './field-name.ts'
import { OriginFields } from './origin-fields.tsx'
import { PartyFields } from './party-fields.tsx'
import { listAt, textAt, valueAt } from './paths.ts'
import { useApplicationSay } from './say.ts'
import { SendPanel } from './send-panel.tsx'
import { ShipmentFields } from './shipment-fields.tsx'
import { SourceFields } from './source-fields.tsx'
import { FormContext, formOf, useDraft, useForm, useTextField } from './use-draft.ts'

/** The whole application on one page: the form left, totals, saving and sending right. */
export function ApplicationForm({ application }: { readonly application: Application }) {
  const say = useApplicationSay()
  const { keeper, content, save, conflict, error } = useDraft(application)
  const [asked, setAsked] = useState(0)
  const [refused, setRefused] = useState<readonly Fault[]>([])
  const faults = asked === 0 ? [] : application.refusals.length > 0 ? application.refusals : refused
  const fieldName = useFieldName()
  const form = useMemo(() => {
    const texts = new Map(faults.map(({ field, text }) => [field ?? '', text]))
    return formOf(keeper, content, (path) => {
      // What was typed since the server last saw it is not judged yet.
      const typed = textAt(content, path) !== textAt(application.content, path)
      if (typed && save.is !== 'saved') return undefined
      return texts.get(path) ?? texts.get(parentOf(path))
    })
  }, [keeper, content, faults, application.content, save])
  const named = faults.map((fault) => ({
    ...fault,
    text: fault.field === undefined ? fault.text : `${fieldName(fault.field)}: ${fault.text}`,
  }))
  return (
    <FormContext value={form}>
      <div className="stack">
        {asked === 0 ? null : <ErrorSummary faults={named} asked={asked} />}
        <Deficiency application={application} />
        <ProblemNote error={error} />
        <Conflict id={application.id} open={conflict} keeper={keeper} />
        <div className="with-side">
          <div className="stack">
            <Panel title={say('shipment')}>
              <ShipmentFields />
            </Panel>
            <Panel title={say('exporter')}>
              <PartyFields party="exporter" licence />
            </Panel>
            <ImporterPanel />
            <GoodsPanel />
            <Panel title={say('origin')}>
              <OriginFields />
            </Panel>
            <Panel title={say('sources')}>
              <SourceFields />
            </Panel>
            <Panel title={say('documents')}>
              <Documents application={application} />
            </Panel>
            <DeclarationPanel />
          </div>
          <SendPanel
            application={application}
            keeper={keeper}
            save={save}
            onAsk={() => setAsked((times) => times + 1)}
            onRefused={setRefused}
          />
        </div>
      </div>
    </FormContext>
  )
}

/** A record that is missing as a whole is missing in each of its fields. */
function parentOf(path: string): string {
  const [head = '', at] = path.split('.')
  return at === undefined || /^\d+$/.test(at) ? '' : head
}

function ImporterPanel() {
  const say = useApplicationSay()
  const { content, set } = useForm()
  const other = valueAt(content, 'consignee')
  const hasOther = typeof other === 'object' && other !== null
  return (
    <Panel title={say('importer')}>
      <div className="stack">
        <PartyFields party="importer" />
        <CheckField
          path="consignee"
          label={say('consigneeToggle')}
          checked={hasOther}
          onCheck={(checked) => set('consignee', checked ? {} : null)}
        />
        {hasOther ? (
          <>
            <h3>{say('consignee')}</h3>
            <PartyFields party="consignee" />
          </>
        ) : null}
      </div>
    </Panel>
  )
}

function GoodsPanel() {
  const word = useCertificatesSay()
  const say = useApplicationSay()
  const { content, set, errorOf } = useForm()
  const parcels = listAt(content, 'parcels') as readonly ParcelDraft[]
  return (
    <Panel
      title={say('goods')}
      end={<span className="soft">{`${word('parcels')}: ${parcels.length}`}</span>}
    >
      <GoodsGrid
        parcels={parcels.length === 0 ? [{}] : parcels}
        errorOf={errorOf}
        onChange={(next) => set('parcels', next)}
      />
    </Panel>
  )
}

function DeclarationPanel() {
  const say = useApplicationSay()
  const field = useTextField()
  const { content, set, errorOf } = useForm()
  return (
    <Panel title={say('declaration')}>
      <div className="stack">
        <p>{say('declarationText')}</p>
        <CheckField
          path="declaration.accepted"
          label={say('declarationAccept')}
          error={errorOf('declaration.accepted') ?? errorOf('declaration')}
          checked={valueAt(content, 'declaration.accepted') === true}
          onCheck={(checked) => set('declaration.accepted', checked)}
        />
        <TextField
          {...field('declaration.name')}
          label={say('declarationName')}
          maxLength={MAX_NAME}
          autoComplete="name"
        />
        <TextArea
          path="remarks"
          label={say('remarks')}
          optional
          error={errorOf('remarks')}
          maxLength={MAX_NOTE}
          value={textAt(content, 'remarks')}
          onChange={(event) => set('remarks', event.currentTarget.value)}
        />
      </div>
    </Panel>
  )
}
