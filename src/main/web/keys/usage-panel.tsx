import { useQueryClient } from '@tanstack/react-query'
import { useState } from 'react'
import { mayDo } from '../../../access/grants.ts'
import { useOfficer } from '../../../access/web/session.tsx'
import { Button } from '../../../ui/button.tsx'
import { Chip } from '../../../ui/chip.tsx'
import { type Column, DataTable } from '../../../ui/data-table.tsx'
import { useFormat } from '../../../ui/format.ts'
import { Panel } from '../../../ui/panel.tsx'
import { ProblemNote } from '../../../ui/problem-note.tsx'
import { useToast } from '../../../ui/toast.tsx'
import { useClick } from '../../../ui/use-click.ts'
import { KeyDialog } from './key-dialog.tsx'
import { type Key, keysQuery, shortOf } from './keys-query.ts'
import { useKeysSay } from './say.ts'

type Props = { readonly usage: Key['usage']; readonly keys: readonly Key[] }

/** The keys of one usage, those that may still change first. */
export function UsagePanel({ usage, keys }: Props) {
  const say = useKeysSay()
  const mayCreate = mayDo(useOfficer(), 'participants:create-key')
  const [shown, setShown] = useState<Key | null>(null)
  const columns = useColumns(setShown)
  const create = useCreate()
  return (
    <Panel
      title={say(usage)}
      flush
      end={
        mayCreate && keys.every(({ standing }) => standing !== 'prepared') ? (
          <Button
            small
            busy={create.isPending}
            aria-label={say('createNamed', { usage: say(usage) })}
            onClick={() => create.mutate({ path: '/api/participants/keys', body: { usage } })}
          >
            {say('create')}
          </Button>
        ) : null
      }
    >
      <div className="panel-body stack stack-tight">
        <p className="soft">{say(`${usage}Lead`)}</p>
        <ProblemNote error={create.error} />
        {keys.some(({ signs }) => signs) ? null : <p className="strong">{say('none')}</p>}
      </div>
      <DataTable
        caption={say(usage)}
        columns={columns}
        rows={keys}
        keyOf={({ fingerprint }) => fingerprint}
      />
      <KeyDialog of={shown} close={() => setShown(null)} />
    </Panel>
  )
}

function useCreate() {
  const say = useKeysSay()
  const client = useQueryClient()
  const toast = useToast()
  return useClick(() => {
    toast(say('created'))
    void client.invalidateQueries(keysQuery)
  })
}

function useColumns(show: (key: Key) => void): Column<Key>[] {
  const say = useKeysSay()
  const mayChange = mayDo(useOfficer(), 'participants:publish-key')
  return [
    {
      key: 'fingerprint',
      head: say('fingerprint'),
      names: true,
      phone: 'first',
      cell: (each) => (
        <span className="code nowrap" title={each.fingerprint}>
          {shortOf(each)}
        </span>
      ),
    },
    { key: 'state', head: say('state'), phone: 'wide', cell: (each) => <State of={each} /> },
    { key: 'time', head: say('time'), phone: 'wide', cell: (each) => <When of={each} /> },
    {
      key: 'change',
      head: say('change'),
      phone: 'end',
      cell: (each) =>
        mayChange && each.standing !== 'compromised' ? (
          <Button
            small
            onClick={() => show(each)}
            aria-label={say('changeNamed', { key: shortOf(each) })}
          >
            {say('change')}
          </Button>
        ) : null,
    },
  ]
}

function State({ of: { standing, signs, isHeld } }: { readonly of: Key }) {
  const say = useKeysSay()
  const isOver = standing === 'retired' || standing === 'ended'
  const tone = standing === 'compromised' ? 'solid' : isOver ? 'quiet' : 'plain'
  return (
    <span className="row">
      <Chip tone={tone}>{say(standing)}</Chip>
      {signs ? <Chip tone="accent">{say('signs')}</Chip> : null}
      {isHeld ? null : <span>{say('notHeld')}</span>}
    </span>
  )
}

function When({ of: { standing, madeAt, notBefore, notAfter, since } }: { readonly of: Key }) {
  const say = useKeysSay()
  const format = useFormat()
  const at = (instant: string | null) => (instant === null ? '' : format.moment(instant))
  if (standing === 'prepared') return say('madeAt', { at: at(madeAt) })
  if (standing === 'coming') return say('fromAt', { at: at(notBefore) })
  if (standing === 'retiring') return say('untilAt', { at: at(since) })
  if (since !== null) return say('sinceAt', { at: at(since) })
  const day = (instant: string | null) => (instant === null ? '' : format.day(instant))
  return say('fromUntil', { from: day(notBefore), until: day(notAfter) })
}
