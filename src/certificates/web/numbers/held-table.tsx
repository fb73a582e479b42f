import { Button } from '../../../ui/button.tsx'
import { useFormat } from '../../../ui/format.ts'
import type { HeldRun } from '../answers.ts'
import { useNumbersSay } from './say.ts'

type Props = {
  readonly held: readonly HeldRun[]
  /** Absent for who may only look. */
  readonly onTakeBack?: ((run: HeldRun) => void) | undefined
}

/** Which numbers are in whose hands, a row for what is left of each hand-over. */
export function HeldTable({ held, onTakeBack }: Props) {
  const say = useNumbersSay()
  const format = useFormat()
  return (
    <table className="table table-cards">
      <caption className="hidden-visually">{say('held')}</caption>
      <thead>
        <tr>
          <th scope="col">{say('officer')}</th>
          <th scope="col">{say('first')}</th>
          <th scope="col">{say('last')}</th>
          <th scope="col" className="amount">
            {say('count')}
          </th>
          <th scope="col">{say('since')}</th>
          {onTakeBack === undefined ? null : (
            <th scope="col">
              <span className="hidden-visually">{say('takeBack')}</span>
            </th>
          )}
        </tr>
      </thead>
      <tbody>
        {held.map((run) => (
          <tr key={run.first}>
            <th scope="row" className="cell-wide">
              <bdi>{run.name}</bdi>
            </th>
            <td data-label={say('first')}>{run.first}</td>
            <td data-label={say('last')}>{run.last}</td>
            <td className="amount" data-label={say('count')}>
              {format.count(run.count)}
            </td>
            <td data-label={say('since')}>
              <bdi className="nowrap">{format.day(run.since)}</bdi>
            </td>
            {onTakeBack === undefined ? null : (
              <td className="amount cell-end">
                <Button small onClick={() => onTakeBack(run)}>
                  {say('takeBack')}
                  <span className="hidden-visually">
                    {' '}
                    {run.first}–{run.last} {run.name}
                  </span>
                </Button>
              </td>
            )}
          </tr>
        ))}
      </tbody>
    </table>
  )
}
