import { useMemo } from 'react'
import { isRole } from '../../access/roles.ts'
import { useAccessSay } from '../../access/web/say.ts'
import { useFormat } from '../../ui/format.ts'
import { Panel } from '../../ui/panel.tsx'
import { Timeline } from '../../ui/timeline.tsx'
import type { HistoryEntry } from './answers.ts'
import { useCertificatesSay } from './say.ts'

/** The act in bold; a reason or a finding behind it as plain text. */
function parted(text: string) {
  const end = /[:.](?= )/.exec(text)
  if (end === null) return { what: text }
  return { what: text.slice(0, end.index + 1), rest: text.slice(end.index + 2) }
}

/** Who did what when, as a time line. */
export function History({ entries }: { readonly entries: readonly HistoryEntry[] }) {
  const say = useCertificatesSay()
  const sayRole = useAccessSay()
  const format = useFormat()
  const moments = useMemo(
    () =>
      entries.map((entry, at) => ({
        key: `${at} ${entry.at} ${entry.act}`,
        ...parted(entry.text),
        who:
          entry.by === null
            ? say('nobody')
            : `${entry.by.name}, ${isRole(entry.by.role) ? sayRole(entry.by.role) : entry.by.role}`,
        when: format.moment(entry.at),
      })),
    [entries, say, sayRole, format],
  )
  if (moments.length === 0) return null
  return (
    <Panel title={say('history')}>
      <Timeline moments={moments} />
    </Panel>
  )
}
