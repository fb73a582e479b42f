import { Go } from '../../../ui/go.tsx'
import { ProblemNote } from '../../../ui/problem-note.tsx'
import { useUiSay } from '../../../ui/say.ts'
import type { Hit } from '../answers.ts'
import { hitHref } from '../hrefs.ts'
import { shortId } from '../short-id.ts'
import { StateChip } from '../state-chip.tsx'
import { useWorkSay } from './say.ts'

type Props = {
  readonly asked: string
  readonly hits: readonly Hit[] | undefined
  readonly busy: boolean
  readonly error: unknown
  readonly onGo: () => void
}

/** Under the search box: what was found, or that nothing was. */
export function Hits({ asked, hits, busy, error, onGo }: Props) {
  const sayUi = useUiSay()
  const say = useWorkSay()
  if (asked === '') return null
  return (
    <div className="hits" role="status">
      <ProblemNote error={error} />
      {busy ? <p className="hit">{sayUi('searching')}</p> : null}
      {hits?.length === 0 ? (
        <p className="hit">{sayUi('searchNothing', { query: asked })}</p>
      ) : null}
      {hits !== undefined && hits.length > 0 ? (
        // biome-ignore lint/a11y/useKeyWithClickEvents: the links inside are what is pressed; this only closes the list.
        <ul aria-label={say('hits')} onClick={onGo}>
          {hits.map((hit) => (
            <li key={`${hit.what} ${hit.id}`}>
              <Go href={hitHref(hit)} className="hit">
                <span>
                  <span className="strong">
                    {hit.number ?? `${say('application')} ${shortId(hit.id)}`}
                  </span>
                  <span className="soft small cell-note">
                    <bdi>{hit.firm}</bdi>
                    {hit.firm && hit.consignee ? ' → ' : ''}
                    <bdi>{hit.consignee}</bdi>
                  </span>
                </span>
                <StateChip state={hit.state} />
              </Go>
            </li>
          ))}
        </ul>
      ) : null}
    </div>
  )
}
