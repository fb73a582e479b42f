import { FRESH_SECONDS } from '../../certificates/freshness.ts'
import { AS_WRITTEN, reasonSentence } from '../../certificates/verdict-sentence.ts'
import { Button } from '../../ui/button.tsx'
import { Dropzone } from '../../ui/dropzone.tsx'
import { useFormat } from '../../ui/format.ts'
import { useLanguage } from '../../ui/language.tsx'
import { Panel } from '../../ui/panel.tsx'
import { useVerifierSay } from './say.ts'
import type { Lists } from './use-lists.ts'

/** What this device carries, how old it is, and the two ways to something newer. */
export function ListsPanel({ lists }: { readonly lists: Lists }) {
  const say = useVerifierSay()
  const { language } = useLanguage()
  const { fetching, refused } = lists
  return (
    <Panel
      title={say('listsTitle')}
      end={
        <Button small busy={fetching === 'busy'} onClick={() => void lists.fetchNow()}>
          {say('listsUpdate')}
        </Button>
      }
    >
      <div className="stack stack-tight">
        <Age lists={lists} />
        <p className="soft small" role="status">
          {fetching === 'newest' && refused.length === 0 ? say('listsFresh') : null}
          {fetching === 'no line' ? say('listsNoLine') : null}
        </p>
        {refused.map((reason) => (
          <p key={reason.code} className="note note-plain">
            {say('listsRefused', { why: reasonSentence(reason, language, AS_WRITTEN) })}
          </p>
        ))}
        <details>
          <summary className="small">{say('listsFile')}</summary>
          <Dropzone
            label={say('listsFile')}
            hint={say('listsFileHint')}
            accept=".cbor,application/cbor"
            onFiles={async ([file]) => {
              if (file !== undefined) await lists.load(new Uint8Array(await file.arrayBuffer()))
            }}
          />
        </details>
      </div>
    </Panel>
  )
}

function Age({ lists }: { readonly lists: Lists }) {
  const say = useVerifierSay()
  const format = useFormat()
  const { opened } = lists
  if (opened === null) return <p className="strong">{say('listsNone')}</p>
  const { issuedAt } = opened.material.trust
  const age = Math.max(0, Math.floor(Date.now() / 1000) - issuedAt)
  return (
    <>
      <p>{say('listsOf', { moment: format.moment(issuedAt * 1000), ago: format.ago(age) })}</p>
      {age > FRESH_SECONDS ? <p className="strong">{say('listsOld')}</p> : null}
    </>
  )
}
