import { useQuery } from '@tanstack/react-query'
import { buttonClass } from '../../../ui/button.tsx'
import { useFormat } from '../../../ui/format.ts'
import { Panel } from '../../../ui/panel.tsx'
import { ProblemNote } from '../../../ui/problem-note.tsx'
import { useOfficer } from '../session.tsx'
import { endsQuery, type SignedEnd } from './journal-query.ts'
import { useJournalSay } from './say.ts'

/** A quarter of a year and more is in the file; on the screen the last few show that it goes on. */
const SHOWN = 5

/** The signed ends of the own journal, to be kept where nobody of this node can reach them. */
export function SignedEnds() {
  const say = useJournalSay()
  const { participant } = useOfficer()
  const { data, error } = useQuery(endsQuery)
  const own = (data?.heads ?? []).filter((each) => each.participant === participant)
  return (
    <Panel
      title={say('ends')}
      end={
        own.length === 0 ? null : (
          <a
            className={buttonClass('plain', true)}
            href="/api/access/journal/heads"
            download={`journal-${participant}.json`}
          >
            {say('keep')}
          </a>
        )
      }
    >
      <div className="stack stack-tight">
        <p className="soft">{say('endsLead')}</p>
        <ProblemNote error={error} />
        {data !== undefined && own.length === 0 ? <p>{say('endsEmpty')}</p> : null}
        <ul className="list-lines">
          {own.slice(0, SHOWN).map((end) => (
            <EndLine key={end.day} end={end} />
          ))}
        </ul>
      </div>
    </Panel>
  )
}

function EndLine({ end: { day, seq, hash } }: { readonly end: SignedEnd }) {
  const say = useJournalSay()
  const format = useFormat()
  return (
    <li className="stack stack-tight">
      <span>{say('endLine', { day: format.day(day), seq: format.count(seq) })}</span>
      <span className="soft small code">
        {say('fingerprint')} {hash.replace(/(.{8})/g, '$1 ').trim()}
      </span>
    </li>
  )
}
