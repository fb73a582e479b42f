import { useCallback } from 'react'
import { useIntl } from 'react-intl'
import { sayFrom } from '../../ui/say.ts'
import type { en } from './words.en.ts'

export const useCertificatesSay = sayFrom<keyof typeof en>('certificates')

type Family = 'state' | 'application' | 'act' | 'alarm' | 'hs' | 'reason'

/**
 * The word for a code that the server sent, such as a state or an act. A code that this version of
 * the screens does not know yet is shown as it came, because a blank would hide it.
 */
export function useWordFor(): (family: Family, code: string) => string {
  const intl = useIntl()
  return useCallback(
    (family, code) => {
      const id = `certificates.${family}_${code}`
      return id in intl.messages ? intl.formatMessage({ id }) : code
    },
    [intl],
  )
}
