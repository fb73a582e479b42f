import { CheckList } from '../../../ui/check-list.tsx'
import { Icon } from '../../../ui/icons.tsx'
import { TextArea } from '../../../ui/inputs.tsx'
import { Panel } from '../../../ui/panel.tsx'
import { MAX_DESPITE_REASON, MIN_DESPITE_REASON } from '../../limits.ts'
import type { Check } from '../answers.ts'
import { type Answers, stopsOf } from './answers.ts'
import { useReviewSay } from './say.ts'

type Props = {
  readonly checks: readonly Check[]
  readonly answers: Answers
  readonly onAnswer: (answers: Answers) => void
}

/** What stands out, with room for an answer beside each stop; what passed is one line. */
export function ChecksPanel({ checks, answers, onAnswer }: Props) {
  const say = useReviewSay()
  if (checks.length === 0) return null
  const { answerable } = stopsOf(checks)
  const passed = checks.filter(({ outcome }) => outcome === 'pass')
  const others = checks.filter(({ outcome }) => outcome !== 'pass')
  return (
    <Panel title={say('checks')}>
      {others.length === 0 ? null : (
        <CheckList
          checks={others.map((check) => ({
            key: check.code,
            outcome: check.outcome,
            text: check.text,
            more: answerable.includes(check) ? (
              <Answer check={check} answers={answers} onAnswer={onAnswer} />
            ) : null,
          }))}
        />
      )}
      {passed.length === 0 ? null : <Passed checks={passed} />}
    </Panel>
  )
}

function Passed({ checks }: { readonly checks: readonly Check[] }) {
  const say = useReviewSay()
  return (
    <details className="checks-passed">
      <summary>
        <Icon shape="tick" className="mark-pass" />
        {say('checksPassed', { count: checks.length })}
      </summary>
      <CheckList checks={checks.map(({ code, text }) => ({ key: code, outcome: 'pass', text }))} />
    </details>
  )
}

type AnswerProps = {
  readonly check: Check
  readonly answers: Answers
  readonly onAnswer: (answers: Answers) => void
}

function Answer({ check: { code }, answers, onAnswer }: AnswerProps) {
  const say = useReviewSay()
  return (
    <TextArea
      path={`despite.${code}`}
      label={say('despite')}
      hint={say('despiteHint', { min: MIN_DESPITE_REASON })}
      rows={2}
      maxLength={MAX_DESPITE_REASON}
      value={answers[code] ?? ''}
      onChange={(event) => onAnswer({ ...answers, [code]: event.currentTarget.value })}
    />
  )
}
