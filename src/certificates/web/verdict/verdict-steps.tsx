import { Icon } from '../../../ui/icons.tsx'
import type { StepState } from '../../explain.ts'
import type { StepShown } from '../../explain-sentence.ts'

const SHAPES = {
  passed: 'tick',
  failed: 'cross',
  open: 'question',
  not_asked: null,
  not_reached: null,
} as const satisfies Record<StepState, string | null>
const MARKS = {
  passed: 'mark-pass',
  failed: 'mark-stop',
  open: 'mark-warn',
  not_asked: '',
  not_reached: '',
} as const satisfies Record<StepState, string>

type Props = {
  readonly steps: readonly StepShown[]
  /** The rank of a step's title below the title that it stands under. */
  readonly heading: 'h2' | 'h3'
}

/**
 * Every step of a verdict, what was found at it, and those that were not reached. In a folder of its own: the
 * verifier shows it too, and must not carry what the first page of the app is packed into (vite.config.ts).
 */
export function VerdictSteps({ steps, heading }: Props) {
  return (
    <ol className="steps-explained">
      {steps.map((step, at) => (
        <StepLine key={step.name} step={step} number={at + 1} heading={heading} />
      ))}
    </ol>
  )
}

type LineProps = Pick<Props, 'heading'> & { readonly step: StepShown; readonly number: number }

function StepLine({ step, number, heading: Heading }: LineProps) {
  const { state, title, asks, answer, found, reasons } = step
  const shape = SHAPES[state]
  return (
    <li className={`step-explained step-${state}`}>
      <span className="step-mark">
        {shape === null ? null : <Icon shape={shape} className={MARKS[state]} />}
      </span>
      <div>
        <Heading>
          {number}. {title}
        </Heading>
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
