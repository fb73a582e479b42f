import { StrictMode } from 'react'
import { createRoot } from 'react-dom/client'
import { workQuery } from '../../certificates/web/queries.ts'
import { keepFrame } from '../../ui/keep-frame.ts'
import { firstLanguage } from '../../ui/language.tsx'
import { App, createClient } from './app.tsx'
import { catalogues } from './catalogues.ts'
import { prime, readFirstData } from './first-data.ts'
import { createAppRouter } from './routes.tsx'
import '../../ui/css/ui.css'
import '../../access/web/access.css'
import '../../certificates/web/certificates.css'

const place = document.getElementById('app')
if (place === null) throw new Error('index.html has no element with the id app')

const client = createClient()
const first = readFirstData()
if (first !== null) prime(client, first)
// The home of every role is asked for together with who is signed in: one trip instead of two.
else if (location.pathname === '/') void client.prefetchQuery(workQuery)

const router = createAppRouter()
const language = first?.language ?? firstLanguage()
// What the server painted, or the grey frame, stays until there is something better to show.
const [words] = await Promise.all([catalogues[language](), router.load()])
document.documentElement.lang = language
createRoot(place).render(
  <StrictMode>
    <App client={client} router={router} words={{ language, words }} />
  </StrictMode>,
)

keepFrame('/sw.js', '/')
