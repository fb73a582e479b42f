import { useCallback } from 'react'
import { useIntl } from 'react-intl'
import { sayFrom } from '../../../ui/say.ts'
import type { en } from './words.en.ts'

export const useCertificateSay = sayFrom<keyof typeof en>('certificate')

/** The word for a code of the server in one of these families; the code itself when it is new. */
export function useCertificateWord(): (
  family: 'kind' | 'outcome' | 'field',
  code: string,
) => string {
  const intl = useIntl()
  return useCallback(
    (family, code) => {
      const id = `certificate.${family}_${code}`
      return id in intl.messages ? intl.formatMessage({ id }) : code
    },
    [intl],
  )
}
