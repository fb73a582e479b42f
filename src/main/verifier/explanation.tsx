import { useEffect, useRef } from 'react'
import { explained, explanationWords } from '../../certificates/explain-sentence.ts'
import { headlineOf } from '../../certificates/verdict-sentence.ts'
import type { Verdict } from '../../certificates/verify.ts'
import { VerdictSteps } from '../../certificates/web/verdict/verdict-steps.tsx'
import { Button } from '../../ui/button.tsx'
import { useLanguage } from '../../ui/language.tsx'
import type { Printer } from './printer.ts'

type Props = { readonly verdict: Verdict; readonly printer: Printer; readonly onBack: () => void }

/** The page that explains a verdict, and the way back to it. */
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
      <VerdictSteps steps={explained(verdict, language, printer)} heading="h2" />
      <div className="verifier-next">
        <Button kind="primary" className="verifier-scan" onClick={onBack}>
          {words.back}
        </Button>
      </div>
    </div>
  )
}
