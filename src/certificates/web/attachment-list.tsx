import type { ReactNode } from 'react'
import { useFormat } from '../../ui/format.ts'
import type { Attachment } from './answers.ts'

type Props = {
  readonly path: string
  readonly attachments: readonly Attachment[]
  readonly none: string
  readonly end?: (attachment: Attachment) => ReactNode
}

/** Documents by name, each opening in its own tab, so that it can lie beside the form. */
export function AttachmentList({ path, attachments, none, end }: Props) {
  const format = useFormat()
  if (attachments.length === 0) return <p className="soft">{none}</p>
  return (
    <ul className="list-lines">
      {attachments.map((attachment) => (
        <li key={attachment.name}>
          <span>
            <a
              href={`${path}/${encodeURIComponent(attachment.name)}`}
              target="_blank"
              rel="noreferrer"
            >
              <bdi>{attachment.name}</bdi>
            </a>{' '}
            <span className="soft small">{size(attachment.size, format.count)}</span>
          </span>
          {end?.(attachment)}
        </li>
      ))}
    </ul>
  )
}

function size(bytes: number, count: (number: number) => string): string {
  return bytes < 1_000_000
    ? `${count(Math.ceil(bytes / 1000))} kB`
    : `${count(Math.round(bytes / 100_000) / 10)} MB`
}
