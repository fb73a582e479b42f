import { useEffect, useState } from 'react'

type Props = { readonly text: string; readonly label: string }

/** Modules of clear ground around a code (ISO/IEC 18004, 5.3.8). */
const QUIET = 4

/** A code that a camera reads, drawn in the browser from its text. */
export function QrCode({ text, label }: Props) {
  const [drawn, setDrawn] = useState<{ path: string; size: number }>()
  useEffect(() => {
    let wanted = true
    void import('qr').then(({ encodeQR }) => {
      const rows = encodeQR(text, 'raw', { ecc: 'medium', border: QUIET })
      if (wanted) setDrawn({ path: pathOf(rows), size: rows.length })
    })
    return () => {
      wanted = false
    }
  }, [text])
  if (drawn === undefined) return <span className="qr" />
  return (
    <svg
      className="qr"
      role="img"
      aria-label={label}
      viewBox={`0 0 ${drawn.size} ${drawn.size}`}
      shapeRendering="crispEdges"
    >
      <path d={drawn.path} />
    </svg>
  )
}

/** One rectangle for each run of dark modules in a row. */
function pathOf(rows: readonly (readonly boolean[])[]): string {
  const runs = rows.flatMap((row, y) =>
    row.flatMap((dark, x) => {
      if (!dark || row[x - 1] === true) return []
      const end = row.indexOf(false, x)
      return [`M${x} ${y}h${(end < 0 ? row.length : end) - x}v1H${x}z`]
    }),
  )
  return runs.join('')
}
