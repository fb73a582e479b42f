import { Icon } from './icons.tsx'
import { useUiSay } from './say.ts'

type VerdictWord = 'VALID' | 'INVALID' | 'CANNOT_TELL'

const SHAPES = { VALID: 'tick', INVALID: 'cross', CANNOT_TELL: 'question' } as const
const CLASSES = { VALID: 'verdict-valid', INVALID: 'verdict-invalid', CANNOT_TELL: '' } as const

type Props = { readonly verdict: VerdictWord; readonly line: string }

/** The verdict as a word, a shape and a colour, with one sentence. */
export function VerdictBand({ verdict, line }: Props) {
  const say = useUiSay()
  return (
    <div className={`verdict ${CLASSES[verdict]}`} role="status">
      <Icon shape={SHAPES[verdict]} />
      <p className="verdict-word">{say(verdict)}</p>
      <p className="verdict-line">{line}</p>
    </div>
  )
}
