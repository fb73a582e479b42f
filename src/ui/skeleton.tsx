import { useUiSay } from './say.ts'

const BARS = ['a', 'b', 'c', 'd', 'e', 'f', 'g', 'h', 'i', 'j', 'k', 'l']

/** Grey bars in the place of what is loading; the style sheet shows them only after 200 ms. */
export function Skeleton({ lines = 6 }: { readonly lines?: number }) {
  const say = useUiSay()
  return (
    <div className="skeleton" role="status">
      <span className="hidden-visually">{say('loading')}</span>
      {BARS.slice(0, lines).map((bar) => (
        <span key={bar} aria-hidden="true" />
      ))}
    </div>
  )
}
