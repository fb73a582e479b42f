import { type ReactNode, useId } from 'react'
import { Go } from './go.tsx'
import { Icon } from './icons.tsx'
import { useOnline } from './online.ts'
import { useUiSay } from './say.ts'
import { SpecimenBanner } from './specimen-banner.tsx'

type NavItem = { readonly href: string; readonly label: string; readonly count?: number }

type Props = {
  readonly specimen: boolean
  /** Whose office this is, beside the name of the program. */
  readonly place?: string
  readonly nav: readonly NavItem[]
  readonly search?: ReactNode
  readonly person: ReactNode
  readonly children: ReactNode
}

/** The frame of every page: skip link, banner, navigation, search, person, content. */
export function Shell({ specimen, place, nav, search, person, children }: Props) {
  const say = useUiSay()
  return (
    <>
      <a className="skip" href="#main">
        {say('skip')}
      </a>
      {specimen ? <SpecimenBanner /> : null}
      <header className="top">
        <div className="top-inner">
          <Go className="brand" href="/">
            <Icon shape="stone" />
            OpenKP
            {place ? <span className="brand-place">{place}</span> : null}
          </Go>
          <Nav items={nav} />
          <div className="top-end">
            {search}
            {person}
          </div>
        </div>
      </header>
      <OfflineNote />
      <main className="main" id="main" tabIndex={-1}>
        {children}
      </main>
    </>
  )
}

function Nav({ items }: { readonly items: readonly NavItem[] }) {
  const say = useUiSay()
  if (items.length === 0) return null
  return (
    <nav className="nav" aria-label={say('navigation')}>
      <ul>
        {items.map((item) => (
          <li key={item.href}>
            <Go href={item.href} exact={item.href === '/'}>
              {item.label}
              {item.count ? <span className="chip chip-solid">{item.count}</span> : null}
            </Go>
          </li>
        ))}
      </ul>
    </nav>
  )
}

function OfflineNote() {
  const say = useUiSay()
  const online = useOnline()
  return (
    <div className="offline" role="status">
      {online ? null : <p className="specimen-inner">{say('offline')}</p>}
    </div>
  )
}

/** The person in the corner: who is signed in, the language, and the way out. */
export function PersonMenu({
  name,
  role,
  children,
}: {
  name: string
  role: string
  children: ReactNode
}) {
  const say = useUiSay()
  const id = useId()
  return (
    <details className="person">
      <summary aria-describedby={id}>
        <span>
          <span className="hidden-visually" id={id}>
            {say('signedInAs')}{' '}
          </span>
          <bdi className="strong">{name}</bdi>
          <br />
          <span className="soft small">{role}</span>
        </span>
      </summary>
      <div className="person-card stack">{children}</div>
    </details>
  )
}
