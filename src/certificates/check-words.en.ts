import type { CheckWords } from './check-codes.ts'
import type { AnswerableCheck } from './despite.ts'

export const en = {
  CHECK_DESTINATION_STANDING: {
    pass: '{destination} may import rough diamonds today.',
    warn: '{destination} may import rough diamonds today, but read this first. {why}',
    stop: '{destination} may not import rough diamonds today. {why} Return the application.',
  },
  CHECK_OWN_STANDING: {
    pass: '{issuer} may export rough diamonds today.',
    warn: '{issuer} may export rough diamonds today, but read this first. {why}',
    stop: '{issuer} may not export rough diamonds today. {why} Do not issue. Ask your focal point.',
  },
  CHECK_LEGAL_LIST: {
    pass: 'The law of {destination} accepts certificates of {issuer} today.',
    warn: 'It is not established whether the law of {destination} names {issuer} today. Ask the importing authority before you issue.',
    stop: 'The law of {destination} does not name {issuer} today, so the goods would be stopped there. Return the application, or write why you issue it all the same.',
  },
  CHECK_NUMBERS_LEFT: {
    pass: 'Blanks left in stock or in your hands: {left}.',
    warn: 'Blanks left in stock or in your hands: {left}. Tell the stationery custodian to order more.',
    stop: 'Blanks left in stock or in your hands: {left}. Ask the stationery custodian for numbers before you issue.',
  },
  CHECK_ORIGIN_ACCEPTED: {
    pass: '{destination} accepts an origin that is stated in this way.',
    warn: 'It is not established whether {destination} accepts an origin that is stated in this way. Ask the importing authority.',
    stop: '{destination} does not accept an origin that is stated in this way. Return the application and ask for every country of origin by name, or write why you issue it all the same.',
  },
  CHECK_VALUE_BAND: {
    pass: 'Value per carat: {perCarat} US$. The usual value was {usual} US$ in {year}.',
    warn: 'Value per carat: {perCarat} US$. The usual value was {usual} US$ in {year}. Compare the invoice and the valuation.',
    stop: 'Value per carat: {perCarat} US$. The usual value was {usual} US$ in {year}. This is far from it. Have the goods valued before you issue.',
  },
  CHECK_SAME_GOODS: {
    pass: 'No earlier application describes the same goods.',
    warn: 'The same goods stand in {other}, with other values. Open both and ask the exporter which is right.',
    stop: 'The same goods stand in {other}. One shipment has one certificate (Core Document, section I). Open both, then return one, or write why this is another shipment.',
  },
  CHECK_DOCUMENTS: {
    pass: 'Documents attached: {count}. Read the invoice beside the application.',
    warn: 'Documents attached: {count}. Check that the invoice is there. If not, return the application and ask for it.',
    stop: 'Documents attached: {count}. The invoice is missing. Return the application and ask for it.',
  },
  CHECK_SOURCES: {
    pass: 'Sources named: {count}. Each has a reference.',
    warn: 'Sources named: {count}. Not every one can be checked here. Compare them with the papers of the exporter.',
    stop: 'Sources named: {count}. They do not show where the goods come from. Return the application and ask for the papers.',
  },
} as const satisfies CheckWords

/** What a check said that was answered in words, for whoever comes after the issue. */
export const stops = {
  CHECK_LEGAL_LIST: 'The law of the destination did not name the issuing Participant.',
  CHECK_ORIGIN_ACCEPTED: 'The destination did not accept an origin that is stated in this way.',
  CHECK_SAME_GOODS: 'The same goods stood in {other}.',
} as const satisfies Record<AnswerableCheck, string>
