import { useQueryClient } from '@tanstack/react-query'
import { useNavigate } from '@tanstack/react-router'
import { useState } from 'react'
import { Button } from '../../../ui/button.tsx'
import { Dialog } from '../../../ui/dialog.tsx'
import { SelectField, TextArea, TextField } from '../../../ui/inputs.tsx'
import { ProblemNote } from '../../../ui/problem-note.tsx'
import { useUiSay } from '../../../ui/say.ts'
import { useToast } from '../../../ui/toast.tsx'
import { useClick } from '../../../ui/use-click.ts'
import { MAX_NOTE } from '../../limits.ts'
import type { Application } from '../answers.ts'
import { applicationPath, CERTIFICATES } from '../queries.ts'
import { useWordFor } from '../say.ts'
import type { DialogProps } from './issue-dialog.tsx'
import { useReviewSay } from './say.ts'

const FIELDS = [
  'destination',
  'exporter.name',
  'importer.name',
  'parcels',
  'origin.mode',
  'sources',
  'relatedNumbers',
  'attachments',
  'declaration',
] as const

type Point = { readonly field: string; readonly text: string }

/** A deficiency is not a rejection: it says what is missing, field by field, in the firm's hands. */
export function ReturnDialog({ application, open, onClose }: DialogProps) {
  const say = useReviewSay()
  const sayUi = useUiSay()
  const wordFor = useWordFor()
  const [reason, setReason] = useState('')
  const [points, setPoints] = useState<readonly Point[]>([])
  const send = useReturn()
  return (
    <Dialog title={say('returnTitle')} open={open} onClose={onClose}>
      <p className="soft">{say('returnText')}</p>
      <form
        className="stack"
        onSubmit={(event) => {
          event.preventDefault()
          const fields = points.filter(({ field, text }) => field !== '' && text.trim() !== '')
          send.mutate({
            path: `${applicationPath(application.id)}/return`,
            body: { reason, fields },
          })
        }}
      >
        <TextArea
          path="reason"
          label={say('returnReason')}
          required
          maxLength={MAX_NOTE}
          value={reason}
          onChange={(event) => setReason(event.currentTarget.value)}
        />
        <Points points={points} onChange={setPoints} />
        <ProblemNote error={send.error} />
        <div className="row">
          <Button type="submit" kind="primary" busy={send.isPending}>
            {wordFor('act', 'return')}
          </Button>
          <Button onClick={onClose}>{sayUi('cancel')}</Button>
        </div>
      </form>
    </Dialog>
  )
}

function useReturn() {
  const say = useReviewSay()
  const client = useQueryClient()
  const navigate = useNavigate()
  const toast = useToast()
  return useClick<Application>(() => {
    void client.invalidateQueries({ queryKey: CERTIFICATES })
    toast(say('returned'))
    void navigate({ to: '/' })
  })
}

type PointsProps = {
  readonly points: readonly Point[]
  readonly onChange: (points: readonly Point[]) => void
}

function Points({ points, onChange }: PointsProps) {
  const say = useReviewSay()
  const set = (at: number, point: Point) =>
    onChange(points.map((each, index) => (index === at ? point : each)))
  return (
    <div className="stack stack-tight">
      {points.map((point, at) => (
        // biome-ignore lint/suspicious/noArrayIndexKey: a point is its place on the list.
        <div className="fields" key={at}>
          <SelectField
            path={`points.${at}.field`}
            label={say('returnField')}
            empty="–"
            value={point.field}
            onChange={(event) => set(at, { ...point, field: event.currentTarget.value })}
            options={FIELDS.map((value) => ({ value, label: say(`field_${value}`) }))}
          />
          <TextField
            path={`points.${at}.text`}
            label={say('returnFieldText')}
            value={point.text}
            onChange={(event) => set(at, { ...point, text: event.currentTarget.value })}
          />
        </div>
      ))}
      <div>
        <Button kind="quiet" onClick={() => onChange([...points, { field: '', text: '' }])}>
          {say('returnAddField')}
        </Button>
      </div>
    </div>
  )
}
