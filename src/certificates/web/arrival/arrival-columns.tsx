import { useNames } from '../../../participants/web/names.ts'
import { Amount } from '../../../ui/amount.tsx'
import { Chip } from '../../../ui/chip.tsx'
import type { Column } from '../../../ui/data-table.tsx'
import { useFormat } from '../../../ui/format.ts'
import { Go } from '../../../ui/go.tsx'
import type { ArrivalSummary } from '../arrival-answers.ts'
import { arrivalHref } from '../hrefs.ts'
import { useCertificatesSay } from '../say.ts'
import { StateChip } from '../state-chip.tsx'
import { useArrivalSay } from './say.ts'

export function useArrivalColumns(): readonly Column<ArrivalSummary>[] {
  const say = useArrivalSay()
  const word = useCertificatesSay()
  const format = useFormat()
  const { withCode } = useNames()
  const moment = (text: string | null | undefined) =>
    text ? <bdi className="nowrap">{format.day(text)}</bdi> : null
  return [
    {
      key: 'number',
      head: say('number'),
      names: true,
      phone: 'first',
      cell: ({ issuer, number }) => (
        <Go row href={arrivalHref(number, issuer)}>
          {number}
        </Go>
      ),
    },
    { key: 'from', head: say('from'), cell: ({ issuer }) => withCode(issuer) },
    {
      key: 'importer',
      head: say('importer'),
      phone: 'wide',
      cell: ({ firm }) => <bdi>{firm}</bdi>,
    },
    {
      key: 'carats',
      head: word('carats'),
      amount: true,
      cell: ({ carats }) => <Amount value={carats} />,
    },
    { key: 'usd', head: word('usd'), amount: true, cell: ({ usd }) => <Amount value={usd} /> },
    {
      key: 'state',
      head: say('state'),
      phone: 'top',
      cell: ({ state }) => <StateChip state={state} />,
    },
    {
      key: 'announced',
      head: say('announced'),
      cell: ({ announcedAt }) => moment(announcedAt),
    },
    { key: 'presented', head: say('presented'), cell: ({ presentedAt }) => moment(presentedAt) },
    {
      key: 'due',
      head: say('due'),
      cell: ({ confirmationDueOn: dueOn, overdue }) =>
        dueOn === null && !overdue ? null : (
          <span className="row due">
            {dueOn ? <bdi className="nowrap">{format.day(dueOn)}</bdi> : null}
            {overdue ? <Chip tone="solid">{say('overdue')}</Chip> : null}
          </span>
        ),
    },
  ]
}
