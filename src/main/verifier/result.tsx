import { useEffect, useMemo, useRef } from 'react'
import { explanationWords } from '../../certificates/explain-sentence.ts'
import { EFFECTS, type Reason } from '../../certificates/reasons.ts'
import { headlineOf, reasonSentence } from '../../certificates/verdict-sentence.ts'
import type { Verdict } from '../../certificates/verify.ts'
import type { Trust } from '../../participants/trust.ts'
import { Button } from '../../ui/button.tsx'
import { useLanguage } from '../../ui/language.tsx'
import { SpecimenBanner } from '../../ui/specimen-banner.tsx'
import { VerdictBand } from '../../ui/verdict-band.tsx'
import { Checked } from './checked.tsx'
import { Explanation } from './explanation.tsx'
import { Compare, FaceOfCertificate } from './face.tsx'
import { type Printer, printerFor } from './printer.ts'
import { ProofPanel } from './proof-panel.tsx'
import { useVerifierSay } from './say.ts'
import { usePlace } from './use-place.ts'

type Props = {
  readonly verdict: Verdict
  readonly specimen: boolean
  readonly trust: Trust | null
  /** Another try with the proof that came in a file of its own. */
  readonly onProof: (proof: Uint8Array) => void
  readonly onAnother: () => void
}

/** The verdict, one sentence, what to do; then the facts; then what was checked. */
export function Result({ verdict, specimen, trust, onProof, onAnother }: Props) {
  const say = useVerifierSay()
  const { language } = useLanguage()
  const printer = useMemo(() => printerFor(trust, language), [trust, language])
  const headline = headlineOf(verdict.verdict, language)
  const decisive = decisiveReason(verdict)
  const head = useRef<HTMLHeadingElement>(null)
  const how = usePlace('how')
  useEffect(() => head.current?.focus(), [])
  if (how.isHere) {
    return (
      <div className="stack">
        {specimen ? <SpecimenBanner /> : null}
        <Explanation verdict={verdict} printer={printer} onBack={how.leave} />
      </div>
    )
  }
  return (
    <div className="stack">
      {specimen ? <SpecimenBanner /> : null}
      <h1 className="hidden-visually" tabIndex={-1} ref={head}>
        {headline.word}
      </h1>
      <VerdictBand
        verdict={verdict.verdict}
        line={decisive === null ? headline.line : reasonSentence(decisive, language, printer)}
      />
      <p className="verifier-act">
        <span className="soft">{say('whatToDo')}: </span>
        <strong>{headline.act}</strong>
      </p>
      <OfClock verdict={verdict} printer={printer} />
      {verdict.reasons.some(({ code }) => code === 'REGISTER_OLDER') ? (
        <ProofPanel onProof={onProof} />
      ) : null}
      {verdict.certificate === null ? null : (
        <>
          {verdict.verdict === 'INVALID' ? null : (
            <Compare certificate={verdict.certificate} printer={printer} />
          )}
          <FaceOfCertificate
            certificate={verdict.certificate}
            printer={printer}
            title={say(verdict.verdict === 'VALID' ? 'factsTitle' : 'factsUnverified')}
          />
        </>
      )}
      <div>
        <Button onClick={how.enter}>{explanationWords(language).title}</Button>
      </div>
      <Checked verdict={verdict} decisive={decisive} trust={trust} printer={printer} />
      <div className="verifier-next">
        <Button kind="primary" className="verifier-scan" onClick={onAnother}>
          {say('another')}
        </Button>
      </div>
    </div>
  )
}

/** The answer may hang on the clock, and who holds the device can mend it at once. */
function OfClock({ verdict, printer }: Pick<Props, 'verdict'> & { readonly printer: Printer }) {
  const { language } = useLanguage()
  return verdict.reasons.filter(isOfClock).map((each) => (
    <p key={each.code} className="note note-plain">
      {reasonSentence(each, language, printer)}
    </p>
  ))
}

function isOfClock({ code }: Reason): boolean {
  return code === 'CLOCK_BEHIND' || code === 'CLOCK_PERHAPS_AHEAD'
}

/** The reason that made the verdict what it is; a VALID one has none. */
function decisiveReason({ verdict, reasons }: Verdict): Reason | null {
  const [first] = reasons
  return verdict === 'VALID' || first === undefined || EFFECTS[first.code] === 'note' ? null : first
}
