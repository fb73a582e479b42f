import { effectOf, type Reason } from '../../certificates/reasons.ts'
import { listName, reasonSentence } from '../../certificates/verdict-sentence.ts'
import type { Verdict } from '../../certificates/verify.ts'
import type { Trust } from '../../participants/trust.ts'
import { Facts } from '../../ui/facts.tsx'
import { useFormat } from '../../ui/format.ts'
import { Icon } from '../../ui/icons.tsx'
import { useLanguage } from '../../ui/language.tsx'
import { Panel } from '../../ui/panel.tsx'
import type { Printer } from './printer.ts'
import { useVerifierSay } from './say.ts'

type Props = {
  readonly verdict: Verdict
  /** The reason whose sentence stands in the verdict already. */
  readonly decisive: Reason | null
  readonly trust: Trust | null
  readonly printer: Printer
}

const SHAPES = { invalid: 'cross', cannot_tell: 'question', note: null } as const
const MARKS = { invalid: 'mark-stop', cannot_tell: 'mark-warn', note: '' } as const

/** Every reason with its code, then how old each list is and what was not consulted. */
export function Checked({ verdict, decisive, trust, printer }: Props) {
  const say = useVerifierSay()
  const { language } = useLanguage()
  return (
    <>
      <Panel title={say('checkedTitle')}>
        <ul className="checks">
          {verdict.reasons.map((reason) => (
            <ReasonLine
              key={reason.code}
              reason={reason}
              text={
                reason === decisive ? say('saidAbove') : reasonSentence(reason, language, printer)
              }
            />
          ))}
        </ul>
      </Panel>
      <Panel title={say('listsTitle')}>
        <ListAges verdict={verdict} />
        {trust === null ? null : (
          <p className="soft small code root">
            {say('root', { fingerprint: trust.rootFingerprint })}
          </p>
        )}
      </Panel>
    </>
  )
}

function ReasonLine({ reason, text }: { readonly reason: Reason; readonly text: string }) {
  const effect = effectOf(reason)
  const shape = SHAPES[effect]
  return (
    <li className={`check-${effect === 'note' ? 'note' : 'reason'}`}>
      {shape === null ? null : <Icon shape={shape} className={MARKS[effect]} />}
      <p>{text}</p>
      <p className="soft small code">{reason.code}</p>
    </li>
  )
}

function ListAges({ verdict }: Pick<Props, 'verdict'>) {
  const say = useVerifierSay()
  const format = useFormat()
  const { language } = useLanguage()
  return (
    <Facts
      facts={verdict.lists.map(({ name, issuedAt, ageSeconds }) => ({
        label: listName(name, language),
        value:
          issuedAt === null
            ? say('listNot')
            : say('listAge', {
                moment: format.moment(issuedAt * 1000),
                ago: format.ago(ageSeconds ?? 0),
              }),
      }))}
    />
  )
}
