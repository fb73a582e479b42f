import { Button } from '../../../ui/button.tsx'
import { Chip } from '../../../ui/chip.tsx'
import { useFormat } from '../../../ui/format.ts'
import type { Licence } from './licences-query.ts'
import { useLicencesSay } from './say.ts'

type Props = {
  readonly licences: readonly Licence[]
  /** Absent for who may only look. */
  readonly onSuspend?: ((licence: Licence) => void) | undefined
}

/** Each licence with its limits and what is used of them. */
export function LicencesTable({ licences, onSuspend }: Props) {
  const say = useLicencesSay()
  const format = useFormat()
  return (
    <table className="table table-cards">
      <caption className="hidden-visually">{say('title')}</caption>
      <thead>
        <tr>
          <th scope="col">{say('firm')}</th>
          <th scope="col">{say('origins')}</th>
          <th scope="col">{say('from')}</th>
          <th scope="col">{say('until')}</th>
          <th scope="col" className="amount">
            {say('certificates')}
          </th>
          <th scope="col" className="amount">
            {say('carats')}
          </th>
          <th scope="col">{say('per')}</th>
          <th scope="col">{say('state')}</th>
        </tr>
      </thead>
      <tbody>
        {licences.map((licence) => (
          <tr key={licence.id}>
            <th scope="row" className="cell-wide">
              <bdi>{licence.firm}</bdi>
            </th>
            <td data-label={say('origins')}>{licence.origins.join(', ') || say('any')}</td>
            <td data-label={say('from')}>{format.day(licence.from)}</td>
            <td data-label={say('until')}>{format.day(licence.until)}</td>
            <td className="amount" data-label={say('certificates')}>
              <Used used={licence.used.certificates} most={licence.mostCertificates} />
            </td>
            <td className="amount" data-label={say('carats')}>
              <Used used={licence.used.carats} most={licence.mostCarats} />
            </td>
            <td data-label={say('per')}>{say(`per_${licence.per}`)}</td>
            <td data-label={say('state')} className="cell-wide">
              <State licence={licence} onSuspend={onSuspend} />
            </td>
          </tr>
        ))}
      </tbody>
    </table>
  )
}

type UsedProps = { readonly used: number | string; readonly most: number | string | null }

function Used({ used, most }: UsedProps) {
  const say = useLicencesSay()
  const format = useFormat()
  const shown = (value: number | string) =>
    typeof value === 'number' ? format.count(value) : format.amount(value)
  if (most === null) return <span dir="ltr">{shown(used)}</span>
  return <>{say('usedOf', { used: shown(used), most: shown(most) })}</>
}

function State({ licence, onSuspend }: Pick<Props, 'onSuspend'> & { readonly licence: Licence }) {
  const say = useLicencesSay()
  const format = useFormat()
  const { inForce, suspendedAt, suspendedBy, reason } = licence
  if (suspendedAt !== null) {
    const by = { name: suspendedBy ?? '', moment: format.moment(suspendedAt), reason: reason ?? '' }
    return (
      <>
        <Chip tone="solid">{say('suspended')}</Chip>
        <p className="small soft" dir="auto">
          {say('suspendedBy', by)}
        </p>
      </>
    )
  }
  return (
    <div className="row">
      <Chip tone={inForce ? 'accent' : 'quiet'}>{say(inForce ? 'inForce' : 'notInForce')}</Chip>
      {onSuspend === undefined ? null : (
        <Button small onClick={() => onSuspend(licence)}>
          {say('suspend')}
          <span className="hidden-visually"> {licence.firm}</span>
        </Button>
      )}
    </div>
  )
}
