import { buttonClass } from '../../../ui/button.tsx'
import { useFormat } from '../../../ui/format.ts'
import { Go } from '../../../ui/go.tsx'
import type { Arrival } from '../arrival-answers.ts'
import { useArrivalSay } from './say.ts'
import { Step } from './step.tsx'
import { VerdictPart } from './verdict-part.tsx'

/** Step 1: what the verifier says, and where the certificate was presented. */
export function CertificateStep({ arrival }: { readonly arrival: Arrival }) {
  const say = useArrivalSay()
  const format = useFormat()
  const { verdict, presentations, acts } = arrival
  const presented = presentations.length > 0
  return (
    <Step title={say('step1')} done={presented} current={!presented}>
      <div className="stack">
        {verdict === null ? null : <VerdictPart verdict={verdict} />}
        {presented ? (
          <ul className="soft small">
            {presentations.map(({ at, place, office, by }) => (
              <li key={`${at} ${place}`} dir="auto">
                {say('presentedAt', {
                  office: office === 'customs' ? say('office_customs') : say('office_authority'),
                  place,
                  at: format.moment(at),
                  by,
                })}
              </li>
            ))}
          </ul>
        ) : (
          <p>{say('notPresented')}</p>
        )}
        {acts.includes('present') ? (
          <div>
            <Go href="/present" className={buttonClass(presented ? 'quiet' : 'primary')}>
              {presented ? say('again') : say('presentButton')}
            </Go>
          </div>
        ) : null}
      </div>
    </Step>
  )
}
