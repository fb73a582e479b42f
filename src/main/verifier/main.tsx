import { StrictMode } from 'react'
import { createRoot } from 'react-dom/client'
import { keepFrame } from '../../ui/keep-frame.ts'
import { LanguageProvider } from '../../ui/language.tsx'
import { catalogues } from './catalogues.ts'
import { VerifierPage } from './verifier-page.tsx'
import '../../ui/css/ui.css'
import './verifier.css'

const place = document.getElementById('verifier')
if (place === null) throw new Error('index.html has no element with the id verifier')

createRoot(place).render(
  <StrictMode>
    <LanguageProvider catalogues={catalogues}>
      <VerifierPage />
    </LanguageProvider>
  </StrictMode>,
)

keepFrame('/verify/sw.js', '/verify/')
