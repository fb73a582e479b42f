import { VerdictBand } from '../../../ui/verdict-band.tsx'
import type { VerdictAnswer } from '../arrival-answers.ts'
import { useArrivalSay } from './say.ts'

/** The verdict of this counter, what it does not say, and its reasons. */
export function VerdictPart({ verdict }: { readonly verdict: VerdictAnswer }) {
  const say = useArrivalSay()
  return (
    <>
      <VerdictBand verdict={verdict.verdict} line={say(`verdict_${verdict.verdict}`)} />
      {verdict.verdict === 'VALID' ? <p className="strong">{say('compare')}</p> : null}
      <details open={verdict.verdict !== 'VALID'}>
        <summary>{say('reasons')}</summary>
        <ul className="reasons">
          {verdict.reasons.map(({ code, text }) => (
            <li key={code}>{text}</li>
          ))}
        </ul>
      </details>
    </>
  )
}
