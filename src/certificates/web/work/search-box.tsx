import { useQuery } from '@tanstack/react-query'
import { useNavigate } from '@tanstack/react-router'
import { useEffect, useId, useRef, useState } from 'react'
import { call } from '../../../ui/http.ts'
import { isTyping } from '../../../ui/row-keys.ts'
import { useUiSay } from '../../../ui/say.ts'
import type { Hit } from '../answers.ts'
import { keepScanned } from '../arrival/scanned.ts'
import { hitHref } from '../hrefs.ts'
import { CERTIFICATES } from '../queries.ts'
import { Hits } from './search-hits.tsx'

/** One letter finds everything and nothing. */
const SHORTEST = 2
const LONGEST = 4300

/** One box for any number that people hold in their hand, and for what a scanner types. */
export function SearchBox() {
  const say = useUiSay()
  const navigate = useNavigate()
  const id = useId()
  const [text, setText] = useState('')
  const [asked, setAsked] = useState('')
  const input = useSlashKey()
  const hits = useHits(asked)
  const clear = () => {
    setText('')
    setAsked('')
  }
  const only = hits.data?.length === 1 ? hits.data[0] : undefined
  useEffect(() => {
    if (only === undefined) return
    setText('')
    setAsked('')
    void navigate({ to: hitHref(only) })
  }, [only, navigate])
  return (
    <search className="top-search">
      <form
        onSubmit={(event) => {
          event.preventDefault()
          const typed = text.trim()
          if (!isCode(typed)) return setAsked(typed)
          keepScanned(typed)
          clear()
          void navigate({ to: '/present' })
        }}
      >
        <label className="hidden-visually" htmlFor={id}>
          {say('searchLabel')}
        </label>
        <input
          id={id}
          ref={input}
          className="input"
          type="search"
          dir="auto"
          placeholder={say('searchPlaceholder')}
          title={say('searchHint')}
          autoComplete="off"
          spellCheck={false}
          maxLength={LONGEST}
          value={text}
          onChange={(event) => setText(event.currentTarget.value)}
          onKeyDown={(event) => {
            if (event.key === 'Escape') clear()
          }}
        />
      </form>
      <Hits asked={asked} hits={hits.data} error={hits.error} busy={hits.isFetching} onGo={clear} />
    </search>
  )
}

/** What a scanner reads from the code of a certificate. */
function isCode(text: string): boolean {
  return /^KPC(TEST1|1):/.test(text)
}

function useHits(asked: string) {
  return useQuery({
    queryKey: [...CERTIFICATES, 'search', asked],
    enabled: asked.length >= SHORTEST,
    queryFn: async ({ signal }) => {
      const path = `/api/certificates/search?q=${encodeURIComponent(asked)}`
      return (await call<{ hits: readonly Hit[] }>(path, { signal })).hits
    },
  })
}

/** `/` puts the cursor into the box from anywhere on the page. */
function useSlashKey() {
  const input = useRef<HTMLInputElement>(null)
  useEffect(() => {
    const onKey = (event: KeyboardEvent) => {
      if (event.key !== '/' || event.ctrlKey || event.metaKey || isTyping(event.target)) return
      event.preventDefault()
      input.current?.focus()
    }
    document.addEventListener('keydown', onKey)
    return () => document.removeEventListener('keydown', onKey)
  }, [])
  return input
}
