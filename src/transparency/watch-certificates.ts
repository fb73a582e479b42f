import { toHex } from '../crypto/bytes.ts'
import type { Alarm } from './alarm.ts'
import type { CertificateRow } from './compact-table.ts'
import { type Book, KNOWN } from './watch-log.ts'

export type Deadlines = {
  /** Epoch seconds. */
  readonly now: number
  /** How long after a certificate's end its confirmation may still come: seconds. */
  readonly confirmation: number
  /** How long an author may take to log what it signed: seconds. */
  readonly logging: number
  /**
   * Whether every log was read to its head: else a certificate or a confirmation may stand in the rest.
   */
  readonly isWhole: boolean
}

/** What logs owe each other: a confirmation for every certificate, a certificate for every confirmation. */
export function watchCertificates(
  book: Book,
  { now, confirmation, logging, isWhole }: Deadlines,
  raise: (alarm: Alarm) => void,
): void {
  if (!isWhole) return
  book.certificates.each((row, prefix) => {
    const isCertificate = (row.flags & KNOWN.certificate) !== 0
    const isReceived = (row.flags & KNOWN.confirmed) !== 0
    const isClosed = (row.flags & KNOWN.closed) !== 0
    if (isCertificate && !isReceived && !isClosed && row.time + confirmation < now) {
      raise(alarmOf('MONITOR_UNCONFIRMED', book, row, prefix))
    }
    if (!isCertificate && isReceived && row.time + logging < now) {
      raise(alarmOf('MONITOR_CONFIRMED_UNKNOWN', book, row, prefix))
    }
  })
}

function alarmOf(
  code: Alarm['code'],
  { logs }: Book,
  { log, index, time }: CertificateRow,
  prefix: Uint8Array,
): Alarm {
  const origin = logs[log]?.origin ?? '–'
  const certificate = toHex(prefix)
  const detail = { log: origin, index, time, certificate }
  return { code, where: origin, about: certificate, detail, evidence: [] }
}
