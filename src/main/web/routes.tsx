import {
  createRootRoute,
  createRoute,
  createRouter,
  lazyRouteComponent,
} from '@tanstack/react-router'
import { Frame } from './frame.tsx'
import { Crash, NotFound } from './strays.tsx'

const root = createRootRoute({ component: Frame, notFoundComponent: NotFound })

const at = <Path extends string>(path: Path, component: ReturnType<typeof lazyRouteComponent>) =>
  createRoute({ getParentRoute: () => root, path, component })

const work = () => import('../../certificates/web/work/work-list.tsx')
const application = () => import('../../certificates/web/application/application-page.tsx')
const certificate = () => import('../../certificates/web/certificate/certificate-page.tsx')
const validate = () => import('../../certificates/web/review/validate-page.tsx')
const arrivals = () => import('../../certificates/web/arrival/arrivals-page.tsx')
const present = () => import('../../certificates/web/arrival/present-page.tsx')
const arrival = () => import('../../certificates/web/arrival/arrival-page.tsx')
const slip = () => import('../../certificates/web/arrival/slip-page.tsx')
const numbers = () => import('../../certificates/web/numbers/numbers-page.tsx')
const alarms = () => import('../../certificates/web/arrival/alarms-page.tsx')
const administration = () => import('./administration.tsx')

const tree = root.addChildren([
  at('/', lazyRouteComponent(work, 'WorkList')),
  at('/applications/$id', lazyRouteComponent(application, 'ApplicationPage')),
  at('/certificates/$number', lazyRouteComponent(certificate, 'CertificatePage')),
  at('/certificates/$number/validate', lazyRouteComponent(validate, 'ValidatePage')),
  at('/arrivals', lazyRouteComponent(arrivals, 'ArrivalsPage')),
  at('/present', lazyRouteComponent(present, 'PresentPage')),
  at('/arrivals/$issuer/$number', lazyRouteComponent(arrival, 'ArrivalPage')),
  at('/arrivals/$issuer/$number/slip', lazyRouteComponent(slip, 'SlipPage')),
  at('/numbers', lazyRouteComponent(numbers, 'NumbersPage')),
  at('/alarms', lazyRouteComponent(alarms, 'AlarmsPage')),
  at('/administration', lazyRouteComponent(administration, 'Administration')),
])

export const router = createRouter({
  routeTree: tree,
  defaultErrorComponent: Crash,
  defaultPreloadStaleTime: 0,
  scrollRestoration: true,
})
