import { useFormat } from '../../../ui/format.ts'
import type { Numbers } from '../answers.ts'
import { useNumbersSay } from './say.ts'

const COUNTS = ['total', 'inStock', 'allotted', 'used', 'spoiled', 'returned'] as const

/** Each block with what became of its numbers: the row must add up to its total. */
export function BlocksTable({ blocks }: Pick<Numbers, 'blocks'>) {
  const say = useNumbersSay()
  const format = useFormat()
  return (
    <table className="table table-cards">
      <caption className="hidden-visually">{say('blocks')}</caption>
      <thead>
        <tr>
          <th scope="col">{say('series')}</th>
          <th scope="col">{say('first')}</th>
          <th scope="col">{say('last')}</th>
          {COUNTS.map((count) => (
            <th key={count} scope="col" className="amount">
              {say(count)}
            </th>
          ))}
        </tr>
      </thead>
      <tbody>
        {blocks.map((block) => (
          <tr key={block.id}>
            <th scope="row" className="cell-wide">
              {block.series}
            </th>
            <td data-label={say('first')}>{block.first}</td>
            <td data-label={say('last')}>{block.last}</td>
            {COUNTS.map((count) => (
              <td key={count} className="amount" data-label={say(count)}>
                {format.count(block[count])}
              </td>
            ))}
          </tr>
        ))}
      </tbody>
    </table>
  )
}
