import { useArrivalSay } from './say.ts'

const STATES = ['intact', 'broken', 'missing'] as const
export type SealState = (typeof STATES)[number]

type Props = {
  readonly seal: string
  readonly state: SealState | undefined
  readonly onChoose: (state: SealState) => void
}

/** One seal of the certificate: three answers, each a large target. */
export function SealChoice({ seal, state, onChoose }: Props) {
  const say = useArrivalSay()
  return (
    <fieldset className="seal-choice">
      <legend>
        <bdi className="code strong">{seal}</bdi>
      </legend>
      {STATES.map((each) => (
        <label key={each} className="seal-answer">
          <input
            type="radio"
            name={`seal ${seal}`}
            value={each}
            checked={state === each}
            onChange={() => onChoose(each)}
          />
          {say(each)}
        </label>
      ))}
    </fieldset>
  )
}
