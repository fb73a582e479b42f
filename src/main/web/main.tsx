import { StrictMode } from 'react'
import { createRoot } from 'react-dom/client'
import { App } from './app.tsx'
import '../../ui/css/ui.css'
import '../../access/web/access.css'
import '../../certificates/web/certificates.css'

const place = document.getElementById('app')
if (place === null) throw new Error('index.html has no element with the id app')

createRoot(place).render(
  <StrictMode>
    <App />
  </StrictMode>,
)

if ('serviceWorker' in navigator && import.meta.env.PROD) {
  // Without it every page works; with it the frame of the app opens on a bad line or none.
  void navigator.serviceWorker.register('/sw.js')
}
