type Shape = 'tick' | 'cross' | 'question' | 'exclamation' | 'stone'

/** Solid in black and white: the shape alone tells the verdicts apart. */
const BACKS: Readonly<Record<Exclude<Shape, 'stone'>, string>> = {
  tick: 'M12 1a11 11 0 1 1 0 22a11 11 0 0 1 0-22z',
  cross: 'M7.4 1h9.2L23 7.4v9.2L16.6 23H7.4L1 16.6V7.4z',
  question: 'M12 .6L23.4 12L12 23.4L.6 12z',
  exclamation: 'M12 1.5L23.5 22H.5z',
}

const MARKS: Readonly<Record<Exclude<Shape, 'stone'>, string>> = {
  tick: 'M6.5 12.5l3.8 3.8l7.4-8',
  cross: 'M7.5 7.5l9 9m0-9l-9 9',
  question: 'M9.2 9.6a2.8 2.8 0 1 1 4.1 2.5c-.9.5-1.3 1-1.3 1.9v.4M12 17v.6',
  exclamation: 'M12 9v6M12 18v.6',
}

type Props = { readonly shape: Shape; readonly className?: string }

/** A shape beside a word, never instead of one: hidden from readers that speak. */
export function Icon({ shape, className }: Props) {
  if (shape === 'stone') return <Stone />
  return (
    <svg viewBox="0 0 24 24" aria-hidden="true" focusable="false" className={className}>
      <path d={BACKS[shape]} fill="currentColor" />
      <path
        d={MARKS[shape]}
        className="icon-mark"
        fill="none"
        strokeWidth="2.2"
        strokeLinecap="round"
        strokeLinejoin="round"
      />
    </svg>
  )
}

/** An octahedron, the shape that rough diamonds grow in. */
function Stone() {
  return (
    <svg viewBox="0 0 24 24" aria-hidden="true" focusable="false">
      <path
        d="M12 1L22 12L12 23L2 12zM2 12h20M12 1L8.5 12L12 23L15.5 12z"
        fill="none"
        stroke="currentColor"
        strokeWidth="1.6"
        strokeLinejoin="round"
      />
    </svg>
  )
}
