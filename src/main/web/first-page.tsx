import { createMemoryHistory } from '@tanstack/react-router'
import { renderToString } from 'react-dom/server'
import { App, createClient } from './app.tsx'
import { catalogue as en } from './catalogue.en.ts'
import { catalogue as fr } from './catalogue.fr.ts'
import { type FirstData, prime } from './first-data.ts'
import { createAppRouter } from './routes.tsx'

const WORDS = { en, fr }

/**
 * The work list as HTML, by the same components as in the browser, so that it can be read before the
 * scripts are there. They paint it anew: nothing in it needs to match to the letter, for example days
 * of a reader in another time zone.
 */
export async function paintFirstPage(first: FirstData): Promise<string> {
  const client = createClient()
  prime(client, first)
  const router = createAppRouter(createMemoryHistory({ initialEntries: ['/'] }))
  await router.load()
  const { language } = first
  const words = { language, words: WORDS[language] }
  const html = renderToString(<App client={client} router={router} words={words} />)
  client.clear()
  return html
}
