import { VerdictBand } from '../../../ui/verdict-band.tsx'
import type { VerdictAnswer } from '../arrival-answers.ts'
import { VerdictSteps } from '../verdict/verdict-steps.tsx'
import { useArrivalSay } from './say.ts'

/** The verdict of this counter, what it does not say, its reasons, and how it was decided. */
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
      {verdict.steps === null ? null : (
        <details>
          <summary>{say('how')}</summary>
          <div className="stack stack-tight">
            <p className="soft">{say('howLead')}</p>
            <VerdictSteps steps={verdict.steps} heading="h3" />
          </div>
        </details>
      )}
    </>
  )
}
