import { useMemo } from 'react'
import { FRESH_SECONDS } from '../../certificates/freshness.ts'
import { CLOCK_SKEW_SECONDS } from '../../certificates/limits.ts'
import { AS_WRITTEN, reasonSentence } from '../../certificates/verdict-sentence.ts'
import { MAX_BUNDLE_BYTES } from '../../participants/bundle.ts'
import { Button } from '../../ui/button.tsx'
import { Dropzone } from '../../ui/dropzone.tsx'
import { Facts } from '../../ui/facts.tsx'
import { useFormat } from '../../ui/format.ts'
import { useLanguage } from '../../ui/language.tsx'
import { Panel } from '../../ui/panel.tsx'
import type { Opened } from './carried-lists.ts'
import { printerFor } from './printer.ts'
import { useVerifierSay } from './say.ts'
import type { Lists } from './use-lists.ts'

/** What this device carries, how old it is, and the two ways to something newer. */
export function ListsPanel({ lists }: { readonly lists: Lists }) {
  const say = useVerifierSay()
  const { language } = useLanguage()
  const { opened, received, refused } = lists
  return (
    <Panel
      title={say('listsTitle')}
      end={
        <Button small busy={received !== null} onClick={() => void lists.fetchNow()}>
          {say('listsUpdate')}
        </Button>
      }
    >
      <div className="stack stack-tight">
        {opened === null ? <p className="strong">{say('listsNone')}</p> : <Ages opened={opened} />}
        <Update lists={lists} />
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
            accept=".cbor,application/cbor,.kpbundle"
            onFiles={async ([file]) => {
              if (file === undefined) return
              // Of a file that is too long no more is read than shows that it is.
              const start = file.slice(0, MAX_BUNDLE_BYTES + 1)
              await lists.load(new Uint8Array(await start.arrayBuffer()))
            }}
          />
        </details>
      </div>
    </Panel>
  )
}

/** What goes on now, or how the last attempt ended and when: once, without asking for anything. */
function Update({ lists: { opened, received, tried, refused } }: { readonly lists: Lists }) {
  const say = useVerifierSay()
  const format = useFormat()
  if (received !== null) {
    return (
      <p className="soft small" role="status">
        {received === 0
          ? say('listsAsking')
          : say('listsFetching', { kb: Math.ceil(received / 1000) })}
      </p>
    )
  }
  const isNewest = tried?.how === 'newest' || tried?.how === 'changes' || tried?.how === 'whole'
  const isFresh = isNewest && refused.length === 0
  const clock = opened === null ? null : clockFault(opened.material.trust.issuedAt, isFresh)
  return (
    <>
      {clock === null ? null : <p className="note note-plain">{say(clock)}</p>}
      <p className="soft small" role="status">
        {isFresh ? `${say('listsFresh')} ` : null}
        {tried?.how === 'no line' ? `${say('listsNoLine')} ` : null}
        {tried === null ? null : say('listsTried', { moment: format.moment(tried.at.getTime()) })}
      </p>
    </>
  )
}

/** Lists are signed again every twelve hours: the newest that there are look old to a clock that is ahead alone. */
function clockFault(issuedAt: number, isFresh: boolean): 'clockAhead' | 'clockBehind' | null {
  const now = Math.floor(Date.now() / 1000)
  if (now + CLOCK_SKEW_SECONDS < issuedAt) return 'clockBehind'
  return isFresh && now - issuedAt > FRESH_SECONDS ? 'clockAhead' : null
}

/** The age of each list: the worst of them first to be seen, each of them behind it. */
function Ages({ opened: { material, heads, kept } }: { readonly opened: Opened }) {
  const say = useVerifierSay()
  const format = useFormat()
  const { language } = useLanguage()
  const { trust } = material
  const printer = useMemo(() => printerFor(trust, language), [trust, language])
  const now = Math.floor(Date.now() / 1000)
  const aged = (at: number) => ({
    moment: format.moment(at * 1000),
    ago: format.ago(Math.max(0, now - at)),
  })
  const registers = [...heads].sort(([, a], [, b]) => a.at - b.at)
  const oldest = registers[0]?.[1].at
  const isOld = [trust.issuedAt, ...(oldest === undefined ? [] : [oldest])].some(
    (at) => now - at > FRESH_SECONDS,
  )
  return (
    <>
      <p>{say('listsOf', aged(trust.issuedAt))}</p>
      {oldest === undefined ? null : (
        <details className="register-ages">
          <summary>{say('registersOf', { count: registers.length, ...aged(oldest) })}</summary>
          <Facts
            facts={registers.map(([party, { at }]) => ({
              label: printer.withCode(party),
              value: say('listAge', aged(at)),
            }))}
          />
        </details>
      )}
      {isOld ? <p className="strong">{say('listsOld')}</p> : null}
      {kept.length === 0 ? null : (
        <p className="note note-plain">
          {say('listsKept', { parties: kept.map(printer.withCode).join(', ') })}
        </p>
      )}
    </>
  )
}
