import type { Catalogues } from '../../ui/language.tsx'

export const catalogues: Catalogues = {
  en: async () => (await import('./catalogue.en.ts')).catalogue,
  fr: async () => (await import('./catalogue.fr.ts')).catalogue,
}
