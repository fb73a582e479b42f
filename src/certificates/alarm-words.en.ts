import type { AlarmCode } from './alarms.ts'

export const en = {
  SECOND_PRESENTATION:
    'Certificate {number} was presented again in {place}. The first time was {first}. One of the two sheets may be a copy. Detain the goods and compare both sheets, seals and weights with the issuing authority.',
  SECOND_CONFIRMATION:
    'Receipt of certificate {number} was confirmed a second time, in {place}. The first confirmation was {first}. One certificate covers one shipment (Core Document, section I). Find out which goods each confirmation is about.',
  WRONG_PARTICIPANT:
    'Certificate {number} was presented in {place}. It is made out for {destination}, and this place is no declared transit. Hold the goods and ask the issuing authority before anything moves.',
  PRESENTED_AFTER_VOID:
    'Certificate {number} was presented in {place}. Its issuer had closed it since {since}. Detain the goods and call the issuing authority.',
  NUMBER_GAP:
    'The numbers from {from} to {to} were passed over, and nothing explains it. Count the blanks, and record each one as spoiled, returned or still in stock.',
  NUMBER_OUT_OF_RANGE:
    'Certificate {number} is outside the announced series {series}. Treat the sheet as suspect: detain the goods and send a picture of the sheet to the issuing authority.',
  CONFIRMATION_OVERDUE:
    'No confirmation of receipt has come for certificate {number} from {destination}. It was due on {due} (Core Document, section III(b)). Write to the importing authority and ask the exporter where the goods are.',
  TWIN: 'Another signed certificate was presented under the number {number} in {place} than the one that was announced. One number is one certificate. Detain the goods and ask the issuing authority which of the two it issued.',
  CLOSED_AFTER_PRESENTATION:
    'The issuing authority closed certificate {number} at {since}, after the goods were presented in {place}. What it said at the time of presentation decides. Hold the goods and ask it for the reason.',
  CONFIRMED_WITH_DISCREPANCY:
    'Receipt of certificate {number} was confirmed with a discrepancy. Confirmed by: {place}. Compare what was found with what was declared, ask the exporter for the reason, and answer the importing authority.',
  STOPPED_ABROAD:
    'The goods under certificate {number} were stopped by {place}. Read the reason in the history of the certificate, and answer the importing authority.',
  CONFIRMATION_OWED:
    'The day for confirming receipt of certificate {number} has passed (Core Document, section III(b)). Find the goods. Confirm receipt, or tell the issuing authority what became of them. Issued by: {issuer}.',
  MONITOR_OBJECTED:
    'At {since} the monitor objected to certificate {number}, which is signed. Read the reason in its history, find out where the goods are, and decide whether the certificate is closed and the importing authority told.',
} as const satisfies Record<AlarmCode, string>
