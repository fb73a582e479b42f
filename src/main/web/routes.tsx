import {
  createRootRoute,
  createRoute,
  createRouter,
  lazyRouteComponent,
  type RouteComponent,
  type RouterHistory,
} from '@tanstack/react-router'
import { WorkList } from '../../certificates/web/work/work-list.tsx'
import { Frame, LOGS, WELCOME } from './frame.tsx'
import { Crash, NotFound } from './strays.tsx'

const root = createRootRoute({ component: Frame, notFoundComponent: NotFound })

const at = <Path extends string>(path: Path, component: RouteComponent) =>
  createRoute({ getParentRoute: () => root, path, component })

const application = () => import('../../certificates/web/application/application-page.tsx')
const certificate = () => import('../../certificates/web/certificate/certificate-page.tsx')
const validate = () => import('../../certificates/web/review/validate-page.tsx')
const monitor = () => import('../../certificates/web/monitor/monitor-page.tsx')
const arrivals = () => import('../../certificates/web/arrival/arrivals-page.tsx')
const present = () => import('../../certificates/web/arrival/present-page.tsx')
const arrival = () => import('../../certificates/web/arrival/arrival-page.tsx')
const slip = () => import('../../certificates/web/arrival/slip-page.tsx')
const numbers = () => import('../../certificates/web/numbers/numbers-page.tsx')
const cards = () => import('../../certificates/web/cards/cards-page.tsx')
const licences = () => import('../../certificates/web/licences/licences-page.tsx')
const alarms = () => import('../../certificates/web/arrival/alarms-page.tsx')
const account = () => import('../../access/web/account-page.tsx')
const officers = () => import('../../access/web/officers-page.tsx')
const journal = () => import('../../access/web/journal/journal-page.tsx')
const welcome = () => import('../../access/web/welcome-page.tsx')
const logs = () => import('../../transparency/web/logs-page.tsx')
const keys = () => import('./keys/keys-page.tsx')
const profile = () => import('./profile/profile-page.tsx')
const administration = () => import('./administration.tsx')

const tree = root.addChildren([
  at('/', WorkList),
  at('/applications/$id', lazyRouteComponent(application, 'ApplicationPage')),
  at('/certificates/$number', lazyRouteComponent(certificate, 'CertificatePage')),
  at('/certificates/$number/validate', lazyRouteComponent(validate, 'ValidatePage')),
  at('/certificates/$number/monitor', lazyRouteComponent(monitor, 'MonitorPage')),
  at('/arrivals', lazyRouteComponent(arrivals, 'ArrivalsPage')),
  at('/present', lazyRouteComponent(present, 'PresentPage')),
  at('/arrivals/$issuer/$number', lazyRouteComponent(arrival, 'ArrivalPage')),
  at('/arrivals/$issuer/$number/slip', lazyRouteComponent(slip, 'SlipPage')),
  at('/numbers', lazyRouteComponent(numbers, 'NumbersPage')),
  at('/cards', lazyRouteComponent(cards, 'CardsPage')),
  at('/licences', lazyRouteComponent(licences, 'LicencesPage')),
  at('/alarms', lazyRouteComponent(alarms, 'AlarmsPage')),
  at('/account', lazyRouteComponent(account, 'AccountPage')),
  at('/officers', lazyRouteComponent(officers, 'OfficersPage')),
  at('/journal', lazyRouteComponent(journal, 'JournalPage')),
  at(WELCOME, lazyRouteComponent(welcome, 'WelcomePage')),
  at(LOGS, lazyRouteComponent(logs, 'LogsPage')),
  at('/keys', lazyRouteComponent(keys, 'KeysPage')),
  at('/profile', lazyRouteComponent(profile, 'ProfilePage')),
  at('/administration', lazyRouteComponent(administration, 'Administration')),
])

/** In a browser without `history`; on the server with one that stands at the page that is asked for. */
export function createAppRouter(history?: RouterHistory) {
  return createRouter({
    routeTree: tree,
    defaultErrorComponent: Crash,
    defaultPreloadStaleTime: 0,
    // It writes a script into a page that the server makes, and ours allow none.
    scrollRestoration: history === undefined,
    ...(history !== undefined && { history }),
  })
}
export type AppRouter = ReturnType<typeof createAppRouter>
