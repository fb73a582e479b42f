/**
 * Keeps the frame of a program on the device, so that it opens on a bad line or none. Built once and
 * written twice: for the app and for the verifier, each with its own list of files. It never keeps
 * an answer of the server: what a shared machine shows must come from who is signed in now.
 */
type Plan = {
  readonly program: string
  readonly version: string
  /** The page that answers every navigation of this program. */
  readonly shell: string
  readonly files: readonly string[]
}
type Waiting = Event & { readonly waitUntil: (work: Promise<unknown>) => void }
type Fetching = Waiting & {
  readonly request: Request
  readonly respondWith: (response: Promise<Response>) => void
}
type Worker = {
  readonly addEventListener: {
    (type: 'install' | 'activate', listener: (event: Waiting) => void): void
    (type: 'fetch', listener: (event: Fetching) => void): void
  }
  readonly skipWaiting: () => Promise<void>
  readonly clients: { readonly claim: () => Promise<void> }
}

// The build puts the plan in the place of this text.
const plan = JSON.parse('__PLAN__') as Plan
const worker = self as unknown as Worker
const cacheName = `openkp-${plan.program}-${plan.version}`

worker.addEventListener('install', (event) => {
  event.waitUntil(install())
})

worker.addEventListener('activate', (event) => {
  event.waitUntil(dropOlder().then(() => worker.clients.claim()))
})

worker.addEventListener('fetch', (event) => {
  const { request } = event
  const url = new URL(request.url)
  if (request.method !== 'GET' || url.origin !== location.origin) return
  if (request.mode === 'navigate') {
    if (!belongsHere(url.pathname)) return
    const painted = plan.program === 'app' && url.pathname === '/'
    event.respondWith(painted ? paintedOr(request) : keptOr(request, plan.shell))
  } else if (url.pathname.startsWith('/assets/') || plan.files.includes(url.pathname)) {
    event.respondWith(keptOr(request, url.pathname))
  }
})

async function install(): Promise<void> {
  const cache = await caches.open(cacheName)
  // A name with a digest never changes: what the browser has of it already is not fetched twice.
  const cached = (file: string) => (file.startsWith('/assets/') ? 'default' : 'no-cache')
  await cache.addAll(plan.files.map((file) => new Request(file, { cache: cached(file) })))
  await worker.skipWaiting()
}

/** Older frames of this program; the other program's are its own business. */
async function dropOlder(): Promise<void> {
  const names = await caches.keys()
  const older = names.filter(
    (name) => name.startsWith(`openkp-${plan.program}-`) && name !== cacheName,
  )
  await Promise.all(older.map((name) => caches.delete(name)))
}

function belongsHere(path: string): boolean {
  if (path === '/api' || path.startsWith('/api/')) return false
  const verifier = path === '/verify' || path.startsWith('/verify/')
  return (plan.program === 'verify') === verifier
}

/** The server answers with the work list itself for about this long on a slow line. */
const PATIENCE_MS = 1_500

/** The work list as the server paints it; the kept frame when the line is down or worse than slow. */
async function paintedOr(request: Request): Promise<Response> {
  const cache = await caches.open(cacheName)
  const kept = await cache.match(plan.shell)
  if (kept === undefined) return fetch(request)
  const late = new Promise<Response>((give) => setTimeout(() => give(kept), PATIENCE_MS))
  const painted = fetch(request).then((answer) => (answer.ok ? answer : kept))
  return Promise.race([painted.catch(() => kept), late])
}

/** The kept file, else the network's answer, which is kept when it is a good one. */
async function keptOr(request: Request, path: string): Promise<Response> {
  const cache = await caches.open(cacheName)
  const kept = await cache.match(path)
  if (kept !== undefined) return kept
  const response = await fetch(request)
  if (response.ok && path.startsWith('/assets/')) await cache.put(path, response.clone())
  return response
}
