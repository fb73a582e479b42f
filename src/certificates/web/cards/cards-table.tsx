import { useQueryClient } from '@tanstack/react-query'
import { useState } from 'react'
import { mayDo } from '../../../access/grants.ts'
import { useOfficer } from '../../../access/web/session.tsx'
import { Button } from '../../../ui/button.tsx'
import { Chip } from '../../../ui/chip.tsx'
import { type Column, DataTable } from '../../../ui/data-table.tsx'
import { Dialog } from '../../../ui/dialog.tsx'
import { useFormat } from '../../../ui/format.ts'
import { ProblemNote } from '../../../ui/problem-note.tsx'
import { useUiSay } from '../../../ui/say.ts'
import { useToast } from '../../../ui/toast.tsx'
import { useClick } from '../../../ui/use-click.ts'
import { CARDS, type Card, cardsQuery } from './cards-query.ts'
import { useCardsSay } from './say.ts'

/** Long enough for a registry to make another one. */
const SOON_MS = 60 * 86_400_000

type Props = { readonly cards: readonly Card[] }

/** Whose card it is, what its certificate says, how long it lasts, and how it is ended when it is lost. */
export function CardsTable({ cards }: Props) {
  const say = useCardsSay()
  const mayEnd = mayDo(useOfficer(), 'certificates:end-card')
  const [ended, setEnded] = useState<Card | null>(null)
  const columns = useColumns()
  const end: Column<Card> = {
    key: 'end',
    head: say('end'),
    phone: 'end',
    cell: (card) =>
      card.endedAt === null ? (
        <Button
          small
          aria-label={say('endNamed', { name: card.officer })}
          onClick={() => setEnded(card)}
        >
          {say('end')}
        </Button>
      ) : null,
  }
  return (
    <>
      <DataTable
        caption={say('cards')}
        columns={mayEnd ? [...columns, end] : columns}
        rows={cards}
        keyOf={({ fingerprint }) => fingerprint}
      />
      <Dialog title={say('endTitle')} open={ended !== null} onClose={() => setEnded(null)}>
        {ended === null ? null : <EndForm card={ended} close={() => setEnded(null)} />}
      </Dialog>
    </>
  )
}

function useColumns(): readonly Column<Card>[] {
  const say = useCardsSay()
  const format = useFormat()
  return [
    {
      key: 'owner',
      head: say('owner'),
      names: true,
      phone: 'first',
      cell: ({ officer }) => officer,
    },
    {
      key: 'state',
      head: say('state'),
      phone: 'top',
      cell: (card) => <State card={card} />,
    },
    {
      key: 'subject',
      head: say('subject'),
      phone: 'wide',
      cell: ({ subject, issuer }) => (
        <span className="stack stack-tight">
          <bdi>{subject}</bdi>
          <span className="soft small">{say('issuedBy', { issuer })}</span>
        </span>
      ),
    },
    {
      key: 'serial',
      head: say('serial'),
      phone: 'wide',
      cell: ({ serial }) => (
        <span className="code small" dir="ltr">
          {serial}
        </span>
      ),
    },
    {
      key: 'expires',
      head: say('expires'),
      cell: ({ notAfter }) => <span className="nowrap">{format.day(notAfter)}</span>,
    },
  ]
}

function State({ card: { endedAt, notAfter } }: { readonly card: Card }) {
  const say = useCardsSay()
  const format = useFormat()
  if (endedAt !== null)
    return <Chip tone="quiet">{say('ended', { day: format.day(endedAt) })}</Chip>
  const left = Date.parse(notAfter) - Date.now()
  if (left <= 0) return <Chip tone="solid">{say('expired')}</Chip>
  return left < SOON_MS ? <Chip tone="solid">{say('soon')}</Chip> : <Chip>{say('good')}</Chip>
}

function EndForm({ card, close }: { readonly card: Card; readonly close: () => void }) {
  const say = useCardsSay()
  const sayUi = useUiSay()
  const client = useQueryClient()
  const toast = useToast()
  const click = useClick(() => {
    toast(say('endDone'))
    void client.invalidateQueries({ queryKey: cardsQuery.queryKey })
    close()
  })
  return (
    <div className="stack">
      <p className="strong">
        {card.officer} · <bdi>{card.subject}</bdi>
      </p>
      <p>{say('endText')}</p>
      <ProblemNote error={click.error} />
      <div className="row">
        <Button
          kind="primary"
          busy={click.isPending}
          onClick={() => click.mutate({ path: `${CARDS}/${card.fingerprint}`, method: 'DELETE' })}
        >
          {say('end')}
        </Button>
        <Button onClick={close}>{sayUi('cancel')}</Button>
      </div>
    </div>
  )
}
