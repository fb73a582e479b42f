import { StrictMode } from 'react'
import { createRoot } from 'react-dom/client'
import { keepFrame } from '../../ui/keep-frame.ts'
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

keepFrame('/sw.js', '/')
