import { useEffect, useRef } from 'react'
import type { StepState } from '../../certificates/explain.ts'
import { explained, explanationWords, type StepShown } from '../../certificates/explain-sentence.ts'
import { headlineOf } from '../../certificates/verdict-sentence.ts'
import type { Verdict } from '../../certificates/verify.ts'
import { Button } from '../../ui/button.tsx'
import { Icon } from '../../ui/icons.tsx'
import { useLanguage } from '../../ui/language.tsx'
import type { Printer } from './printer.ts'

type Props = { readonly verdict: Verdict; readonly printer: Printer; readonly onBack: () => void }

const SHAPES = {
  passed: 'tick',
  failed: 'cross',
  open: 'question',
  not_asked: null,
  not_reached: null,
} as const satisfies Record<StepState, string | null>
const MARKS = {
  passed: 'mark-passed',
  failed: 'mark-stop',
  open: 'mark-warn',
  not_asked: '',
  not_reached: '',
} as const satisfies Record<StepState, string>

/** Every step of a verdict, what was found at it, and those that were not reached. */
export function Explanation({ verdict, printer, onBack }: Props) {
  const { language } = useLanguage()
  const words = explanationWords(language)
  const head = useRef<HTMLHeadingElement>(null)
  useEffect(() => head.current?.focus(), [])
  return (
    <div className="stack">
      <h1 tabIndex={-1} ref={head}>
        {words.title}
      </h1>
      <p className="page-lead">
        {words.lead} <strong>{headlineOf(verdict.verdict, language).word}</strong>
      </p>
      <ol className="steps-explained">
        {explained(verdict, language, printer).map((step, at) => (
          <StepLine key={step.name} step={step} number={at + 1} />
        ))}
      </ol>
      <div className="verifier-next">
        <Button kind="primary" className="verifier-scan" onClick={onBack}>
          {words.back}
        </Button>
      </div>
    </div>
  )
}

function StepLine({ step, number }: { readonly step: StepShown; readonly number: number }) {
  const { state, title, asks, answer, found, reasons } = step
  const shape = SHAPES[state]
  return (
    <li className={`step-explained step-${state}`}>
      <span className="step-mark">
        {shape === null ? null : <Icon shape={shape} className={MARKS[state]} />}
      </span>
      <div>
        <h2>
          {number}. {title}
        </h2>
        <p className="soft">{asks}</p>
        <p className="strong">{answer}</p>
        {found.map((each) => (
          <p key={each}>{each}</p>
        ))}
        {reasons.map(({ code, text, effect }) => (
          <p key={code} className={effect === 'note' ? 'soft' : undefined}>
            {text} <span className="soft small code">{code}</span>
          </p>
        ))}
      </div>
    </li>
  )
}
